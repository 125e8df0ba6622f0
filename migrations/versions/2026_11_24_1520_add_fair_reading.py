"""Add what fair reading needs: screening, remarks, ties and redactions

Revision: 2026_11_24_fair_reading
After: 2026_11_21_tables
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_fair_reading"
down_revision = "2026_11_24_ways_in"
branch_labels = None
depends_on = None


TIES = ("family", "friend", "employer", "mentor", "supporter")


def upgrade() -> None:
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.add_column(sa.Column("passes_screening", sa.Boolean(), nullable=True))
        batch_op.add_column(
            sa.Column("screening_note", sa.String(length=2000), nullable=False, server_default=sa.text("''"))
        )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.alter_column("screening_note", existing_type=sa.String(length=2000), server_default=None)

    op.create_table(
        "review_remarks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f("fk_review_remarks_review_id_reviews"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_remarks")),
    )
    with op.batch_alter_table("review_remarks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_remarks_review_id"), ["review_id"], unique=False)

    op.create_table(
        "named_readers",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_named_readers_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["reader_id"], ["people.id"], name=op.f("fk_named_readers_reader_id_people")),
        sa.PrimaryKeyConstraint("application_id", "reader_id", name=op.f("pk_named_readers")),
    )
    with op.batch_alter_table("named_readers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_named_readers_reader_id"), ["reader_id"], unique=False)

    op.create_table(
        "known_people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=254), nullable=False),
        sa.Column(
            "tie",
            sa.Enum(*TIES, name="known_tie", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reader_id"], ["people.id"], name=op.f("fk_known_people_reader_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_people")),
    )
    with op.batch_alter_table("known_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_people_reader_id"), ["reader_id"], unique=False)

    op.create_table(
        "redactions",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=12000), nullable=False),
        sa.Column("answer_version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_redactions_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_redactions_made_by_people")),
        sa.PrimaryKeyConstraint("application_id", "question", name=op.f("pk_redactions")),
    )
    op.create_table(
        "withheld_files",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("withheld_by", sa.Uuid(), nullable=False),
        sa.Column("withheld_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name=op.f("fk_withheld_files_file_id_files"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["withheld_by"], ["people.id"], name=op.f("fk_withheld_files_withheld_by_people")),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_withheld_files")),
    )


def downgrade() -> None:
    op.drop_table("withheld_files")
    op.drop_table("redactions")
    with op.batch_alter_table("known_people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_people_reader_id"))

    op.drop_table("known_people")
    with op.batch_alter_table("named_readers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_named_readers_reader_id"))

    op.drop_table("named_readers")
    with op.batch_alter_table("review_remarks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_remarks_review_id"))

    op.drop_table("review_remarks")
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.drop_column("screening_note")
        batch_op.drop_column("passes_screening")
