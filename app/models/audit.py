"""Checks of the audit log: when it was looked at from its first entry on, how far, and whether it was whole."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class AuditCheck(SQLModel, table=True):
    """`number` is the last link that was looked at; `broken_at` the first that does not fit, or None."""

    __tablename__ = "audit_checks"

    id: UUID = Field(primary_key=True)
    checked_at: datetime = Field(sa_column=utc(index=True))
    number: int
    copied_number: int = Field(default=0)
    broken_at: int | None = Field(default=None)
    finding: str = Field(default="", max_length=40)
