"""Keep productions as data

Units, opening hours, closed periods and brought days; what one day, one place and one production say for themselves.

Revision: 2026_11_30_productions
After: 2026_11_29_approvals
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_productions"
down_revision = "2026_11_29_approvals"
branch_labels = None
depends_on = None

UNITS = ("main", "second", "post")
DAYS = ("shoot", "post")


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _number(name: str, default: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), server_default=default, nullable=False)


def upgrade() -> None:
    _create_units()
    _create_hours()
    _create_brought_days()
    with op.batch_alter_table("productions", schema=None) as batch_op:
        for name, default in (("notice_book_days", "2"), ("notice_cancel_days", "2"), ("version", "1")):
            batch_op.add_column(_number(name, default))
    with op.batch_alter_table("locations", schema=None) as batch_op:
        for name, default in (("buffer_minutes", "0"), ("version", "1")):
            batch_op.add_column(_number(name, default))
    with op.batch_alter_table("shoot_days", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", _one_of(DAYS, "day_kind"), server_default="shoot", nullable=False))
        batch_op.add_column(sa.Column("unit_id", sa.Uuid(), nullable=True))
        for name in ("call_time", "works_from", "works_until"):
            batch_op.add_column(sa.Column(name, sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("block_times", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("is_later", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("source_key", sa.String(length=300), server_default="", nullable=False))
        batch_op.add_column(_number("version", "1"))
        batch_op.create_index(batch_op.f("ix_shoot_days_unit_id"), ["unit_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_shoot_days_unit_id_units"), "units", ["unit_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("shoot_days", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_shoot_days_unit_id_units"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_shoot_days_unit_id"))
        batch_op.drop_constraint(batch_op.f("ck_shoot_days_day_kind"), type_="check")
        for name in (
            "version", "source_key", "is_later", "block_times", "works_until", "works_from", "call_time", "unit_id", "kind",
        ):  # fmt: skip
            batch_op.drop_column(name)
    with op.batch_alter_table("locations", schema=None) as batch_op:
        for name in ("version", "buffer_minutes"):
            batch_op.drop_column(name)
    with op.batch_alter_table("productions", schema=None) as batch_op:
        for name in ("version", "notice_cancel_days", "notice_book_days"):
            batch_op.drop_column(name)
    for table in ("brought_days", "closures", "opening_hours", "units"):
        op.drop_table(table)


def _create_units() -> None:
    op.create_table(
        "units",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", _one_of(UNITS, "unit_kind"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["production_id"], ["productions.id"], name=op.f("fk_units_production_id_productions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("production_id", "name", name=op.f("uq_units_production_id_name")),
    )
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_units_production_id"), ["production_id"], unique=False)


def _create_hours() -> None:
    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.CheckConstraint("closes > opens", name=op.f("ck_opening_hours_closes_later")),
        sa.ForeignKeyConstraint(["location_id"], ["locations.id"], name=op.f("fk_opening_hours_location_id_locations")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_hours")),
        sa.UniqueConstraint("location_id", "weekday", name=op.f("uq_opening_hours_location_id_weekday")),
    )
    op.create_table(
        "closures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_closures_ends_later")),
        sa.ForeignKeyConstraint(["location_id"], ["locations.id"], name=op.f("fk_closures_location_id_locations")),
        sa.ForeignKeyConstraint(
            ["production_id"], ["productions.id"], name=op.f("fk_closures_production_id_productions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
    )
    for table, columns in (("opening_hours", ("location_id",)), ("closures", ("location_id", "production_id"))):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def _create_brought_days() -> None:
    op.create_table(
        "brought_days",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("brought_by", sa.Uuid(), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["brought_by"], ["people.id"], name=op.f("fk_brought_days_brought_by_people")),
        sa.ForeignKeyConstraint(
            ["production_id"], ["productions.id"], name=op.f("fk_brought_days_production_id_productions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brought_days")),
    )
    with op.batch_alter_table("brought_days", schema=None) as batch_op:
        for column in ("brought_at", "production_id"):
            batch_op.create_index(batch_op.f(f"ix_brought_days_{column}"), [column], unique=False)
