"""Supporters: people whom somebody asks for help, what they may see and do, until when, and what they prepared."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_json, sealed_text
from app.core.vault import LOCKED


class SupporterStatus(StrEnum):
    PREPARED = "prepared"
    INVITED = "invited"
    HELPING = "helping"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    LEFT = "left"


class Level(StrEnum):
    """What a supporter may do with a section. Each holds what stands before it."""

    READ = "read"
    FILL_IN = "fill_in"
    SPEAK = "speak"


class Supporter(SQLModel, table=True):
    """One person whom somebody asked for help, by address. The same two people have one row, however often they begin.

    `name` is what the person calls them. `supporter_id` is known once the owner of the address said yes. `until` is the
    last day, in the person's own time zone. `invited_at` is when the newest invitation went out.
    """

    __tablename__ = "supporters"
    __table_args__ = (
        UniqueConstraint("person_id", "email"),
        Index("ix_supporters_tie", "supporter_id", "person_id"),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    supporter_id: UUID | None = Field(default=None, foreign_key="people.id")
    name: str = Field(sa_column=sealed_text("supporters", "name", length=120))
    email: str = Field(max_length=254, index=True)
    status: SupporterStatus = Field(sa_column=enum_column(SupporterStatus, "supporter_status"))
    until: date
    made_at: datetime = Field(sa_column=utc())
    invited_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    accepted_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    version: int = Field(default=1)


class SharedSection(SQLModel, table=True):
    """One section that a supporter may see, and what they may do there. A section that is not here does not exist for them."""

    __tablename__ = "shared_sections"

    supporter_id: UUID = Field(primary_key=True, foreign_key="supporters.id")
    section: str = Field(primary_key=True, max_length=120)
    level: Level = Field(sa_column=enum_column(Level, "level"))


class PreparedAnswer(SQLModel, table=True):
    """What a supporter wrote for one question. It is no answer before the person takes it.

    `answer_version` is the version of the answer that was taken from it word for word; None where the person wrote
    something else, or has not looked yet.
    """

    __tablename__ = "prepared_answers"
    __table_args__ = (UniqueConstraint("application_id", "question"),)

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", index=True)
    supporter_id: UUID = Field(foreign_key="supporters.id", index=True)
    question: str = Field(max_length=60)
    value: Any = Field(sa_column=sealed_json("prepared_answers", "value", closed=LOCKED))
    written_at: datetime = Field(sa_column=utc())
    settled_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    answer_version: int | None = Field(default=None)
    version: int = Field(default=1)
