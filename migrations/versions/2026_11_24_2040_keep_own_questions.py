"""Keep own questions

Revision: 2026_11_24_own_questions
After: 2026_11_24_uploads
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_own_questions"
down_revision = "2026_11_24_requests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_questions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(length=2000).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("first_answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply", sa.String(length=8000).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("replied_by", sa.Uuid(), nullable=True),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_own_questions_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["holder_id"], ["people.id"], name=op.f("fk_own_questions_holder_id_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_own_questions_person_id_people")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_own_questions_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(["replied_by"], ["people.id"], name=op.f("fk_own_questions_replied_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_questions")),
    )
    with op.batch_alter_table("own_questions", schema=None) as batch_op:
        for column in ("answer_by", "application_id", "holder_id", "person_id", "programme_id"):
            batch_op.create_index(batch_op.f(f"ix_own_questions_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("own_questions")
