"""Describe desks

Kinds with their own facts, counted hardware, retirement, and a version against two people changing one desk at once.
The days on which a desk could not be used move into a table of their own, one row for each day that was listed.

Revision: 2026_11_30_desks
After: 2026_11_29_approvals
"""

import json
import uuid
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_desks"
down_revision = "2026_11_30_productions"
branch_labels = None
depends_on = None

KINDS = ("breakdown", "maintenance", "moved", "other")


def upgrade() -> None:
    op.create_table(
        "breakdowns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="breakdown_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("works_again_on", sa.Date(), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_breakdowns_ends_later")),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstations.id"], name=op.f("fk_breakdowns_workstation_id_workstations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdowns")),
    )
    with op.batch_alter_table("breakdowns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_breakdowns_workstation_id"), ["workstation_id"], unique=False)
    _move_days_into_rows()
    _give_each_desk_of_a_place_its_own_name()
    with op.batch_alter_table("workstations", schema=None) as batch_op:
        batch_op.drop_column("out_of_service")
        batch_op.add_column(sa.Column("kind", sa.String(length=40), server_default="other", nullable=False))
        batch_op.add_column(sa.Column("details", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("hardware", sa.JSON(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("needs_measuring_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("needs_measuring_why", sa.String(length=40), server_default="", nullable=False))
        batch_op.add_column(sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.create_unique_constraint(batch_op.f("uq_workstations_location_id_name"), ["location_id", "name"])
    with op.batch_alter_table("workstations", schema=None) as batch_op:
        for column in ("kind", "details", "hardware", "needs_measuring_why", "version"):
            batch_op.alter_column(column, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("workstations", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_workstations_location_id_name"), type_="unique")
        for column in (
            "kind", "details", "hardware", "needs_measuring_since", "needs_measuring_why", "retired_at", "version",
        ):
            batch_op.drop_column(column)
        batch_op.add_column(sa.Column("out_of_service", sa.JSON(), server_default="[]", nullable=False))
    with op.batch_alter_table("workstations", schema=None) as batch_op:
        batch_op.alter_column("out_of_service", server_default=None)
    op.drop_table("breakdowns")


def _move_days_into_rows() -> None:
    workstations = sa.table("workstations", sa.column("id", sa.Uuid()), sa.column("out_of_service", sa.JSON()))
    breakdowns = sa.table(
        "breakdowns", sa.column("id", sa.Uuid()), sa.column("workstation_id", sa.Uuid()), sa.column("kind"),
        sa.column("first_day", sa.Date()), sa.column("last_day", sa.Date()), sa.column("words"),
        sa.column("noted_at", sa.DateTime(timezone=True)),
    )
    now = datetime.now(UTC)
    for desk, days in op.get_bind().execute(sa.select(workstations.c.id, workstations.c.out_of_service)).all():
        listed = json.loads(days) if isinstance(days, str) else days
        for day in map(date.fromisoformat, dict.fromkeys(listed or ())):
            op.execute(
                breakdowns.insert().values(
                    id=uuid.uuid4(), workstation_id=desk, kind="other", first_day=day, last_day=day, words="", noted_at=now
                )
            )


def _give_each_desk_of_a_place_its_own_name() -> None:
    """Two desks of one name in one place would not go on: the later ones get a number."""
    workstations = sa.table(
        "workstations", sa.column("id", sa.Uuid()), sa.column("location_id", sa.Uuid()), sa.column("name", sa.String())
    )
    rows = op.get_bind().execute(
        sa.select(workstations.c.id, workstations.c.location_id, workstations.c.name).order_by(workstations.c.id)
    ).all()
    taken = {(place, name) for _, place, name in rows}
    seen: set[tuple[uuid.UUID, str]] = set()
    for desk, place, name in rows:
        if (place, name) in seen:
            number = 2
            while (place, f"{name[:70]} ({number})") in taken:
                number += 1
            taken.add((place, f"{name[:70]} ({number})"))
            op.execute(
                workstations.update().where(workstations.c.id == desk).values(name=f"{name[:70]} ({number})")
            )
        seen.add((place, name))
