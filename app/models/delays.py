"""Delays: an intake whose results come later than promised, with the new day and the reason that applicants read."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import utc


class Delay(SQLModel, table=True):
    """One promised day that is not kept. `asked_at` is when the managers were asked for a new day and a reason.

    `given_at` is when a manager gave them. `told_at` is when the people who wait read them, and `noticed_at` when they
    read that the day had passed without a new one.
    """

    __tablename__ = "delays"
    __table_args__ = (UniqueConstraint("cohort_id", "promised_on"),)

    id: UUID = Field(primary_key=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    promised_on: date
    new_on: date | None = Field(default=None)
    reason: str = Field(default="", max_length=2000)
    given_by: UUID | None = Field(default=None, foreign_key="people.id")
    asked_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    given_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    noticed_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    told_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
