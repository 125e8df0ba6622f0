"""Retention: what was removed because its time was over, as counts, and what is held back from it during a dispute."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import utc
from app.core.sealed_columns import sealed_text


class Hold(SQLModel, table=True):
    """While it lasts, nothing of this application is removed by time. The applicant reads `reason`."""

    __tablename__ = "holds"

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", index=True)
    reason: str = Field(sa_column=sealed_text("holds", "reason", length=1000))
    set_by: UUID = Field(foreign_key="people.id")
    set_at: datetime = Field(sa_column=utc())
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class PurgedCount(SQLModel, table=True):
    """How many answers to a question were removed, with the question as it was asked: all that stays of them."""

    __tablename__ = "purged_counts"
    __table_args__ = (UniqueConstraint("cohort_id", "question", "wording"),)

    id: UUID = Field(primary_key=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    question: str = Field(max_length=60)
    wording: str = Field(max_length=500)
    answers: int
    purged_at: datetime = Field(sa_column=utc())
