"""Erasures: somebody asks to be erased, may take it back for ten working days, and is then only a place holder."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class ErasureStatus(StrEnum):
    ASKED = "asked"
    TAKEN_BACK = "taken_back"
    ERASED = "erased"


class Erasure(SQLModel, table=True):
    """One wish. `runs_at` is when the worker erases; until then one press takes it back."""

    __tablename__ = "erasures"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    status: ErasureStatus = Field(sa_column=enum_column(ErasureStatus, "erasure_status", index=True))
    asked_at: datetime = Field(sa_column=utc())
    runs_at: datetime = Field(sa_column=utc(index=True))
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
