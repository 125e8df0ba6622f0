"""Approvals: what one person asked for and a second person has to agree to, because nobody should do it alone."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.actors import Role
from app.core.columns import enum_column, utc


class ApprovalKind(StrEnum):
    """A role for somebody, or lists as a file for whoever asks."""

    ROLE = "role"
    EXPORT = "export"


class ApprovalStatus(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    STOPPED = "stopped"


class Approval(SQLModel, table=True):
    """One wish. `asked_by_id` is None when it came from the command line.

    `person_id` and `role` are of a role that is to be given, on `production_id` where it belongs to one; `holds_until` of
    an export that was agreed to. Without a `programme_id` it concerns more than one of them.
    """

    __tablename__ = "approvals"

    id: UUID = Field(primary_key=True)
    kind: ApprovalKind = Field(sa_column=enum_column(ApprovalKind, "approval_kind"))
    status: ApprovalStatus = Field(sa_column=enum_column(ApprovalStatus, "approval_status"))
    asked_by_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    asked_at: datetime = Field(sa_column=utc())
    lapses_at: datetime = Field(sa_column=utc())
    person_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    role: Role | None = Field(default=None, sa_column=enum_column(Role, "approval_role", nullable=True))
    programme_id: UUID | None = Field(default=None, foreign_key="programmes.id", index=True)
    production_id: UUID | None = Field(default=None, foreign_key="productions.id", index=True)
    agreed_by_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    agreed_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    holds_until: datetime | None = Field(default=None, sa_column=utc(nullable=True))
