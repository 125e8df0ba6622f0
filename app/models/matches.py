"""Matches between a trainee and a mentor, with the reasons as codes of the blueprint."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, json_column, utc
from app.core.sealed_columns import sealed_text


class MatchStatus(StrEnum):
    SUGGESTED = "suggested"
    SHORTLISTED = "shortlisted"
    ASKED = "asked"
    TALKING = "talking"
    TRIAL = "trial"
    ACTIVE = "active"
    ENDED = "ended"
    PASSED_OVER = "passed_over"


_TOGETHER = text("status IN ('trial', 'active')")


class Match(SQLModel, table=True):
    """A trainee and a mentor, from the suggestion to the end.

    `rank` is 1 for the mentor that was proposed, 2 and 3 for the alternatives. `place` is the mentor's place that this
    match takes while the two work together, counted from 1. `reasons` and `differences` are codes such as
    `craft.rotoscoping` or `style.channel.written`; the blueprint has their words. None of it is about health.
    """

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("mentor_id", "place"),
        Index(
            "uq_matches_trainee_together",
            "trainee_id",
            "cohort_id",
            unique=True,
            sqlite_where=_TOGETHER,
            postgresql_where=_TOGETHER,
        ),
    )

    id: UUID = Field(primary_key=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    trainee_id: UUID = Field(foreign_key="people.id", index=True)
    mentor_id: UUID = Field(foreign_key="mentors.id", index=True)
    mentor_person_id: UUID = Field(foreign_key="people.id", index=True)
    status: MatchStatus = Field(sa_column=enum_column(MatchStatus, "match_status"))
    rank: int = Field(default=1)
    place: int | None = Field(default=None)
    fit: int = Field(default=0)
    reasons: list[str] = Field(default_factory=list, sa_column=json_column())
    differences: list[str] = Field(default_factory=list, sa_column=json_column())
    suggested_at: datetime = Field(sa_column=utc())
    starts_on: date | None = Field(default=None)
    ends_on: date | None = Field(default=None)
    ended_because: str = Field(default="", sa_column=sealed_text("matches", "ended_because", length=1000))
    """For the programme's managers only; neither the trainee nor the mentor reads the other's reason."""
