"""Change drafts by hand

Changes of a draft by hand, times that a new plan keeps, and days on which somebody cannot come.

Revision: 2026_11_30_placings
After: 2026_11_29_approvals
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_placings"
down_revision = "2026_11_30_plan_jobs"
branch_labels = None
depends_on = None


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))


def upgrade() -> None:
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edits", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.alter_column("edits", server_default=None)
    op.create_table(
        "placings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("from_block", sa.Integer(), nullable=True),
        sa.Column("from_desk_id", sa.Uuid(), nullable=True),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("to_block", sa.Integer(), nullable=True),
        sa.Column("to_desk_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("put_back_at", sa.DateTime(timezone=True), nullable=True),
        _to("placings", "plan_id", "plans"),
        _to("placings", "person_id", "people"),
        _to("placings", "from_desk_id", "workstations"),
        _to("placings", "to_desk_id", "workstations"),
        _to("placings", "made_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placings")),
    )
    op.create_table(
        "pins",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=True),
        sa.Column("pinned_by", sa.Uuid(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        _to("pins", "production_id", "productions"),
        _to("pins", "person_id", "people"),
        _to("pins", "workstation_id", "workstations"),
        _to("pins", "pinned_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pins")),
        sa.UniqueConstraint(
            "production_id", "person_id", "on_date", "block", name=op.f("uq_pins_production_id_person_id_on_date_block")
        ),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _to("absences", "production_id", "productions"),
        _to("absences", "person_id", "people"),
        _to("absences", "entered_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    for table, columns in (
        ("placings", ("plan_id", "person_id")),
        ("pins", ("production_id", "person_id")),
        ("absences", ("production_id", "person_id")),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("absences")
    op.drop_table("pins")
    op.drop_table("placings")
    with op.batch_alter_table("plans", schema=None) as batch_op:
        batch_op.drop_column("edits")
