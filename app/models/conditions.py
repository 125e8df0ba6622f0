"""Conditions of an offer: what is still needed before somebody can be enrolled, each with a status of its own."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_text


class ConditionStatus(StrEnum):
    OPEN = "open"
    MET = "met"
    WAIVED = "waived"
    NOT_MET = "not_met"


class Doer(StrEnum):
    """Who has the next step of a condition."""

    APPLICANT = "applicant"
    PROGRAMME = "programme"


class Condition(SQLModel, table=True):
    """One condition of one offer. `note` is what the applicant reads beside the status."""

    __tablename__ = "conditions"

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", index=True)
    words: str = Field(sa_column=sealed_text("conditions", "words", length=500))
    doer: Doer = Field(sa_column=enum_column(Doer, "condition_doer"))
    due_on: date | None = Field(default=None)
    status: ConditionStatus = Field(sa_column=enum_column(ConditionStatus, "condition_status"))
    note: str = Field(default="", sa_column=sealed_text("conditions", "note", length=1000))
    changed_at: datetime = Field(sa_column=utc())
    version: int = Field(default=1)
