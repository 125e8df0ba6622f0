"""People, the roles they hold, how they sign in, and how the product looks and speaks to them."""

from datetime import datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.actors import Role
from app.core.columns import enum_column, json_column, utc
from app.core.marks import marked


class Channel(StrEnum):
    """How somebody wants to be reached. Staff screens show only this way (rule H4)."""

    EMAIL = "email"
    MESSAGE = "message"
    PHONE = "phone"


class Person(SQLModel, table=True):
    """`name_mark` and `email_mark` are keyed marks, written with the row, for comparing with what readers said sealed."""

    __tablename__ = "people"

    id: UUID = Field(primary_key=True)
    name: str = Field(max_length=120)
    email: str = Field(max_length=254, unique=True)
    phone: str = Field(default="", max_length=40)
    name_mark: str = Field(default="", sa_column=marked("name"))
    email_mark: str = Field(default="", sa_column=marked("email"))
    channel: Channel = Field(sa_column=enum_column(Channel, "channel"))
    time_zone: str = Field(default="Australia/Adelaide", max_length=60)
    created_at: datetime = Field(sa_column=utc())


class RoleGrant(SQLModel, table=True):
    """One role that a person holds, in one programme, on one production, or everywhere."""

    __tablename__ = "role_grants"
    __table_args__ = (UniqueConstraint("person_id", "role", "programme_id", "production_id"),)

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    role: Role = Field(sa_column=enum_column(Role, "role"))
    programme_id: UUID | None = Field(default=None, foreign_key="programmes.id", index=True)
    production_id: UUID | None = Field(default=None, foreign_key="productions.id", index=True)
    granted_at: datetime = Field(sa_column=utc())


class Preferences(SQLModel, table=True):
    """How screens look and when messages come. Values are those of calm screens; the first of each is the default."""

    __tablename__ = "preferences"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    palette: str = Field(default="device", max_length=20)
    size: str = Field(default="100", max_length=20)
    font: str = Field(default="device", max_length=20)
    spacing: str = Field(default="normal", max_length=20)
    density: str = Field(default="comfortable", max_length=20)
    images: str = Field(default="on", max_length=5)
    icons: str = Field(default="on", max_length=5)
    fills: str = Field(default="on", max_length=5)
    questions: str = Field(default="one", max_length=5)
    schedule: str = Field(default="list", max_length=5)
    digest_times: list[str] = Field(default_factory=lambda: ["09:00"], sa_column=json_column())
    quiet_from: time | None = Field(default=time(19, 0))
    quiet_until: time | None = Field(default=time(8, 0))
    notice_hours: int = Field(default=48)
    reminder_hours: int | None = Field(default=None)
    wants_reminders: bool = Field(default=True)
    tells_sightings: bool = Field(default=False)
    sightings_told_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    """Until when the person was told who looked at what helps them."""
