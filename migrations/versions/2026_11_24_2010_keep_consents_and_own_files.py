"""Keep consents, corrections, equality answers and own files

Revision: 2026_11_24_own_data
After: 2026_11_24_uploads
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_own_data"
down_revision = "2026_11_24_supporters"
branch_labels = None
depends_on = None

RUNNING = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "own_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "wanted", "ready", "stopped", "ended",
                name="own_file_status", native_enum=False, create_constraint=True, length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bytes_long", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(length=80), nullable=False),
        sa.Column("sealed_key", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_own_files_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_files")),
    )
    op.create_index(op.f("ix_own_files_person_id"), "own_files", ["person_id"])
    op.create_index(op.f("ix_own_files_ends_at"), "own_files", ["ends_at"])
    op.create_table(
        "corrections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("entry", sa.String(length=40), nullable=False),
        sa.Column("sealed_words", sa.String(length=16000), nullable=False),
        sa.Column("sealed_answer", sa.String(length=16000), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "asked", "corrected", "not_corrected", "taken_back",
                name="correction_status", native_enum=False, create_constraint=True, length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_corrections_answered_by_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_corrections_person_id_people")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_corrections_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_person_id"), "corrections", ["person_id"])
    op.create_index(op.f("ix_corrections_programme_id"), "corrections", ["programme_id"])
    op.create_table(
        "consents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(length=4000), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_person_id"), "consents", ["person_id"])
    op.create_index(
        "uq_consents_running", "consents", ["person_id", "purpose"],
        unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING,
    )
    op.create_table(
        "monitoring_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("sealed_value", sa.String(length=1000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_monitoring_answers_person_id_people")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_monitoring_answers_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_answers")),
        sa.UniqueConstraint(
            "person_id", "programme_id", "question", name=op.f("uq_monitoring_answers_person_id_programme_id_question")
        ),
    )
    op.create_index(op.f("ix_monitoring_answers_person_id"), "monitoring_answers", ["person_id"])
    op.create_index(op.f("ix_monitoring_answers_programme_id"), "monitoring_answers", ["programme_id"])
    op.create_table(
        "withheld_figures",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_withheld_figures_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "figure", name=op.f("pk_withheld_figures")),
    )


def downgrade() -> None:
    for table in ("withheld_figures", "monitoring_answers", "consents", "corrections", "own_files"):
        op.drop_table(table)
