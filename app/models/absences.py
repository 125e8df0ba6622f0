"""Days on which somebody cannot come to a production. Why is asked nowhere and stored nowhere."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class Absence(SQLModel, table=True):
    """From the first to the last day, both away. It ends early when it is taken back."""

    __tablename__ = "absences"

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    first_day: date
    last_day: date
    entered_by: UUID = Field(foreign_key="people.id")
    entered_at: datetime = Field(sa_column=utc())
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
