"""What was acknowledged on the sheet of a place and a day. The sheets themselves are drawn from what is planned."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc
from app.core.sealed_columns import sealed_text


class Acknowledgement(SQLModel, table=True):
    """One thing to provide for one person on one day is ready. Other words than these need a new one."""

    __tablename__ = "acknowledgements"

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    on_date: date
    words: str = Field(sa_column=sealed_text("acknowledgements", "words", length=1000))
    by_id: UUID = Field(foreign_key="people.id")
    at: datetime = Field(sa_column=utc())
