"""What coordinators change in a draft by hand: each change with what was there before, and what a new plan has to keep."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import utc


class Placing(SQLModel, table=True):
    """One change by hand: from a cell to a cell. Without `from` somebody was put in, without `to` they were taken out."""

    __tablename__ = "placings"

    id: UUID = Field(primary_key=True)
    plan_id: UUID = Field(foreign_key="plans.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    from_day: date | None = Field(default=None)
    from_block: int | None = Field(default=None)
    from_desk_id: UUID | None = Field(default=None, foreign_key="workstations.id")
    to_day: date | None = Field(default=None)
    to_block: int | None = Field(default=None)
    to_desk_id: UUID | None = Field(default=None, foreign_key="workstations.id")
    made_by: UUID = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_column=utc())
    put_back_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class Pin(SQLModel, table=True):
    """A time that the next plan keeps for somebody, and with a desk the desk as well."""

    __tablename__ = "pins"
    __table_args__ = (UniqueConstraint("production_id", "person_id", "on_date", "block"),)

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    on_date: date
    block: int
    workstation_id: UUID | None = Field(default=None, foreign_key="workstations.id")
    pinned_by: UUID = Field(foreign_key="people.id")
    pinned_at: datetime = Field(sa_column=utc())
