"""What people say about a desk after a first day there: whether it was as described."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc
from app.core.sealed_columns import sealed_text


class PlaceAnswer(SQLModel, table=True):
    """One answer about one desk. A no asks for a new measurement; coordinators read the words without the name."""

    __tablename__ = "place_answers"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    workstation_id: UUID = Field(foreign_key="workstations.id", index=True)
    was_as_described: bool
    words: str = Field(default="", sa_column=sealed_text("place_answers", "words", length=1000))
    answered_at: datetime = Field(sa_column=utc())
