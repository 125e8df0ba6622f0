"""Equality answers, apart from every application, and what somebody confirms in figures or keeps out of them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import utc


class MonitoringAnswer(SQLModel, table=True):
    """One answer of one person in one programme, sealed to this row. Nobody but its writer ever reads it; it is counted."""

    __tablename__ = "monitoring_answers"
    __table_args__ = (UniqueConstraint("person_id", "programme_id", "question"),)

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    question: str = Field(max_length=40)
    sealed_value: str = Field(max_length=1000)
    answered_at: datetime = Field(sa_column=utc())


class ConfirmedFigure(SQLModel, table=True):
    """This person read their own outcome in one count and said that it is right. Asking for a correction ends it."""

    __tablename__ = "confirmed_figures"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    figure: str = Field(primary_key=True, max_length=40)
    confirmed_at: datetime = Field(sa_column=utc())


class WithheldFigure(SQLModel, table=True):
    """One count that this person keeps themselves out of."""

    __tablename__ = "withheld_figures"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    figure: str = Field(primary_key=True, max_length=40)
    withheld_at: datetime = Field(sa_column=utc())
