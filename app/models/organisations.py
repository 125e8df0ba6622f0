"""Organisations that run programmes or make productions."""

from uuid import UUID

from sqlmodel import Field, SQLModel


class Organisation(SQLModel, table=True):
    __tablename__ = "organisations"

    id: UUID = Field(primary_key=True)
    name: str = Field(max_length=160, unique=True)
