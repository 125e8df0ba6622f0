"""Reminders: the words in which a programme reminds people of an application that they have not sent."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class ReminderWording(SQLModel, table=True):
    """One for each programme, once a manager has changed the words that the product begins with."""

    __tablename__ = "reminder_wordings"

    programme_id: UUID = Field(primary_key=True, foreign_key="programmes.id")
    subject: str = Field(max_length=120)
    words: str = Field(max_length=2000)
    changed_by: UUID = Field(foreign_key="people.id")
    changed_at: datetime = Field(sa_column=utc())
    version: int = Field(default=1)
