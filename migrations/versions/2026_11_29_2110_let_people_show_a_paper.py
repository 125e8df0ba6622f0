"""Let people show their adviser a paper

Revision: 2026_11_29_evidence
After: 2026_11_29_calendars
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_evidence"
down_revision = "2026_11_29_calendars"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("accommodation_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_name", sa.String(length=2000), nullable=False),
        sa.Column("sealed_words", sa.String(length=16000), nullable=False),
        sa.Column("sealed_key", sa.String(length=400), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("bytes_long", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(length=80), nullable=False),
        sa.Column(
            "status",
            sa.Enum("waiting", "clean", name="evidence_status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["accommodation_id"], ["accommodations.id"], name=op.f("fk_evidence_accommodation_id_accommodations")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_evidence_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_evidence_stored_as")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        for column in ("accommodation_id", "person_id"):
            batch_op.create_index(batch_op.f(f"ix_evidence_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("evidence")
