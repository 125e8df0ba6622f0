"""Keep first answers and what was asked

Answers that people write before they have an account, the whole wording of a question beside its answer, and private
links that let somebody in after applications have closed.

Revision: 2026_11_24_form
After: 2026_11_21_tables
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_form"
down_revision = "2026_11_24_board"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "first_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_words", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_first_answers_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_answers")),
        sa.UniqueConstraint("token_hash", "programme_id", name=op.f("uq_first_answers_token_hash_programme_id")),
    )
    with op.batch_alter_table("first_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_first_answers_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_first_answers_kept_at"), ["kept_at"], unique=False)

    op.create_table(
        "late_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("most_people", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_late_links_cohort_id_cohorts")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_late_links_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_late_links_made_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_late_links_token_hash")),
    )
    with op.batch_alter_table("late_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_late_links_cohort_id"), ["cohort_id"], unique=False)

    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_as", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
        batch_op.add_column(sa.Column("copied_from", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_link_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("late_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_applications_late_link_id"), ["late_link_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_applications_late_link_id_late_links"), "late_links", ["late_link_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_applications_late_link_id_late_links"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_applications_late_link_id"))
        batch_op.drop_column("late_until")
        batch_op.drop_column("late_link_id")

    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_column("copied_from")
        batch_op.drop_column("asked_as")

    with op.batch_alter_table("late_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_late_links_cohort_id"))
    op.drop_table("late_links")

    with op.batch_alter_table("first_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_first_answers_kept_at"))
        batch_op.drop_index(batch_op.f("ix_first_answers_email"))
    op.drop_table("first_answers")
