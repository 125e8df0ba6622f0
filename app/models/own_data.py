"""The file with everything that is held about one person, from asking for it to the hour at which it goes."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class OwnFileStatus(StrEnum):
    WANTED = "wanted"
    READY = "ready"
    STOPPED = "stopped"
    ENDED = "ended"


class OwnFile(SQLModel, table=True):
    """One file, waiting in storage until `ends_at`. Its bytes are sealed; the key is sealed to this row, and goes with it."""

    __tablename__ = "own_files"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    status: OwnFileStatus = Field(sa_column=enum_column(OwnFileStatus, "own_file_status"))
    asked_at: datetime = Field(sa_column=utc())
    ready_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    ends_at: datetime | None = Field(default=None, sa_column=utc(nullable=True, index=True))
    bytes_long: int = Field(default=0)
    stored_as: str = Field(default="", max_length=80)
    sealed_key: str = Field(default="", max_length=400)
