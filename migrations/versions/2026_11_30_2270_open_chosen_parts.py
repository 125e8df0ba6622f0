"""Open chosen parts

What was opened in an emergency. Whatever was opened before this showed what to provide.

Going down loses which parts were opened. Whatever shows other parts than what to provide is closed first, so that
nothing else is open through it after going up again. It then says, like the openings before, "what to provide".

Revision: 2026_11_30_chosen_parts
After: 2026_11_30_wish_answers
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_chosen_parts"
down_revision = "2026_11_30_wish_answers"
branch_labels = None
depends_on = None

PROVIDE = '["provide"]'


def upgrade() -> None:
    with op.batch_alter_table("emergencies", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parts", sa.JSON(), server_default='["provide"]', nullable=False))


def downgrade() -> None:
    now = datetime.now(UTC)
    opened = sa.table(
        "emergencies",
        sa.column("parts", sa.Text()),
        sa.column("closes_at", sa.DateTime(timezone=True)),
        sa.column("ended_at", sa.DateTime(timezone=True)),
    )
    op.execute(
        opened.update()
        .where(opened.c.ended_at.is_(None), opened.c.closes_at > now, sa.cast(opened.c.parts, sa.Text()) != PROVIDE)
        .values(ended_at=now)
    )
    with op.batch_alter_table("emergencies", schema=None) as batch_op:
        batch_op.drop_column("parts")
