"""Lost authenticators: who asked that one is taken away, and the two others who confirmed it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class ResetStatus(StrEnum):
    ASKED = "asked"
    CONFIRMED_ONCE = "confirmed_once"
    DONE = "done"
    STOPPED = "stopped"
    LAPSED = "lapsed"
    DISPUTED = "disputed"


class Known(StrEnum):
    """How somebody made sure that it is the person who asks, and not somebody with their mailbox."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


class Reset(SQLModel, table=True):
    """One wish to take an authenticator away. The person may have asked themselves, or a colleague for them."""

    __tablename__ = "resets"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    asked_by_id: UUID = Field(foreign_key="people.id", index=True)
    status: ResetStatus = Field(sa_column=enum_column(ResetStatus, "reset_status"))
    asked_at: datetime = Field(sa_column=utc())
    lapses_at: datetime = Field(sa_column=utc())
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class ResetConfirmation(SQLModel, table=True):
    """One of the two. The constraint keeps one person from being both, whatever happens at the same moment."""

    __tablename__ = "reset_confirmations"
    __table_args__ = (UniqueConstraint("reset_id", "person_id"),)

    id: UUID = Field(primary_key=True)
    reset_id: UUID = Field(foreign_key="resets.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    known_by: Known = Field(sa_column=enum_column(Known, "reset_known_by"))
    confirmed_at: datetime = Field(sa_column=utc())
