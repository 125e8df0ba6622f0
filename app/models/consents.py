"""Consents: what somebody said yes to, with the words that they read then, and when they took it back."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.models.accommodations import Said

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


class SpokenConsent(SQLModel, table=True):
    """A yes that was not pressed: how and on which day the person said it, and who wrote it down for them."""

    __tablename__ = "spoken_consents"

    consent_id: UUID = Field(primary_key=True, foreign_key="consents.id", ondelete="CASCADE")
    said: Said = Field(sa_column=enum_column(Said, "consent_said"))
    said_on: date
    written_by_id: UUID = Field(foreign_key="people.id")
