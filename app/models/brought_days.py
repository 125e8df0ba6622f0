"""Shoot days as a production sent them in a file, kept between the check and the use."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import json_column, utc


class BroughtDays(SQLModel, table=True):
    """The rows of one file, as text. Nothing of it counts before somebody uses it; after some days it goes by itself.

    `outcome` says what the use did, in numbers and days.
    """

    __tablename__ = "brought_days"

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    brought_by: UUID = Field(foreign_key="people.id")
    brought_at: datetime = Field(sa_column=utc(index=True))
    rows: list[dict[str, str]] = Field(default_factory=list, sa_column=json_column())
    used_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    outcome: dict[str, str | int] = Field(default_factory=dict, sa_column=json_column())
