"""Follow plans while they are made

Who makes a plan and how far it is, a wish to stop it, what it was made from; and which workers are alive.

Revision: 2026_11_30_plan_jobs
After: 2026_11_29_approvals
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_plan_jobs"
down_revision = "2026_11_30_day_changes"
branch_labels = None
depends_on = None


BEFORE = ("wanted", "solving", "draft", "published", "replaced", "discarded", "stopped")
AFTER = (*BEFORE, "cancelled", "stale")
TEXTS = (("inputs_mark", 200), ("phase", 20), ("worker", 200), ("changed_what", 60))
INSTANTS = ("lease_until", "cancel_wanted_at", "changed_at")


def allow(states: Sequence[str]) -> None:
    listed = ", ".join(f"'{state}'" for state in states)
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_plans_plan_status"), type_="check")
        batch_op.create_check_constraint(op.f("ck_plans_plan_status"), f"status IN ({listed})")


def upgrade() -> None:
    allow(AFTER)
    order = sa.Enum("hours", "calm", name="plan_order", native_enum=False, create_constraint=True, length=40)
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("order", order, server_default="hours", nullable=False))
        batch_op.add_column(sa.Column("best", sa.JSON(none_as_null=True), nullable=True))
        for name, length in TEXTS:
            batch_op.add_column(sa.Column(name, sa.String(length=length), server_default="", nullable=False))
        for name in INSTANTS:
            batch_op.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "workers",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )


def downgrade() -> None:
    op.drop_table("workers")
    op.execute("UPDATE plans SET status = 'stopped' WHERE status = 'cancelled'")
    op.execute("UPDATE plans SET status = 'draft' WHERE status = 'stale'")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_plans_plan_order"), type_="check")
        for name in (*INSTANTS, *(name for name, _ in TEXTS), "best", "order"):
            batch_op.drop_column(name)
    allow(BEFORE)
