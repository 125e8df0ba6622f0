"""Worker processes that are alive, so that the jobs of one that was killed are taken up by another."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class Worker(SQLModel, table=True):
    """`id` names one process on one machine. It is seen every few seconds for as long as it lives."""

    __tablename__ = "workers"

    id: str = Field(primary_key=True, max_length=200)
    seen_at: datetime = Field(sa_column=utc())
