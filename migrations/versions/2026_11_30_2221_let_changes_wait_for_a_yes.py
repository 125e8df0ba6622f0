"""Let changes wait for a yes

A change inside somebody's notice is a row of its own. What it would plan stands in the new version beside what it would
replace, so a desk and a person are unique among the planned rows of a plan instead of among all.

Revision: 2026_11_30_day_changes
After: 2026_11_30_seat_claims
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_day_changes"
down_revision = "2026_11_30_seat_claims"
branch_labels = None
depends_on = None

BEFORE = ("proposed", "seen", "agreed", "asked_to_change", "done", "released")
AFTER = (*BEFORE, "waiting_for_yes")
ONCE = {
    "uq_assignments_planned_desk": ["plan_id", "workstation_id", "on_date", "block"],
    "uq_assignments_planned_person": ["plan_id", "person_id", "on_date", "block"],
}
ONCE_BEFORE = {
    "uq_assignments_plan_id_workstation_id_on_date_block": ONCE["uq_assignments_planned_desk"],
    "uq_assignments_plan_id_person_id_on_date_block": ONCE["uq_assignments_planned_person"],
}


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _listed(states: tuple[str, ...]) -> str:
    return ", ".join(f"'{state}'" for state in states)


def upgrade() -> None:
    op.create_table(
        "day_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            _one_of(("waiting", "agreed", "made", "kept", "lapsed", "made_for_safety"), "day_change_status"),
            nullable=False,
        ),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("safety", _one_of(("desk", "place", "supervision", "weather"), "safety_kind"), nullable=True),
        sa.Column("safety_words", sa.String(length=1000).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_day_changes_person_id_people")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_day_changes_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_changes")),
        sa.UniqueConstraint("plan_id", "person_id", name=op.f("uq_day_changes_plan_id_person_id")),
    )
    with op.batch_alter_table("day_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_day_changes_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_day_changes_person_id"), ["person_id"], unique=False)
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_assignments_assignment_status"), type_="check")
        batch_op.create_check_constraint(op.f("ck_assignments_assignment_status"), f"status IN ({_listed(AFTER)})")
        for name in ONCE_BEFORE:
            batch_op.drop_constraint(op.f(name), type_="unique")
        batch_op.add_column(sa.Column("is_planned", sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column("change_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_assignments_change_id_day_changes"), "day_changes", ["change_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_assignments_change_id"), ["change_id"], unique=False)
    where = sa.text("is_planned")
    for name, columns in ONCE.items():
        op.create_index(name, "assignments", columns, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """What waited for a yes is not planned, so it goes."""
    for name in ONCE:
        op.drop_index(name, table_name="assignments")
    op.execute("DELETE FROM assignments WHERE NOT is_planned")
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignments_change_id"))
        batch_op.drop_constraint(op.f("fk_assignments_change_id_day_changes"), type_="foreignkey")
        batch_op.drop_column("change_id")
        batch_op.drop_column("is_planned")
        for name, columns in ONCE_BEFORE.items():
            batch_op.create_unique_constraint(op.f(name), columns)
        batch_op.drop_constraint(op.f("ck_assignments_assignment_status"), type_="check")
        batch_op.create_check_constraint(op.f("ck_assignments_assignment_status"), f"status IN ({_listed(BEFORE)})")
    op.drop_table("day_changes")
