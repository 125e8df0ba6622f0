"""Hold seats

One row for each seat that a published day holds, and the rule that no two of them meet: two exclusion constraints on
PostgreSQL, triggers with the same names on SQLite. Days that are published already hold their own seat at once; the
seat beside is held from the next version on.

Revision: 2026_11_30_seat_claims
After: 2026_11_29_approvals
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_seat_claims"
down_revision = "2026_11_30_licences"
branch_labels = None
depends_on = None

SAME_DESK = "workstation_id = NEW.workstation_id AND kept_from < NEW.kept_until AND NEW.kept_from < kept_until"
SAME_PERSON = (
    "NEW.is_own AND is_own AND person_id = NEW.person_id AND starts_at < NEW.ends_at AND NEW.starts_at < ends_at"
)
RULES = (("ex_seat_claims_desk", SAME_DESK), ("ex_seat_claims_person", SAME_PERSON))
FOUND_BY = ("assignment_id", "workstation_id", "person_id")


def upgrade() -> None:
    op.create_table(
        "seat_claims",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Uuid(), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignments.id"],
            name=op.f("fk_seat_claims_assignment_id_assignments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_seat_claims_person_id_people")),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstations.id"], name=op.f("fk_seat_claims_workstation_id_workstations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_claims")),
    )
    with op.batch_alter_table("seat_claims", schema=None) as batch_op:
        for column in FOUND_BY:
            batch_op.create_index(batch_op.f(f"ix_seat_claims_{column}"), [column], unique=False)
    op.execute(
        "INSERT INTO seat_claims (id, assignment_id, workstation_id, person_id, is_own, starts_at, ends_at, kept_from, "
        "kept_until) SELECT id, id, workstation_id, person_id, is_live, starts_at, ends_at, starts_at, ends_at "
        "FROM assignments WHERE is_live"
    )
    guard()


def guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name, overlaps in RULES:
            for act in ("INSERT", "UPDATE"):
                op.execute(
                    f"CREATE TRIGGER {name}_{act} BEFORE {act} ON seat_claims WHEN EXISTS "
                    f"(SELECT 1 FROM seat_claims WHERE id <> NEW.id AND {overlaps}) "
                    f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
                )
        return
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    op.execute(
        "ALTER TABLE seat_claims ADD CONSTRAINT ex_seat_claims_desk EXCLUDE USING gist "
        "(workstation_id WITH =, tstzrange(kept_from, kept_until, '[)') WITH &&)"
    )
    op.execute(
        "ALTER TABLE seat_claims ADD CONSTRAINT ex_seat_claims_person EXCLUDE USING gist "
        "(person_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (is_own)"
    )


def downgrade() -> None:
    op.drop_table("seat_claims")
