"""Proposals to share again what was shared before, when a mentor, a production or a cohort is new."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class ProposalStatus(StrEnum):
    WAITING = "waiting"
    SHARED = "shared"
    DECLINED = "declined"
    LAPSED = "lapsed"


class ProposalReason(StrEnum):
    """What is new, so that the person is asked."""

    MENTOR = "mentor"
    PRODUCTION = "production"
    COHORT = "cohort"


class PassportProposal(SQLModel, table=True):
    """One item for one new reader. Nothing is shared until the person says yes, and silence shares nothing."""

    __tablename__ = "passport_proposals"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    accommodation_id: UUID = Field(foreign_key="accommodations.id", index=True)
    with_person_id: UUID | None = Field(default=None, foreign_key="people.id")
    with_production_id: UUID | None = Field(default=None, foreign_key="productions.id")
    because: ProposalReason = Field(sa_column=enum_column(ProposalReason, "proposal_reason"))
    until: date
    status: ProposalStatus = Field(sa_column=enum_column(ProposalStatus, "proposal_status"))
    made_at: datetime = Field(sa_column=utc())
    answered_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
