"""Pictures of a place, so that somebody can see it before the first day. Nobody is recognised in them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class PictureKind(StrEnum):
    """In the order in which somebody meets them on the first day."""

    WAY_IN = "way_in"
    FLOOR_PLAN = "floor_plan"
    SEAT = "seat"
    VIEW = "view"
    QUIET_ROOM = "quiet_room"


class PlacePicture(SQLModel, table=True):
    """One picture of a place, or of one desk of it. `description` says in words what can be seen, and is never empty."""

    __tablename__ = "place_pictures"
    __table_args__ = (CheckConstraint("description <> ''", name="is_described"),)

    id: UUID = Field(primary_key=True)
    location_id: UUID = Field(foreign_key="locations.id", index=True)
    workstation_id: UUID | None = Field(default=None, foreign_key="workstations.id", index=True)
    kind: PictureKind = Field(sa_column=enum_column(PictureKind, "place_picture_kind"))
    description: str = Field(max_length=500)
    position: int
    media_type: str = Field(max_length=100)
    bytes_long: int
    stored_as: str = Field(max_length=80, unique=True)
    added_at: datetime = Field(sa_column=utc())
    version: int = Field(default=1)
