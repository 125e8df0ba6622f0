"""Changes of published days inside somebody's notice: they wait for that person's yes, and the days from before hold."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_text


class DayChangeStatus(StrEnum):
    """`agreed` waits until its desks are free, which is at once unless somebody else has to say yes first."""

    WAITING = "waiting"
    AGREED = "agreed"
    MADE = "made"
    KEPT = "kept"
    LAPSED = "lapsed"
    MADE_FOR_SAFETY = "made_for_safety"


class SafetyKind(StrEnum):
    """Why a change could not wait for a yes, as the person reads it. Nothing else lets a change through."""

    DESK = "desk"
    PLACE = "place"
    SUPERVISION = "supervision"
    WEATHER = "weather"


class DayChange(SQLModel, table=True):
    """Everything that one version changes for one person, when some of it is inside their notice.

    They answer for all of it at once, so that a day is never moved by half. `begins_at` is the first instant that
    changes: at that instant silence has kept the days as they were.
    """

    __tablename__ = "day_changes"
    __table_args__ = (UniqueConstraint("plan_id", "person_id"),)

    id: UUID = Field(primary_key=True)
    plan_id: UUID = Field(foreign_key="plans.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    status: DayChangeStatus = Field(sa_column=enum_column(DayChangeStatus, "day_change_status"))
    begins_at: datetime = Field(sa_column=utc())
    asked_at: datetime = Field(sa_column=utc())
    answered_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    safety: SafetyKind | None = Field(default=None, sa_column=enum_column(SafetyKind, "safety_kind", nullable=True))
    safety_words: str = Field(default="", sa_column=sealed_text("day_changes", "safety_words", length=1000))
