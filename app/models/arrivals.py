"""Who came on a day, and the kind question to whoever was not seen. Neither is counted against anybody."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class Arrival(SQLModel, table=True):
    """One person came to one production on one day. It stays when a new version moves their desk on that day."""

    __tablename__ = "arrivals"
    __table_args__ = (UniqueConstraint("person_id", "production_id", "on_date"),)

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id")
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    on_date: date
    at: datetime = Field(sa_column=utc())
    marked_by_id: UUID = Field(foreign_key="people.id")


class KindAnswer(StrEnum):
    FINE = "fine"
    TALK = "talk"


class KindCheck(SQLModel, table=True):
    """We asked once how somebody is, because nobody saw them. No answer is an answer too, and changes nothing."""

    __tablename__ = "kind_checks"
    __table_args__ = (UniqueConstraint("person_id", "production_id", "on_date"),)

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id")
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    on_date: date
    asked_at: datetime = Field(sa_column=utc())
    answer: KindAnswer | None = Field(default=None, sa_column=enum_column(KindAnswer, "kind_answer", nullable=True))
    answered_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
