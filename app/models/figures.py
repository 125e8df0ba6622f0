"""Figures as they were published. No exact count and nothing about any one person is stored here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import json_column, utc


class FigureSnapshot(SQLModel, table=True):
    """One table of one period, rounded and with small counts left out, as it was published. It never changes.

    `subject_id` is the programme or the cohort whose people are counted; `period` is a key such as 2027-q1. `numbers`
    has None for each row that is not said. That two workers publish the same period once is this table's constraint.
    """

    __tablename__ = "figure_snapshots"
    __table_args__ = (UniqueConstraint("subject_id", "period", "name"),)

    id: UUID = Field(primary_key=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    subject_id: UUID
    period: str = Field(max_length=7)
    name: str = Field(max_length=40)
    numbers: dict[str, int | None] = Field(sa_column=json_column())
    published_at: datetime = Field(sa_column=utc())
