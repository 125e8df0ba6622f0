"""Own questions: what somebody asks about a programme in their own words, who answers it, and by when."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc
from app.core.sealed_columns import sealed_text


class OwnQuestion(SQLModel, table=True):
    """`first_answer_by` is the day that was promised when it was asked; `answer_by` moves when nobody kept it."""

    __tablename__ = "own_questions"

    id: UUID = Field(primary_key=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    application_id: UUID | None = Field(default=None, foreign_key="applications.id", index=True)
    words: str = Field(sa_column=sealed_text("own_questions", "words", length=2000))
    asked_at: datetime = Field(sa_column=utc())
    holder_id: UUID = Field(foreign_key="people.id", index=True)
    first_answer_by: datetime = Field(sa_column=utc())
    answer_by: datetime = Field(sa_column=utc(index=True))
    reply: str = Field(default="", sa_column=sealed_text("own_questions", "reply", length=8000))
    replied_by: UUID | None = Field(default=None, foreign_key="people.id")
    replied_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
