"""Let two others take a lost authenticator away

Revision: 2026_11_29_resets
After: 2026_11_29_sealed_answers
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_resets"
down_revision = "2026_11_29_sealed_answers"
branch_labels = None
depends_on = None

STATES = ("asked", "confirmed_once", "done", "stopped", "lapsed", "disputed")
KNOWN_BY = ("in_person", "video", "phone")


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "resets",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("status", _one_of(STATES, "reset_status"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_resets_asked_by_id_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_resets_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resets")),
    )
    op.create_table(
        "reset_confirmations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reset_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("known_by", _one_of(KNOWN_BY, "reset_known_by"), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reset_confirmations_person_id_people")),
        sa.ForeignKeyConstraint(["reset_id"], ["resets.id"], name=op.f("fk_reset_confirmations_reset_id_resets")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset_confirmations")),
        sa.UniqueConstraint("reset_id", "person_id", name=op.f("uq_reset_confirmations_reset_id_person_id")),
    )
    for table, columns in (("resets", ("asked_by_id", "person_id")), ("reset_confirmations", ("person_id", "reset_id"))):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("reset_confirmations")
    op.drop_table("resets")
