"""Who sits where in each block of a plan. In a draft only coordinators see it; it is live while its plan is published."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, TextClause, text
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_text


class AssignmentStatus(StrEnum):
    PROPOSED = "proposed"
    SEEN = "seen"
    AGREED = "agreed"
    ASKED_TO_CHANGE = "asked_to_change"
    ON_THE_DAY = "on_the_day"
    DONE = "done"
    RELEASED = "released"
    WAITING_FOR_YES = "waiting_for_yes"


_WHILE_LIVE, _WHILE_PLANNED = text("is_live"), text("is_planned")


def _once(name: str, *columns: str, where: TextClause) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Assignment(SQLModel, table=True):
    """One person at one desk for one block of one day. In a draft it is `proposed` and only coordinators see it.

    `is_live` while its plan is the published one. Live rows of all plans share two constraints: no desk is given twice
    at a time, and nobody begins in two places at once.

    A change inside somebody's notice has rows of its own in the new plan: those that wait for a yes are not planned
    yet, those that they would replace are as in the plan before, and `change_id` names the change on both.

    `wish_answer` is why the day stays, in a coordinator's words for this person. `wish_version` counts what was asked and
    answered, so that nobody answers a wish that they did not read; it is 0 where nothing was ever asked.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        _once("uq_assignments_planned_desk", "plan_id", "workstation_id", "on_date", "block", where=_WHILE_PLANNED),
        _once("uq_assignments_planned_person", "plan_id", "person_id", "on_date", "block", where=_WHILE_PLANNED),
        Index("ix_assignments_person", "person_id", "on_date"),
        _once("uq_assignments_live_desk", "workstation_id", "on_date", "block", where=_WHILE_LIVE),
        _once("uq_assignments_live_person", "person_id", "starts_at", where=_WHILE_LIVE),
    )

    id: UUID = Field(primary_key=True)
    plan_id: UUID = Field(foreign_key="plans.id", index=True)
    person_id: UUID = Field(foreign_key="people.id")
    workstation_id: UUID = Field(foreign_key="workstations.id")
    on_date: date
    block: int
    starts_at: datetime = Field(sa_column=utc())
    ends_at: datetime = Field(sa_column=utc())
    status: AssignmentStatus = Field(sa_column=enum_column(AssignmentStatus, "assignment_status"))
    is_live: bool = Field(default=False)
    is_planned: bool = Field(default=True)
    change_id: UUID | None = Field(default=None, foreign_key="day_changes.id", index=True)
    wish: str = Field(default="", sa_column=sealed_text("assignments", "wish", length=1000))
    wish_answer: str = Field(default="", sa_column=sealed_text("assignments", "wish_answer", length=1000))
    wish_version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
