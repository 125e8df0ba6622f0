"""Keep drafts, openings, inquiries and reminders

Revision: 2026_11_24_after_sending
After: 2026_11_21_tables
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_after_sending"
down_revision = "2026_11_24_conditions"
branch_labels = None
depends_on = None


BEFORE = (
    "draft", "kept_for_next_intake", "received", "in_review", "needs_information", "interview_offered",
    "interview_booked", "decided_unreleased", "offered", "waiting_list", "not_yet", "not_offered", "accepted", "declined",
    "deferred", "enrolled", "paused", "withdrawn",
)  # fmt: skip
AFTER = (*BEFORE, "set_aside", "deleted")


def allow(states: Sequence[str]) -> None:
    listed = ", ".join(f"'{state}'" for state in states)
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_applications_application_status"), type_="check")
        batch_op.create_check_constraint(op.f("ck_applications_application_status"), f"status IN ({listed})")


def upgrade() -> None:
    allow(AFTER)
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("draft", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("page", sa.String(length=64), server_default="", nullable=False))
        batch_op.add_column(sa.Column("turn", sa.Integer(), server_default="0", nullable=False))

    op.create_table(
        "openings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_openings_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name=op.f("fk_openings_opened_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
    )
    with op.batch_alter_table("openings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_openings_application_id"), ["application_id"], unique=False)

    op.create_table(
        "inquiries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("reply", sa.String(length=8000), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_inquiries_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_inquiries_asked_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
    )
    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inquiries_answer_by"), ["answer_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_inquiries_application_id"), ["application_id"], unique=False)

    op.create_table(
        "contact_tries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "email", "message", "phone", name="contact_channel", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("result", sa.String(length=1000), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_contact_tries_application_id_applications")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_contact_tries_made_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_tries")),
    )
    with op.batch_alter_table("contact_tries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_tries_application_id"), ["application_id"], unique=False)

    op.create_table(
        "reminder_wordings",
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_reminder_wordings_changed_by_people")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_reminder_wordings_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("programme_id", name=op.f("pk_reminder_wordings")),
    )


def downgrade() -> None:
    """Of the states that are not known before, each becomes the one that meant most nearly the same."""
    op.execute("UPDATE applications SET status = 'paused' WHERE status = 'set_aside'")
    op.execute("UPDATE applications SET status = 'withdrawn' WHERE status = 'deleted'")
    op.drop_table("reminder_wordings")
    with op.batch_alter_table("contact_tries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_tries_application_id"))

    op.drop_table("contact_tries")
    with op.batch_alter_table("inquiries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inquiries_application_id"))
        batch_op.drop_index(batch_op.f("ix_inquiries_answer_by"))

    op.drop_table("inquiries")
    with op.batch_alter_table("openings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_openings_application_id"))

    op.drop_table("openings")
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_column("turn")
        batch_op.drop_column("page")
        batch_op.drop_column("drafted_at")
        batch_op.drop_column("draft")

    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_column("reminded_at")
        batch_op.drop_column("paused_at")

    allow(BEFORE)
