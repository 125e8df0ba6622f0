"""Consents: what somebody said yes to, with the words that they read then, and when they took it back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.core.columns import utc

_RUNNING = text("withdrawn_at IS NULL")


class Consent(SQLModel, table=True):
    """One yes to one purpose. `shown` is the text as it stood on the page, `version` its number in the rules."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_running", "person_id", "purpose", unique=True, sqlite_where=_RUNNING, postgresql_where=_RUNNING
        ),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    purpose: str = Field(max_length=40)
    version: int
    shown: str = Field(max_length=4000)
    given_at: datetime = Field(sa_column=utc())
    withdrawn_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
