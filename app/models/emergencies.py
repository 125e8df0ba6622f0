"""Emergency openings: chosen parts of what is held about one person, for a written reason, for an hour."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import json_column, utc


class Part(StrEnum):
    """What can be opened. `provide` is a manager's and stands alone; a privacy auditor chooses among the others."""

    PROVIDE = "provide"
    CONTACT = "contact"
    ANSWERS = "answers"
    REQUESTS = "requests"
    PAPERS = "papers"
    MENTOR_NOTES = "mentor_notes"


class Emergency(SQLModel, table=True):
    """Who opened which parts about whom, when, and until when. The reason is sealed to its row: it may speak of health.

    `parts` are values of `Part`. They say what was asked for, and never that there was anything to read.
    """

    __tablename__ = "emergencies"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    opened_by_id: UUID = Field(foreign_key="people.id", index=True)
    parts: list[str] = Field(default_factory=lambda: [Part.PROVIDE.value], sa_column=json_column())
    sealed_reason: str = Field(max_length=16000)
    opened_at: datetime = Field(sa_column=utc())
    closes_at: datetime = Field(sa_column=utc())
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.closes_at
