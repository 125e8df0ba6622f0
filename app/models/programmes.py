"""Programmes: what runs from a blueprint, and who answers questions about it."""

from uuid import UUID

from sqlmodel import Field, SQLModel


class Programme(SQLModel, table=True):
    """One programme. What it asks, promises and offers is its blueprint, found by `key`."""

    __tablename__ = "programmes"

    id: UUID = Field(primary_key=True)
    key: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=120)
    organisation_id: UUID = Field(foreign_key="organisations.id")
    country: str = Field(max_length=2)
    region: str = Field(default="", max_length=10)
    time_zone: str = Field(max_length=60)
    contact_id: UUID | None = Field(default=None, foreign_key="people.id")
