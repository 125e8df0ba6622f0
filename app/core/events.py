"""What happened: the event that a service records, and the two tables it is written to in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, Integer
from sqlmodel import Field, SQLModel

from app.core.columns import UtcDateTime, enum_column, utc
from app.core.sealed_columns import sealed_text

Facts = Mapping[str, str | int | None]


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense: `applications.sent`.

    `subject_id` is what it happened to and `about` the person it concerns. `facts` carry ids and plain facts, never
    words about health. `shown` is the text that the person saw when it matters later what was said to them.
    """

    name: str
    subject_id: UUID
    about: UUID | None = None
    programme_id: UUID | None = None
    facts: Facts = field(default_factory=dict)
    reason: str = ""
    shown: str = ""
    on_behalf_of: UUID | None = None

    @property
    def noun(self) -> str:
        return self.name.split(".", 1)[0]


class AuditEntry(SQLModel, table=True):
    """One thing that somebody did, or one read of something sensitive. Never changed, never removed.

    `origin` is the network that it came from, too wide to be one household; `request_id` is that of the log lines. Both
    are empty for what a command or the worker did.
    """

    __tablename__ = "audit_entries"

    number: int | None = Field(
        default=None,
        sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    )
    at: datetime = Field(sa_column=utc())
    actor_id: UUID | None = Field(default=None, index=True)
    on_behalf_of: UUID | None = None
    name: str = Field(max_length=80, index=True)
    subject_id: UUID = Field(index=True)
    about: UUID | None = Field(default=None, index=True)
    programme_id: UUID | None = None
    facts: dict[str, str | int | None] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    origin: str = Field(default="", max_length=50)
    request_id: str = Field(default="", max_length=40)
    reason: str = Field(default="", sa_column=sealed_text("audit_entries", "reason", length=2000))
    shown: str = Field(default="", sa_column=sealed_text("audit_entries", "shown", length=8000))


class OutboxStatus(StrEnum):
    WAITING = "waiting"
    STARTED = "started"


class OutboxEvent(SQLModel, table=True):
    """An event that reactions follow; the relay claims it once the transaction is committed."""

    __tablename__ = "outbox_events"

    id: UUID = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    name: str = Field(max_length=80)
    subject_id: UUID
    about: UUID | None = None
    actor_id: UUID | None = None
    programme_id: UUID | None = None
    facts: dict[str, str | int | None] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    status: OutboxStatus = Field(sa_column=enum_column(OutboxStatus, "outbox_status", index=True))
