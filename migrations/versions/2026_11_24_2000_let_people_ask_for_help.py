"""Let people ask for help

Revision: 2026_11_24_supporters
After: 2026_11_24_uploads
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_supporters"
down_revision = "2026_11_24_passports"
branch_labels = None
depends_on = None

STATES = ("prepared", "invited", "helping", "declined", "withdrawn", "ended", "left")
LEVELS = ("read", "fill_in", "speak")


def upgrade() -> None:
    op.create_table(
        "supporters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("supporter_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column(
            "status",
            sa.Enum(*STATES, name="supporter_status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_supporters_person_id_people")),
        sa.ForeignKeyConstraint(["supporter_id"], ["people.id"], name=op.f("fk_supporters_supporter_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supporters")),
        sa.UniqueConstraint("person_id", "email", name=op.f("uq_supporters_person_id_email")),
    )
    with op.batch_alter_table("supporters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supporters_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_supporters_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_supporters_tie", ["supporter_id", "person_id"], unique=False)
    op.create_table(
        "shared_sections",
        sa.Column("supporter_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=120), nullable=False),
        sa.Column(
            "level",
            sa.Enum(*LEVELS, name="level", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["supporter_id"], ["supporters.id"], name=op.f("fk_shared_sections_supporter_id_supporters")
        ),
        sa.PrimaryKeyConstraint("supporter_id", "section", name=op.f("pk_shared_sections")),
    )
    op.create_table(
        "prepared_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("supporter_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("value", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_version", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_prepared_answers_application_id_applications")
        ),
        sa.ForeignKeyConstraint(
            ["supporter_id"], ["supporters.id"], name=op.f("fk_prepared_answers_supporter_id_supporters")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_answers")),
        sa.UniqueConstraint("application_id", "question", name=op.f("uq_prepared_answers_application_id_question")),
    )
    with op.batch_alter_table("prepared_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prepared_answers_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prepared_answers_supporter_id"), ["supporter_id"], unique=False)
    with op.batch_alter_table("remarks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("on_behalf_of", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_remarks_on_behalf_of_people"), "people", ["on_behalf_of"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("remarks", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_remarks_on_behalf_of_people"), type_="foreignkey")
        batch_op.drop_column("on_behalf_of")
    op.drop_table("prepared_answers")
    op.drop_table("shared_sections")
    op.drop_table("supporters")
