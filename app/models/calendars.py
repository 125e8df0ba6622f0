"""Private calendar addresses: one for each person who wants one."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class Calendar(SQLModel, table=True):
    """The address from which somebody's calendar program reads their sessions and days. Only its secret's SHA-256 is stored."""

    __tablename__ = "calendars"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    token_hash: str = Field(max_length=64, unique=True)
    made_at: datetime = Field(sa_column=utc())
