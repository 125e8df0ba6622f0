"""Open chosen parts

What was opened in an emergency. Whatever was opened before this showed what to provide.

Revision: 2026_11_30_chosen_parts
After: 2026_11_30_wish_answers
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_chosen_parts"
down_revision = "2026_11_30_wish_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("emergencies", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parts", sa.JSON(), server_default='["provide"]', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("emergencies", schema=None) as batch_op:
        batch_op.drop_column("parts")
