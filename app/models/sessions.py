"""Bookable sessions with the preview that each must have, and the bookings of their places."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc

PREVIEW = (
    "place",
    "way_there",
    "what_it_is_like",
    "who_is_there",
    "what_happens",
    "what_is_asked",
    "what_could_change",
)
"""What everybody can read before they book (rule P8). None of it may be empty once a session is published."""

_PREVIEW_IS_WHOLE = " AND ".join(f"{name} <> ''" for name in PREVIEW)


class Session(SQLModel, table=True):
    """Something with a time, a place and seats. It can be booked from `published_at` on."""

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint(f"published_at IS NULL OR ({_PREVIEW_IS_WHOLE})", name="preview_is_whole"),
        CheckConstraint("seats >= 1", name="has_seats"),
        CheckConstraint("ends_at > starts_at", name="ends_later"),
    )

    id: UUID = Field(primary_key=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    title: str = Field(max_length=160)
    kind: str = Field(max_length=40)
    starts_at: datetime = Field(sa_column=utc(index=True))
    ends_at: datetime = Field(sa_column=utc())
    time_zone: str = Field(max_length=60)
    host_id: UUID = Field(foreign_key="people.id")
    place: str = Field(default="", max_length=300)
    way_there: str = Field(default="", max_length=2000)
    what_it_is_like: str = Field(default="", max_length=2000)
    who_is_there: str = Field(default="", max_length=1000)
    what_happens: str = Field(default="", max_length=2000)
    what_is_asked: str = Field(default="", max_length=1000)
    what_could_change: str = Field(default="", max_length=1000)
    seats: int
    published_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))

    @property
    def missing_preview(self) -> tuple[str, ...]:
        return tuple(name for name in PREVIEW if not getattr(self, name))


class BookingStatus(StrEnum):
    """`offered` is where a booking begins, before its first move; `held` means that the session took place."""

    OFFERED = "offered"
    BOOKED = "booked"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    HELD = "held"


class Booking(SQLModel, table=True):
    """One person's place in one session. `seat` counts from 1; a cancelled booking gives its seat back (null).

    `since` is when the person took the place or joined the waiting list, whose order it is.
    """

    __tablename__ = "bookings"
    __table_args__ = (UniqueConstraint("session_id", "seat"), UniqueConstraint("session_id", "person_id"))

    id: UUID = Field(primary_key=True)
    session_id: UUID = Field(foreign_key="sessions.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    seat: int | None = Field(default=None)
    status: BookingStatus = Field(sa_column=enum_column(BookingStatus, "booking_status"))
    since: datetime = Field(sa_column=utc())
