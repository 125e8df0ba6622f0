"""Mentors: how many people they can take and how they work. Nothing here is about health."""

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import json_column


class Mentor(SQLModel, table=True):
    """One person as a mentor in one programme. `style` maps the working-style questions of the blueprint to answers."""

    __tablename__ = "mentors"
    __table_args__ = (UniqueConstraint("person_id", "programme_id"),)

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    places: int
    craft: list[str] = Field(default_factory=list, sa_column=json_column())
    style: dict[str, str] = Field(default_factory=dict, sa_column=json_column())
    about: str = Field(default="", max_length=1000)


class WorkingStyle(SQLModel, table=True):
    """How a trainee likes to work with a mentor, asked in the same words as the mentor's own style.

    Managers read it to match people; the mentor reads it after the match only if the trainee said so.
    """

    __tablename__ = "working_styles"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    programme_id: UUID = Field(primary_key=True, foreign_key="programmes.id")
    craft: list[str] = Field(default_factory=list, sa_column=json_column())
    style: dict[str, str] = Field(default_factory=dict, sa_column=json_column())
    mentor_may_read: bool = Field(default=False)
