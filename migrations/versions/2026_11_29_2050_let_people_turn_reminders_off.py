"""Let people turn reminders off

Revision: 2026_11_29_reminders_off
After: 2026_11_24_own_questions
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_reminders_off"
down_revision = "2026_11_24_own_questions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("preferences", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wants_reminders", sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("preferences", schema=None) as batch_op:
        batch_op.drop_column("wants_reminders")
