"""Plans of who sits where and when: first a wish, then a draft by the solver, then perhaps a published version."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, json_column, utc


class PlanStatus(StrEnum):
    WANTED = "wanted"
    SOLVING = "solving"
    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"
    DISCARDED = "discarded"
    STOPPED = "stopped"


class PlanReason(StrEnum):
    """Why a version was published, in words that say nothing about anybody."""

    FIRST = "first"
    PEOPLE = "people"
    DAYS = "days"
    DESKS = "desks"
    WISHES = "wishes"


class Plan(SQLModel, table=True):
    """One plan for one production over some days: first a wish, then a draft by the solver, then perhaps a version."""

    __tablename__ = "plans"
    __table_args__ = (UniqueConstraint("production_id", "cohort_id", "first_day", "version"),)

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id")
    status: PlanStatus = Field(sa_column=enum_column(PlanStatus, "plan_status"))
    version: int | None = Field(default=None)
    first_day: date
    last_day: date
    figures: dict[str, str | int | float | None] = Field(default_factory=dict, sa_column=json_column())
    explanations: list[dict[str, object]] = Field(default_factory=list, sa_column=json_column())
    asked_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=utc())
    made_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    published_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    reason: PlanReason | None = Field(default=None, sa_column=enum_column(PlanReason, "plan_reason", nullable=True))
    trouble: str = Field(default="", max_length=500)
