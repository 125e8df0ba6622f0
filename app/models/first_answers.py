"""First answers: what somebody wrote before they had an account, until it becomes their application."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import utc


class FirstAnswers(SQLModel, table=True):
    """What one browser said to one programme. The cookie holds the token; this row holds only its SHA-256.

    The words are sealed to this row, and empty once they were joined to an application. `email` is the address that a
    link was sent to; whoever proves it may open the answers.
    """

    __tablename__ = "first_answers"
    __table_args__ = (UniqueConstraint("token_hash", "programme_id"),)

    id: UUID = Field(primary_key=True)
    token_hash: str = Field(max_length=64)
    programme_id: UUID = Field(foreign_key="programmes.id")
    sealed_words: str = Field(sa_column=Column(Text, nullable=False))
    email: str = Field(default="", max_length=254, index=True)
    kept_at: datetime = Field(sa_column=utc(index=True))
    joined_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
