"""Matches between a trainee and a mentor, with the reasons in words."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, json_column, utc


class MatchStatus(StrEnum):
    SUGGESTED = "suggested"
    SHORTLISTED = "shortlisted"
    ASKED = "asked"
    TALKING = "talking"
    TRIAL = "trial"
    ACTIVE = "active"
    ENDED = "ended"
    PASSED_OVER = "passed_over"


class Match(SQLModel, table=True):
    __tablename__ = "matches"

    id: UUID = Field(primary_key=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    trainee_id: UUID = Field(foreign_key="people.id", index=True)
    mentor_id: UUID = Field(foreign_key="mentors.id", index=True)
    status: MatchStatus = Field(sa_column=enum_column(MatchStatus, "match_status"))
    fit: int = Field(default=0)
    reasons: list[str] = Field(default_factory=list, sa_column=json_column())
    suggested_at: datetime = Field(sa_column=utc())
    starts_on: date | None = Field(default=None)
    ends_on: date | None = Field(default=None)
