"""Workstations and what it is like to sit there. Measurements, pictures and days out of service have tables of their own."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import json_column, utc

Details = dict[str, str | int | bool]


class Workstation(SQLModel, table=True):
    """One desk. `profile` maps the codes of the places vocabulary to values; what is absent is not measured yet.

    `profile` is what people are matched on: of what was measured in an ordinary and in the worst hour, the worst hour.
    `details` are the facts that desks of this kind have (`rules.workstations.KINDS`), `hardware` counts things by name.
    A retired desk stays, because days point at it; no new plan uses it.
    """

    __tablename__ = "workstations"
    __table_args__ = (UniqueConstraint("location_id", "name"),)

    id: UUID = Field(primary_key=True)
    location_id: UUID = Field(foreign_key="locations.id", index=True)
    name: str = Field(max_length=80)
    kind: str = Field(default="other", max_length=40)
    details: Details = Field(default_factory=dict, sa_column=json_column())
    software: list[str] = Field(default_factory=list, sa_column=json_column())
    hardware: dict[str, int] = Field(default_factory=dict, sa_column=json_column())
    beside_id: UUID | None = Field(default=None, foreign_key="workstations.id")
    what_it_is_like: str = Field(default="", max_length=2000)
    profile: dict[str, str | int | float | list[str]] = Field(default_factory=dict, sa_column=json_column())
    measured_on: date | None = Field(default=None)
    measured_by: str = Field(default="", max_length=120)
    measured_how: str = Field(default="", max_length=300)
    needs_measuring_since: date | None = Field(default=None)
    needs_measuring_why: str = Field(default="", max_length=40)
    retired_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    version: int = Field(default=1)
