"""Desks that people changed on the day by their own wish. Nobody is told why, and the person is not asked."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class Swap(SQLModel, table=True):
    """One block of one person went from one desk to a quieter one."""

    __tablename__ = "swaps"

    id: UUID = Field(primary_key=True)
    assignment_id: UUID = Field(foreign_key="assignments.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    from_workstation_id: UUID = Field(foreign_key="workstations.id")
    to_workstation_id: UUID = Field(foreign_key="workstations.id")
    at: datetime = Field(sa_column=utc())
