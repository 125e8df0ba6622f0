"""Manage productions

Where a production is, from which day to which it works, and when somebody said that it ends. A wish that somebody
coordinates one names it.

Revision: 2026_11_30_managed
After: 2026_11_30_wish_answers
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_managed"
down_revision = "2026_11_30_spoken_consents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("productions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("country", sa.String(length=2), server_default="", nullable=False))
        batch_op.add_column(sa.Column("region", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("first_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("last_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("production_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_approvals_production_id_productions"), "productions", ["production_id"], ["id"]
        )
        batch_op.create_index(op.f("ix_approvals_production_id"), ["production_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_approvals_production_id"))
        batch_op.drop_constraint(op.f("fk_approvals_production_id_productions"), type_="foreignkey")
        batch_op.drop_column("production_id")
    with op.batch_alter_table("productions", schema=None) as batch_op:
        for column in ("ended_at", "last_day", "first_day", "region", "country"):
            batch_op.drop_column(column)
