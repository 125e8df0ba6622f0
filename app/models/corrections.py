"""What somebody says is wrong in what we hold about them, what was changed for it, and what became of that."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_text


class CorrectionStatus(StrEnum):
    ASKED = "asked"
    CORRECTED = "corrected"
    NOT_CORRECTED = "not_corrected"
    TAKEN_BACK = "taken_back"


class Correction(SQLModel, table=True):
    """`entry` is a key of the register. `programme_id` is whose managers answer, by `due_at`.

    What the person wrote, and the answer, are sealed to the row. Where it is not corrected, their words stay beside the data.
    """

    __tablename__ = "corrections"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    entry: str = Field(max_length=40)
    sealed_words: str = Field(max_length=16000)
    sealed_answer: str = Field(default="", max_length=16000)
    status: CorrectionStatus = Field(sa_column=enum_column(CorrectionStatus, "correction_status"))
    asked_at: datetime = Field(sa_column=utc())
    due_at: datetime = Field(sa_column=utc())
    answered_by: UUID | None = Field(default=None, foreign_key="people.id")
    answered_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class CorrectionChange(SQLModel, table=True):
    """One thing that a manager changed because of a correction. `title` is what it is called on pages, a message id or
    the question as it was asked.

    `before` and `after` are words as a person reads them. What it said before is kept here alone.
    """

    __tablename__ = "correction_changes"

    id: UUID = Field(primary_key=True)
    correction_id: UUID = Field(foreign_key="corrections.id", index=True, ondelete="CASCADE")
    title: str = Field(max_length=500)
    before: str = Field(default="", sa_column=sealed_text("correction_changes", "before", length=12000))
    after: str = Field(default="", sa_column=sealed_text("correction_changes", "after", length=12000))
    made_by: UUID = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_column=utc())
