"""Workstations and what it is like to sit there, measured, with who measured and when."""

from datetime import date
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import json_column


class Workstation(SQLModel, table=True):
    """One desk. `profile` maps the codes of the places vocabulary to values; what is absent is not measured yet."""

    __tablename__ = "workstations"

    id: UUID = Field(primary_key=True)
    location_id: UUID = Field(foreign_key="locations.id", index=True)
    name: str = Field(max_length=80)
    software: list[str] = Field(default_factory=list, sa_column=json_column())
    beside_id: UUID | None = Field(default=None, foreign_key="workstations.id")
    what_it_is_like: str = Field(default="", max_length=2000)
    profile: dict[str, str | int | float | list[str]] = Field(default_factory=dict, sa_column=json_column())
    measured_on: date | None = Field(default=None)
    measured_by: str = Field(default="", max_length=120)
    measured_how: str = Field(default="", max_length=300)
    out_of_service: list[str] = Field(default_factory=list, sa_column=json_column())
    """Days, as ISO dates, on which the desk cannot be used."""
