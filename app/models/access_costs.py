"""What access cost a production in a month. No row leads to a person who is helped, and none has words of its own."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column


class CostKind(StrEnum):
    """What the money was for, wide enough that a kind does not stand for one person."""

    EQUIPMENT = "equipment"
    SOFTWARE = "software"
    ROOMS = "rooms"
    SUPPORT = "support"
    TRAVEL = "travel"
    TRAINING = "training"
    OTHER = "other"


class AccessCost(SQLModel, table=True):
    """`month` is its first day; `amount` counts the smallest unit of the currency, such as cents."""

    __tablename__ = "access_costs"
    __table_args__ = (CheckConstraint("amount >= 0", name="is_not_negative"),)

    id: UUID = Field(primary_key=True)
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    month: date
    kind: CostKind = Field(sa_column=enum_column(CostKind, "cost_kind"))
    amount: int
    currency: str = Field(max_length=3)
    entered_by_id: UUID = Field(foreign_key="people.id")
    version: int = Field(default=1)
