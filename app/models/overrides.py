"""Overrides: what a person was asked about one desk that does not meet one of their musts, and what they said."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_text


class OverrideStatus(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"
    WITHDRAWN = "withdrawn"


class Override(SQLModel, table=True):
    """One need and one desk. While it is agreed, and up to `last_day`, the desk may be used although it does not meet it.

    `words_mark` tells for which words of the need the question was: other words need another yes. `agreed_at` is when the
    person said yes, `ended_at` when they said no, took the yes back, or the question was withdrawn. `ends_told_at` is when
    everybody was told that its last day is near.
    """

    __tablename__ = "overrides"

    id: UUID = Field(primary_key=True)
    accommodation_id: UUID = Field(foreign_key="accommodations.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    workstation_id: UUID = Field(foreign_key="workstations.id", index=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    status: OverrideStatus = Field(sa_column=enum_column(OverrideStatus, "override_status"))
    reason: str = Field(default="", sa_column=sealed_text("overrides", "reason", length=1000))
    words_mark: str = Field(max_length=64)
    last_day: date
    asked_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=utc())
    agreed_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    ends_told_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
