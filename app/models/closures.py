"""When places can be used: their hours by weekday, and periods in which a place or a whole production is closed."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import utc


class OpeningHours(SQLModel, table=True):
    """The hours of one place on one weekday, Monday being 0. A place without any is open on each of its days."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        UniqueConstraint("location_id", "weekday"),
        CheckConstraint("closes > opens", name="closes_later"),
    )

    id: UUID = Field(primary_key=True)
    location_id: UUID = Field(foreign_key="locations.id", index=True)
    weekday: int
    opens: time
    closes: time


class Closure(SQLModel, table=True):
    """A place, or with no place the whole production, is closed from the first to the last day, both counted.

    `reason` is for coordinators. Trainees read only that the place is closed.
    """

    __tablename__ = "closures"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="ends_later"),)

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    location_id: UUID | None = Field(default=None, foreign_key="locations.id", index=True)
    first_day: date
    last_day: date
    reason: str = Field(default="", max_length=120)
    made_at: datetime = Field(sa_column=utc())
