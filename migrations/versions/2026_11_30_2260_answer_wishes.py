"""Answer wishes

Why a day stays as it is, in a coordinator's words for the person who asked to change it, and how often it was asked and
answered.

Revision: 2026_11_30_wish_answers
After: 2026_11_30_the_day
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_wish_answers"
down_revision = "2026_11_30_the_day"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = sa.String(length=1000).with_variant(sa.Text(), "postgresql")
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("wish_answer", words, server_default="", nullable=False))
        batch_op.add_column(sa.Column("wish_version", sa.Integer(), server_default="0", nullable=False))
    op.execute("UPDATE assignments SET wish_version = 1 WHERE status = 'asked_to_change'")


def downgrade() -> None:
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_column("wish_version")
        batch_op.drop_column("wish_answer")
