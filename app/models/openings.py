"""Openings: a time in which one applicant may change every answer again, given by a manager with a reason."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc
from app.core.sealed_columns import sealed_text


class Opening(SQLModel, table=True):
    """`until` is when it ends by itself; `ended_at` is when a manager ended it before that."""

    __tablename__ = "openings"

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", index=True)
    opened_by: UUID = Field(foreign_key="people.id")
    reason: str = Field(sa_column=sealed_text("openings", "reason", length=1000))
    opened_at: datetime = Field(sa_column=utc())
    until: datetime = Field(sa_column=utc())
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
