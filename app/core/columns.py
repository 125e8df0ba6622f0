"""Column types that behave alike on SQLite and PostgreSQL."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Dialect, Enum, String, Text, TypeDecorator
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from app.core.logs import log
from app.core.vault import EVERY_ROW, Vault, VaultClosed
from app.core.words import N_

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


SEALED = "\x1f"
"""Sealed text begins with a character that no form accepts. What does not begin with it was written before this version."""

LOCKED = N_("These words are locked, and we cannot open them right now. Nothing is lost.")


class SealedText(TypeDecorator[str]):
    """Text that may speak of somebody's health, sealed to its table and column on the way into the database.

    It is not sealed to its row: lists read such columns alone. Text of its own page is sealed to its row instead
    (`sealed_…` columns). Empty text stays empty, so that a query can ask for it. What cannot be opened is told from what
    is there by a sentence in its place, so that one broken row does not take a whole list away.
    """

    impl = String
    cache_ok = True

    def __init__(self, table: str, column: str, length: int) -> None:
        self.table, self.column = table, column
        super().__init__(length)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Sealed text is longer than what was typed; SQLite does not look at lengths."""
        return dialect.type_descriptor(Text() if dialect.name == "postgresql" else self.impl_instance)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return _sealed(value, self.table, self.column, dialect) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        try:
            return _opened(value, self.table, self.column, dialect) if value else value
        except VaultClosed as problem:
            log().error("vault_closed", **{name: str(fact) for name, fact in problem.facts.items()})
            return LOCKED


class SealedJson(TypeDecorator[Any]):
    """The same for lists, choices and answers: a JSON text that holds the sealed one. What cannot be opened raises."""

    impl = JSON
    cache_ok = True

    def __init__(self, table: str, column: str, *, nullable: bool = False) -> None:
        self.table, self.column, self.nullable = table, column, nullable
        super().__init__(none_as_null=nullable)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        return value if value is None else _sealed(json.dumps(value), self.table, self.column, dialect)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if not (isinstance(value, str) and value.startswith(SEALED)):
            return value
        return json.loads(_opened(value, self.table, self.column, dialect))


def sealed_text(table: str, column: str, *, length: int) -> Column[Any]:
    return Column(SealedText(table, column, length), nullable=False)


def sealed_json(table: str, column: str, *, nullable: bool = False) -> Column[Any]:
    return Column(SealedJson(table, column, nullable=nullable), nullable=nullable)


def _sealed(text: str, table: str, column: str, dialect: Dialect) -> str:
    return SEALED + _vault_of(dialect).seal(text, table=table, column=column, row=EVERY_ROW)


def _opened(value: str, table: str, column: str, dialect: Dialect) -> str:
    if not value.startswith(SEALED):
        return value
    return _vault_of(dialect).open(value.removeprefix(SEALED), table=table, column=column, row=EVERY_ROW)


def _vault_of(dialect: Dialect) -> Vault:
    """The database that this dialect speaks to was given a vault (`core.database`)."""
    vault: Vault = dialect.vault  # type: ignore[attr-defined]  # ours
    return vault
