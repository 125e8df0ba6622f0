"""Emergency openings: one person's adjustments, for a written reason, for an hour."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class Emergency(SQLModel, table=True):
    """Who opened whose adjustments, when, and until when. The reason is sealed to its row: it may speak of health."""

    __tablename__ = "emergencies"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    opened_by_id: UUID = Field(foreign_key="people.id", index=True)
    sealed_reason: str = Field(max_length=16000)
    opened_at: datetime = Field(sa_column=utc())
    closes_at: datetime = Field(sa_column=utc())
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))

    def is_open(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.closes_at
