"""Productions, where they work, and on which days."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, json_column, utc

Blocks = tuple[tuple[time, time], ...]


def as_times(stored: list[list[str]]) -> Blocks:
    return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in stored)


class Production(SQLModel, table=True):
    """One production that gives workstations to trainees. Changes inside `notice_days` need the trainee's yes.

    New days are given at least `notice_book_days` ahead, and days are taken out at least `notice_cancel_days` ahead.
    Its public holidays are those of `country` and `region`; without a country those of its programme. It works from
    `first_day` to `last_day`, both counted, where they are known. `ended_at` is when somebody said that it ends.
    """

    __tablename__ = "productions"

    id: UUID = Field(primary_key=True)
    key: str = Field(max_length=60, unique=True)
    title: str = Field(max_length=160)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    time_zone: str = Field(max_length=60)
    country: str = Field(default="", max_length=2)
    region: str = Field(default="", max_length=20)
    first_day: date | None = Field(default=None)
    last_day: date | None = Field(default=None)
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    notice_days: int = Field(default=2)
    notice_book_days: int = Field(default=2)
    notice_cancel_days: int = Field(default=2)
    block_times: list[list[str]] = Field(default_factory=list, sa_column=json_column())
    """The blocks of a day in order, each as [from, to]: [["09:00", "12:30"], ["13:30", "17:00"]]."""
    version: int = Field(default=1)

    @property
    def blocks(self) -> Blocks:
        return as_times(self.block_times)


class Location(SQLModel, table=True):
    """A place where the production works, described so that somebody can picture it before the first day.

    `way_there`, `what_you_do` and `what_could_change` are the preview (rule P8): a plan with an empty one is not published.
    `buffer_minutes` are kept free before and after each block.
    """

    __tablename__ = "locations"

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    name: str = Field(max_length=160)
    address: str = Field(max_length=300)
    way_there: str = Field(max_length=2000)
    what_you_do: str = Field(default="", max_length=2000)
    what_could_change: str = Field(default="", max_length=2000)
    supervisor_id: UUID = Field(foreign_key="people.id")
    capacity: int = Field(default=4)
    buffer_minutes: int = Field(default=0)
    version: int = Field(default=1)


class DayKind(StrEnum):
    SHOOT = "shoot"
    POST = "post"


class ShootDay(SQLModel, table=True):
    """One day on which one location works; a location without a row for a day is closed on it.

    `block_times` are the blocks of this one day in place of the production's. With `works_from` and `works_until` only the
    blocks that lie wholly between them are open. `is_later` says which of two is meant when the clock goes back and an
    hour comes twice. `source_key` names the row of the file that the day was brought with.
    """

    __tablename__ = "shoot_days"
    __table_args__ = (UniqueConstraint("location_id", "on_date"),)

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    location_id: UUID = Field(foreign_key="locations.id", index=True)
    on_date: date = Field(index=True)
    what: str = Field(default="", max_length=300)
    kind: DayKind = Field(default=DayKind.SHOOT, sa_column=enum_column(DayKind, "day_kind"))
    unit_id: UUID | None = Field(default=None, foreign_key="units.id", index=True)
    call_time: time | None = Field(default=None)
    works_from: time | None = Field(default=None)
    works_until: time | None = Field(default=None)
    block_times: list[list[str]] = Field(default_factory=list, sa_column=json_column())
    is_later: bool = Field(default=False)
    source_key: str = Field(default="", max_length=300)
    version: int = Field(default=1)

    @property
    def blocks(self) -> Blocks:
        return as_times(self.block_times)
