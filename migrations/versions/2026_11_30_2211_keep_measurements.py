"""Keep measurements

Every visit to a desk becomes a row. What desks were known to be like so far becomes their first visit, where its day is known.

Revision: 2026_11_30_measurements
After: 2026_11_30_desks
"""

import json
import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_measurements"
down_revision = "2026_11_30_desks"
branch_labels = None
depends_on = None

RECORD = ("measured_on", "by", "method")
"""What a profile said about its own measuring; it has columns now."""


def upgrade() -> None:
    op.create_table(
        "measurements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "hour",
            sa.Enum("ordinary", "worst", name="measured_hour", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("at_hour", sa.String(length=5), nullable=False),
        sa.Column("measured_by", sa.String(length=120), nullable=False),
        sa.Column("measured_how", sa.String(length=300), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstations.id"], name=op.f("fk_measurements_workstation_id_workstations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurements")),
    )
    with op.batch_alter_table("measurements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measurements_workstation_id"), ["workstation_id"], unique=False)
    _make_first_visits()


def downgrade() -> None:
    op.drop_table("measurements")


def _make_first_visits() -> None:
    desks = sa.table(
        "workstations", sa.column("id", sa.Uuid()), sa.column("profile", sa.JSON()),
        sa.column("measured_on", sa.Date()), sa.column("measured_by"), sa.column("measured_how"),
    )
    visits = sa.table(
        "measurements", sa.column("id", sa.Uuid()), sa.column("workstation_id", sa.Uuid()), sa.column("hour"),
        sa.column("measured_on", sa.Date()), sa.column("at_hour"), sa.column("measured_by"), sa.column("measured_how"),
        sa.column("values", sa.JSON()), sa.column("counts", sa.Boolean()),
        sa.column("noted_at", sa.DateTime(timezone=True)),
    )
    rows = op.get_bind().execute(sa.select(desks).where(desks.c.measured_on.is_not(None))).all()
    for desk, profile, on, by, how in rows:
        found = json.loads(profile) if isinstance(profile, str) else profile
        values = {code: value for code, value in (found or {}).items() if code not in RECORD}
        op.execute(
            visits.insert().values(
                id=uuid.uuid4(), workstation_id=desk, hour="ordinary", measured_on=on, at_hour="", measured_by=by,
                measured_how=how, values=values, counts=True, noted_at=datetime.now(UTC),
            )
        )
