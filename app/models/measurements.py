"""What was measured at a desk: when, in which hour, by whom and with what. Old ones stay, and are its history."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, json_column, utc


class Hour(StrEnum):
    ORDINARY = "ordinary"
    WORST = "worst"


class Measurement(SQLModel, table=True):
    """One visit with a meter. `values` maps codes of the places vocabulary to what was found; what is absent was not looked at.

    `at_hour` is the time of day, such as 10:30; empty where nobody wrote it down. One that does not count any more
    stays in the history.
    """

    __tablename__ = "measurements"

    id: UUID = Field(primary_key=True)
    workstation_id: UUID = Field(foreign_key="workstations.id", index=True)
    hour: Hour = Field(sa_column=enum_column(Hour, "measured_hour"))
    measured_on: date
    at_hour: str = Field(default="", max_length=5)
    measured_by: str = Field(max_length=120)
    measured_how: str = Field(max_length=300)
    values: dict[str, str | int | float | list[str]] = Field(default_factory=dict, sa_column=json_column())
    counts: bool = Field(default=True)
    noted_at: datetime = Field(sa_column=utc())
