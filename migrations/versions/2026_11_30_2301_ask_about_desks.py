"""Ask about desks

What a person was asked about a desk that does not meet one of their musts, and what they said.

Revision: 2026_11_30_overrides
After: 2026_11_30_managed
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_overrides"
down_revision = "2026_11_30_managed"
branch_labels = None
depends_on = None

STATES = ("asked", "agreed", "declined", "taken_back", "withdrawn")
FOUND_BY = ("accommodation_id", "person_id", "workstation_id", "production_id")


def _to(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_overrides_{column}_{other}"))


def upgrade() -> None:
    op.create_table(
        "overrides",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("accommodation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(*STATES, name="override_status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=1000).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("words_mark", sa.String(length=64), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_told_at", sa.DateTime(timezone=True), nullable=True),
        _to("accommodation_id", "accommodations"),
        _to("person_id", "people"),
        _to("workstation_id", "workstations"),
        _to("production_id", "productions"),
        _to("asked_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrides")),
    )
    for column in FOUND_BY:
        op.create_index(op.f(f"ix_overrides_{column}"), "overrides", [column], unique=False)


def downgrade() -> None:
    op.drop_table("overrides")
