"""Group adjustments into requests

Revision: 2026_11_24_requests
After: 2026_11_24_uploads
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_requests"
down_revision = "2026_11_24_keeping"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accommodation_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", _said("request_said"), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=True),
        sa.Column("written_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(written_by_id IS NULL) = (said_on IS NULL)",
            name=op.f("ck_accommodation_requests_spoken_has_a_day"),
        ),
        sa.CheckConstraint(
            "(written_by_id IS NULL) = (said = 'written')",
            name=op.f("ck_accommodation_requests_spoken_has_a_way"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"],
            name=op.f("fk_accommodation_requests_application_id_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_accommodation_requests_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_accommodation_requests_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["people.id"], name=op.f("fk_accommodation_requests_written_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accommodation_requests")),
    )
    with op.batch_alter_table("accommodation_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accommodation_requests_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accommodation_requests_programme_id"), ["programme_id"], unique=False)

    with op.batch_alter_table("accommodations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("missed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("meanwhile_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("asked", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index(batch_op.f("ix_accommodations_request_id"), ["request_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_accommodations_request_id_accommodation_requests"),
            "accommodation_requests", ["request_id"], ["id"],
        )

    with op.batch_alter_table("remarks", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("said", _said("remark_said"), server_default="written", nullable=False)
        )

    op.create_table(
        "provisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("accommodation_id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=1000).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["accommodation_id"], ["accommodations.id"], name=op.f("fk_provisions_accommodation_id_accommodations")
        ),
        sa.ForeignKeyConstraint(["done_by_id"], ["people.id"], name=op.f("fk_provisions_done_by_id_people")),
        sa.ForeignKeyConstraint(
            ["production_id"], ["productions.id"], name=op.f("fk_provisions_production_id_productions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provisions")),
        sa.UniqueConstraint(
            "accommodation_id", "production_id", name=op.f("uq_provisions_accommodation_id_production_id")
        ),
    )
    with op.batch_alter_table("provisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_provisions_production_id"), ["production_id"], unique=False)

    _group_what_was_sent()


def downgrade() -> None:
    op.drop_table("provisions")
    with op.batch_alter_table("remarks", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_remarks_remark_said"), type_="check")
        batch_op.drop_column("said")
    with op.batch_alter_table("accommodations", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_accommodations_request_id_accommodation_requests"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_accommodations_request_id"))
        for column in ("asked", "meanwhile_at", "paused_at", "missed_at", "request_id"):
            batch_op.drop_column(column)
    op.drop_table("accommodation_requests")


def _said(name: str) -> sa.Enum:
    return sa.Enum(
        "written", "phone", "video", "in_person", name=name, native_enum=False, create_constraint=True, length=40
    )


def _group_what_was_sent() -> None:
    """What one person sent in one place at one instant was one request. It takes the id of its first adjustment."""
    op.execute(
        """
        INSERT INTO accommodation_requests (id, person_id, programme_id, application_id, sent_at, said)
        SELECT id, person_id, programme_id, application_id, asked_at, 'written' FROM accommodations AS first
        WHERE status <> 'draft' AND NOT EXISTS (
            SELECT 1 FROM accommodations AS other
            WHERE other.person_id = first.person_id AND other.programme_id = first.programme_id
            AND other.status <> 'draft' AND other.asked_at = first.asked_at AND other.id < first.id
        )
        """
    )
    op.execute(
        """
        UPDATE accommodations SET request_id = (
            SELECT request.id FROM accommodation_requests AS request
            WHERE request.person_id = accommodations.person_id
            AND request.programme_id = accommodations.programme_id AND request.sent_at = accommodations.asked_at
        ) WHERE status <> 'draft'
        """
    )
