"""Ties between readers and applicants that somebody said; those that the product finds by itself are stored nowhere."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.marks import marked
from app.core.sealed_columns import sealed_text
from app.models.reviews import Tie


class NamedReader(SQLModel, table=True):
    """Somebody who should not read this application, because its applicant said so. There is no reason to store."""

    __tablename__ = "named_readers"

    application_id: UUID = Field(primary_key=True, foreign_key="applications.id")
    reader_id: UUID = Field(primary_key=True, foreign_key="people.id", index=True)
    named_at: datetime = Field(sa_column=utc())


class KnownPerson(SQLModel, table=True):
    """Somebody whom a reviewer knows, said before any look. `words` is a name or an e-mail address as it was typed.

    `mark` is the keyed mark of it, which is compared with the marks of people.
    """

    __tablename__ = "known_people"

    id: UUID = Field(primary_key=True)
    reader_id: UUID = Field(foreign_key="people.id", index=True)
    words: str = Field(sa_column=sealed_text("known_people", "words", length=254))
    mark: str = Field(default="", sa_column=marked("words"))
    tie: Tie = Field(sa_column=enum_column(Tie, "known_tie"))
    said_at: datetime = Field(sa_column=utc())
