"""Confirm shares and open in emergencies

Revision: 2026_11_24_passports
After: 2026_11_24_uploads
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_passports"
down_revision = "2026_11_24_uploads"
branch_labels = None
depends_on = None

REASONS = ("mentor", "production", "cohort")
STATES = ("waiting", "shared", "declined", "lapsed")


def upgrade() -> None:
    with op.batch_alter_table("passport_shares", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("confirmed_words", sa.String(length=64), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("asked_again_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_passport_shares_confirmed_by_id_people"), "people", ["confirmed_by_id"], ["id"]
        )
    with op.batch_alter_table("preferences", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tells_sightings", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("sightings_told_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "passport_proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("accommodation_id", sa.Uuid(), nullable=False),
        sa.Column("with_person_id", sa.Uuid(), nullable=True),
        sa.Column("with_production_id", sa.Uuid(), nullable=True),
        sa.Column(
            "because",
            sa.Enum(*REASONS, name="proposal_reason", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(*STATES, name="proposal_status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["accommodation_id"], ["accommodations.id"],
            name=op.f("fk_passport_proposals_accommodation_id_accommodations"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_passport_proposals_person_id_people")),
        sa.ForeignKeyConstraint(
            ["with_person_id"], ["people.id"], name=op.f("fk_passport_proposals_with_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["with_production_id"], ["productions.id"],
            name=op.f("fk_passport_proposals_with_production_id_productions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passport_proposals")),
    )
    with op.batch_alter_table("passport_proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passport_proposals_accommodation_id"), ["accommodation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_passport_proposals_person_id"), ["person_id"], unique=False)
    op.create_table(
        "emergencies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_reason", sa.String(length=16000), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["opened_by_id"], ["people.id"], name=op.f("fk_emergencies_opened_by_id_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_emergencies_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergencies")),
    )
    with op.batch_alter_table("emergencies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_emergencies_opened_by_id"), ["opened_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_emergencies_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("emergencies")
    op.drop_table("passport_proposals")
    with op.batch_alter_table("preferences", schema=None) as batch_op:
        batch_op.drop_column("sightings_told_at")
        batch_op.drop_column("tells_sightings")
    with op.batch_alter_table("passport_shares", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_passport_shares_confirmed_by_id_people"), type_="foreignkey")
        batch_op.drop_column("asked_again_at")
        batch_op.drop_column("confirmed_words")
        batch_op.drop_column("confirmed_by_id")
        batch_op.drop_column("confirmed_at")
