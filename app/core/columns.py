"""Column types that behave alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Dialect, Enum, TypeDecorator
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Without names SQLite's batch migrations cannot say what they drop."""

SQLModel.metadata.naming_convention = NAMES


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Naive values are refused, because SQLite would store them without converting."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def utc(*, nullable: bool = False, index: bool = False) -> "Column[datetime]":
    return Column(UtcDateTime(), nullable=nullable, index=index)


def enum_column(kind: type[StrEnum], name: str, *, index: bool = False, nullable: bool = False) -> Column[Any]:
    """Values, not member names, with a named CHECK on both databases (SQLModel's own default differs on each)."""
    return Column(
        Enum(kind, name=name, native_enum=False, create_constraint=True, length=40, values_callable=_values),
        nullable=nullable,
        index=index,
    )


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def json_column(*, nullable: bool = False) -> Column[Any]:
    """None is an absent value and never the word null."""
    return Column(JSON(none_as_null=nullable), nullable=nullable)
