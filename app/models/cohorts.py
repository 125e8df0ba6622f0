"""Cohorts: one intake of a programme, its dates and places, and the people enrolled in it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class Cohort(SQLModel, table=True):
    __tablename__ = "cohorts"

    id: UUID = Field(primary_key=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    name: str = Field(max_length=120)
    opens_at: datetime = Field(sa_column=utc())
    closes_at: datetime = Field(sa_column=utc())
    decides_on: date
    starts_on: date
    ends_on: date
    places: int


class EnrolmentStatus(StrEnum):
    ENROLLED = "enrolled"
    FINISHED = "finished"
    LEFT = "left"


class Enrolment(SQLModel, table=True):
    """One trainee in one cohort."""

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("cohort_id", "person_id"),)

    id: UUID = Field(primary_key=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    application_id: UUID | None = Field(default=None, foreign_key="applications.id")
    status: EnrolmentStatus = Field(sa_column=enum_column(EnrolmentStatus, "enrolment_status"))
    enrolled_at: datetime = Field(sa_column=utc())
