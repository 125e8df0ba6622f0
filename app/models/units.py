"""Units: the groups of people who shoot at the same time, and the one that works on the pictures afterwards."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column


class UnitKind(StrEnum):
    MAIN = "main"
    SECOND = "second"
    POST = "post"


class Unit(SQLModel, table=True):
    """One unit of one production. A day can belong to one."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("production_id", "name"),)

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    name: str = Field(max_length=80)
    kind: UnitKind = Field(sa_column=enum_column(UnitKind, "unit_kind"))
    version: int = Field(default=1)
