"""Days on which a desk cannot be used, and why in a word."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class BreakdownKind(StrEnum):
    BREAKDOWN = "breakdown"
    MAINTENANCE = "maintenance"
    MOVED = "moved"
    OTHER = "other"


class Breakdown(SQLModel, table=True):
    """One desk out of service from the first day to the last. From `works_again_on` on it can be used after all."""

    __tablename__ = "breakdowns"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="ends_later"),)

    id: UUID = Field(primary_key=True)
    workstation_id: UUID = Field(foreign_key="workstations.id", index=True)
    kind: BreakdownKind = Field(sa_column=enum_column(BreakdownKind, "breakdown_kind"))
    first_day: date
    last_day: date
    words: str = Field(default="", max_length=300)
    noted_at: datetime = Field(sa_column=utc())
    works_again_on: date | None = Field(default=None)

    @property
    def last_unusable(self) -> date:
        """The last day that is lost; before `first_day` where it worked again before it began."""
        if self.works_again_on is None:
            return self.last_day
        return min(self.last_day, self.works_again_on - timedelta(days=1))
