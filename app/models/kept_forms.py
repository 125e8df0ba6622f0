"""Kept forms: what somebody sent just after their sign-in had ended, until they are back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from app.core.columns import utc


class KeptForm(SQLModel, table=True):
    """One form on its way to `path`. The words are sealed to this row; passwords, codes and files are not among them."""

    __tablename__ = "kept_forms"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    path: str = Field(max_length=1000)
    sealed_words: str = Field(sa_column=Column(Text, nullable=False))
    had_files: bool = Field(default=False)
    kept_at: datetime = Field(sa_column=utc(index=True))
