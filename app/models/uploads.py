"""Files that arrive piece by piece, so that one that breaks can be continued. They are no work of anybody's yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import utc
from app.core.sealed_columns import sealed_text


class Upload(SQLModel, table=True):
    """One file on its way to a question. Its pieces are in storage, each under `stored_as` and its number.

    `name` and `media_type` are what the browser said; nothing is believed before the whole file is looked into.
    `newest_sha256` is of the newest piece: whoever continues with another file is told so.
    """

    __tablename__ = "uploads"
    __table_args__ = (
        UniqueConstraint("application_id", "question", name="uq_uploads_application_id_question"),
        CheckConstraint("arrived >= 0 AND arrived <= bytes_long", name="arrived_within_length"),
    )

    id: UUID = Field(primary_key=True)
    owner_id: UUID = Field(foreign_key="people.id", index=True)
    application_id: UUID = Field(foreign_key="applications.id")
    question: str = Field(max_length=60)
    name: str = Field(sa_column=sealed_text("uploads", "name", length=300))
    media_type: str = Field(max_length=100)
    bytes_long: int
    arrived: int = Field(default=0)
    pieces: int = Field(default=0)
    newest_sha256: str = Field(default="", max_length=64)
    stored_as: str = Field(max_length=80, unique=True)
    touched_at: datetime = Field(sa_column=utc(index=True))
