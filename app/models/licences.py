"""How many licences a production has of each program: so many desks can use it at once."""

from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import json_column


class Licences(SQLModel, table=True):
    """One row for each production that has said it. `counts` is by the name of the program, as desks name it."""

    __tablename__ = "licences"

    production_id: UUID = Field(primary_key=True, foreign_key="productions.id")
    counts: dict[str, int] = Field(default_factory=dict, sa_column=json_column())
    version: int = Field(default=1)
