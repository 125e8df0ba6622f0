"""Kept lists: what a manager chose to list on the board, under a name of their own."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc

LONGEST_QUERY = 4000


class KeptList(SQLModel, table=True):
    """`query` is the board's own query. A removed one waits for some days, so that it can be put back."""

    __tablename__ = "kept_lists"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    name: str = Field(max_length=60)
    query: str = Field(max_length=LONGEST_QUERY)
    kept_at: datetime = Field(sa_column=utc())
    removed_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
