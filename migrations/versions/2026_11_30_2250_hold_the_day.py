"""Hold the day

A day is on the day before it is done. Who came, the kind question to whoever was not seen, desks that people changed
themselves, what they say about a desk, what was acknowledged on a sheet, and what access cost.

Revision: 2026_11_30_the_day
After: 2026_11_29_approvals
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_the_day"
down_revision = "2026_11_30_placings"
branch_labels = None
depends_on = None

BEFORE = ("proposed", "seen", "agreed", "asked_to_change", "done", "released", "waiting_for_yes")
AFTER = (*BEFORE, "on_the_day")
KINDS = ("equipment", "software", "rooms", "support", "travel", "training", "other")


def upgrade() -> None:
    _allow(AFTER)
    _table("arrivals", _person(), _production(), _day(), _at("at"), _id("marked_by_id"), once=True)
    _table(
        "kind_checks", _person(), _production(), _day(), _at("asked_at"),
        sa.Column("answer", _one_of(("fine", "talk"), "kind_answer"), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True), once=True,
    )  # fmt: skip
    _table(
        "swaps", _id("assignment_id"), _person(), _id("from_workstation_id"), _id("to_workstation_id"), _at("at"),
    )  # fmt: skip
    _table(
        "place_answers", _person(), _id("workstation_id"), sa.Column("was_as_described", sa.Boolean(), nullable=False),
        _words(), _at("answered_at"),
    )  # fmt: skip
    _table(
        "acknowledgements", _production(), _person(), _day(), _words(),
        _id("by_id"), _at("at"),
    )  # fmt: skip
    _table(
        "access_costs", _production(), sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", _one_of(KINDS, "cost_kind"), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False), sa.Column("currency", sa.String(length=3), nullable=False),
        _id("entered_by_id"), sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_access_costs_is_not_negative")),
    )  # fmt: skip
    for table, column in FOUND_BY:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    for table in ("access_costs", "acknowledgements", "place_answers", "swaps", "kind_checks", "arrivals"):
        op.drop_table(table)
    op.execute("UPDATE assignments SET status = 'agreed' WHERE status = 'on_the_day'")
    _allow(BEFORE)


FOUND_BY = (
    ("arrivals", "production_id"), ("kind_checks", "production_id"), ("swaps", "assignment_id"), ("swaps", "person_id"),
    ("place_answers", "person_id"), ("place_answers", "workstation_id"), ("acknowledgements", "production_id"),
    ("acknowledgements", "person_id"), ("access_costs", "production_id"),
)  # fmt: skip
LEADS_TO = {
    "assignment_id": "assignments", "from_workstation_id": "workstations", "to_workstation_id": "workstations",
    "workstation_id": "workstations", "production_id": "productions",
}  # fmt: skip


def _allow(states: Sequence[str]) -> None:
    listed = ", ".join(f"'{state}'" for state in states)
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_assignments_assignment_status"), type_="check")
        batch_op.create_check_constraint(op.f("ck_assignments_assignment_status"), f"status IN ({listed})")


def _table(name: str, *parts: sa.schema.SchemaItem, once: bool = False) -> None:
    """A table with its key. `once` for what there is one of for each person, production and day."""
    ids = [part.name for part in parts if isinstance(part, sa.Column) and str(part.name).endswith("_id")]
    keys = [
        sa.ForeignKeyConstraint(
            [column], [f"{LEADS_TO.get(column, 'people')}.id"],
            name=op.f(f"fk_{name}_{column}_{LEADS_TO.get(column, 'people')}"),
        )
        for column in ids
    ]  # fmt: skip
    whole = ["person_id", "production_id", "on_date"]
    only = [sa.UniqueConstraint(*whole, name=op.f(f"uq_{name}_{'_'.join(whole)}"))] if once else []
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        *parts,
        *keys,
        *only,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _person() -> sa.Column[object]:
    return _id("person_id")


def _production() -> sa.Column[object]:
    return _id("production_id")


def _day() -> sa.Column[object]:
    return sa.Column("on_date", sa.Date(), nullable=False)


def _words() -> sa.Column[object]:
    """Sealed words need more room than what was typed, which only one of the two databases minds."""
    return sa.Column("words", sa.String(length=1000).with_variant(sa.Text(), "postgresql"), nullable=False)


def _at(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _one_of(values: Sequence[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
