"""Bookable sessions with the preview that each must have, and the bookings of their places."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class Session(SQLModel, table=True):
    """Something with a time, a place and seats. The preview fields may not be empty once it is published (rule P8)."""

    __tablename__ = "sessions"

    id: UUID = Field(primary_key=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    title: str = Field(max_length=160)
    kind: str = Field(max_length=40)
    starts_at: datetime = Field(sa_column=utc(index=True))
    ends_at: datetime = Field(sa_column=utc())
    time_zone: str = Field(max_length=60)
    host_id: UUID = Field(foreign_key="people.id")
    place: str = Field(max_length=300)
    way_there: str = Field(max_length=2000)
    who_is_there: str = Field(max_length=1000)
    what_happens: str = Field(max_length=2000)
    what_is_asked: str = Field(max_length=1000)
    what_could_change: str = Field(max_length=1000)
    seats: int
    published_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class BookingStatus(StrEnum):
    BOOKED = "booked"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    HELD = "held"


class Booking(SQLModel, table=True):
    """One person's place in one session. `seat` counts from 1; a cancelled booking gives its seat back (null)."""

    __tablename__ = "bookings"
    __table_args__ = (UniqueConstraint("session_id", "seat"), UniqueConstraint("session_id", "person_id"))

    id: UUID = Field(primary_key=True)
    session_id: UUID = Field(foreign_key="sessions.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    seat: int | None = Field(default=None)
    status: BookingStatus = Field(sa_column=enum_column(BookingStatus, "booking_status"))
    booked_at: datetime = Field(sa_column=utc())
    calendar_hash: str = Field(default="", max_length=64)
