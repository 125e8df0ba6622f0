"""Papers that somebody shows the adviser of one adjustment. Everything about one is sealed: its bytes, name and words."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.models.files import FileStatus


class Evidence(SQLModel, table=True):
    """One paper. A name such as “clinic letter” says as much as the letter, so it is sealed like the words.

    The bytes lie in storage, sealed with a key of their own, and that key is sealed to this row: bytes that are put in
    the place of others open for nobody. `is_kept` says that the person keeps the paper for themselves once there is
    a decision. There is no hash of the plain bytes, because it would tell who holds the same letter what this one is.
    """

    __tablename__ = "evidence"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    accommodation_id: UUID = Field(foreign_key="accommodations.id", index=True)
    sealed_name: str = Field(max_length=2000)
    sealed_words: str = Field(default="", max_length=16000)
    sealed_key: str = Field(max_length=400)
    media_type: str = Field(max_length=60)
    bytes_long: int
    stored_as: str = Field(max_length=80, unique=True)
    status: FileStatus = Field(sa_column=enum_column(FileStatus, "evidence_status"))
    is_kept: bool = Field(default=False)
    added_at: datetime = Field(sa_column=utc())
