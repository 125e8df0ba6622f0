"""Messages to people: four parts, a kind, and when they may be delivered. Mail never holds details, only these words."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, json_column, utc


class Prefix(StrEnum):
    """How every subject begins (rule T6)."""

    CHANGE = "change"
    REMINDER = "reminder"
    NEEDS_ANSWER = "needs_answer"
    INFORMATION = "information"


class MessageStatus(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    UNDELIVERED = "undelivered"


class Message(SQLModel, table=True):
    """One message to one person (or to one address, for a sign-in link). UNIQUE(event, recipient, template) makes a
    reaction safe to run twice. `facts` fill the template's sentences and never hold words about health.
    """

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("event_id", "email", "template"),)

    id: UUID = Field(primary_key=True)
    event_id: UUID = Field(index=True)
    person_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    email: str = Field(max_length=254)
    template: str = Field(max_length=60)
    prefix: Prefix = Field(sa_column=enum_column(Prefix, "prefix"))
    facts: dict[str, str | int | None] = Field(default_factory=dict, sa_column=json_column())
    path: str = Field(default="", max_length=500)
    sealed_path: str = Field(default="", max_length=1000)
    status: MessageStatus = Field(sa_column=enum_column(MessageStatus, "message_status", index=True))
    made_at: datetime = Field(sa_column=utc())
    deliver_at: datetime = Field(sa_column=utc(index=True))
    sent_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    tries: int = Field(default=0)
