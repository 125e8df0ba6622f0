"""Show places

Pictures of a place and of its desks, each with the words that say what can be seen.

Revision: 2026_11_30_place_pictures
After: 2026_11_30_measurements
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_place_pictures"
down_revision = "2026_11_30_measurements"
branch_labels = None
depends_on = None

KINDS = ("way_in", "floor_plan", "seat", "view", "quiet_room")


def upgrade() -> None:
    op.create_table(
        "place_pictures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("workstation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="place_picture_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("description", sa.String(length=500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("bytes_long", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(length=80), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("description <> ''", name=op.f("ck_place_pictures_is_described")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["locations.id"], name=op.f("fk_place_pictures_location_id_locations")
        ),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstations.id"], name=op.f("fk_place_pictures_workstation_id_workstations")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_pictures")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_place_pictures_stored_as")),
    )
    with op.batch_alter_table("place_pictures", schema=None) as batch_op:
        for column in ("location_id", "workstation_id"):
            batch_op.create_index(batch_op.f(f"ix_place_pictures_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("place_pictures")
