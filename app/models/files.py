"""Files that people attach. The bytes are in storage under a random name; the row is written after them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_text


class FileStatus(StrEnum):
    WAITING = "waiting"
    CLEAN = "clean"


class File(SQLModel, table=True):
    """One uploaded file. `name` is as the person called it, cleaned; it is never used as a path."""

    __tablename__ = "files"

    id: UUID = Field(primary_key=True)
    owner_id: UUID = Field(foreign_key="people.id", index=True)
    application_id: UUID | None = Field(default=None, foreign_key="applications.id", index=True)
    question: str = Field(default="", max_length=60)
    name: str = Field(sa_column=sealed_text("files", "name", length=160))
    description: str = Field(default="", sa_column=sealed_text("files", "description", length=500))
    media_type: str = Field(max_length=60)
    bytes_long: int
    seconds: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """How long a video runs; zero for what stands still."""
    sha256: str = Field(max_length=64)
    stored_as: str = Field(max_length=80, unique=True)
    status: FileStatus = Field(sa_column=enum_column(FileStatus, "file_status"))
    uploaded_at: datetime = Field(sa_column=utc())
