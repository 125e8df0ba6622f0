"""Receipts: which form of which page somebody has sent already, so that sending it twice does it once."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class FormReceipt(SQLModel, table=True):
    """One form that one person sent. `mark` and `content_mark` are hashes; `location` is empty until it is done."""

    __tablename__ = "form_receipts"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    mark: str = Field(primary_key=True, max_length=64)
    content_mark: str = Field(max_length=64)
    location: str = Field(default="", max_length=1000)
    notice: str = Field(default="", max_length=500)
    claimed_at: datetime = Field(sa_column=utc(index=True))
