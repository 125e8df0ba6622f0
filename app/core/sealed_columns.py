"""Column types for what may speak of somebody's health: sealed to table, column and row on the way into the database.

A type sees a value and never its row. So on the way out each SELECT brings the key of the row along with the sealed text,
whether it asks for a whole row, for one column or through an alias; on the way in the unit of work hands over the row
with the value (`Placed`). A statement that cannot know the row is refused instead of sealing to less.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Label,
    String,
    Table,
    Text,
    TypeDecorator,
    cast,
    event,
    inspect,
    literal_column,
    type_coerce,
    update,
)
from sqlalchemy.orm import Mapper
from sqlalchemy.types import TypeEngine

from app.core.vault import LOCKED, VaultClosed, sound_alarm, vault_of

SEALED = "\x1f"
"""Sealed text begins with a character that no form accepts. What does not begin with it was written before this version."""

KEY_ENDS, KEYS_JOIN = "~", "|"
"""Stand between the key of a row and its text in what is read, and between the parts of a key; no key has them."""

UNREAD = ""
"""The only name among details that stay closed, with the sentence as its value. No library has a detail of this name,
so that code that acts upon details refuses them.
"""

DETAILS = "details"
"""In place of what stands for a closed value: details that cannot be read."""

UNPLACED = "unplaced"


@dataclass(frozen=True)
class Placed:
    """A value with the row that it is written to. Statements that write many rows at once need it; models do not."""

    value: Any
    row: UUID


def row_of(key: Sequence[object]) -> UUID:
    """What a seal calls the row: its id, or one made of its key where that is something else than an id."""
    parts = [_same_everywhere(str(part)) for part in key]
    return (
        parts[0]
        if len(parts) == 1 and isinstance(parts[0], UUID)
        else uuid5(NAMESPACE_OID, KEYS_JOIN.join(map(str, parts)))
    )


def _same_everywhere(part: str) -> UUID | str:
    """SQLite writes an id without its dashes."""
    try:
        return UUID(part)
    except ValueError:
        return part


class _Sealed(TypeDecorator[Any]):
    """What both kinds have in common: how a value gets its row, and how a row is read with its key."""

    impl = String
    is_json = False
    table: str
    column: str
    closed: str | None = LOCKED

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The key and the text in one, for `_Opened` to take apart; only at the outermost, where rows leave the database."""
        found = column.element if isinstance(column, Label) else column
        parts: list[ColumnElement[str]] = [cast(part, String) for part in _key_of(found)]
        key = reduce(_joined_by(KEYS_JOIN), parts)
        said = _joined_by(KEY_ENDS)(key, cast(found, Text))
        return type_coerce(said, _Opened(self.table, self.column, is_json=self.is_json, closed=self.closed))

    def process_result_value(self, _value: Any, _dialect: Dialect) -> Any:
        raise TypeError(f"{self.table}.{self.column} was read without the key of its row")

    def compare_values(self, x: Any, y: Any) -> bool:
        return bool(value_of(x) == value_of(y))

    def _seal(self, placed: Any, text: str, dialect: Dialect) -> str:
        if not isinstance(placed, Placed):
            raise TypeError(
                f"{self.table}.{self.column} is sealed to its row: write it through the model, or as Placed"
            )
        return SEALED + vault_of(dialect).seal(text, table=self.table, column=self.column, row=placed.row)


class SealedText(_Sealed):
    """Empty text stays empty, so that a query can ask for it.

    What cannot be opened is told from what is there by a sentence in its place, so that one broken row does not take a
    whole list away. That sentence is never written back over what is there.
    """

    cache_ok = True

    def __init__(self, table: str, column: str, length: int) -> None:
        self.table, self.column = table, column
        super().__init__(length)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Sealed text is longer than what was typed; SQLite does not look at lengths."""
        return Text() if dialect.name == "postgresql" else self.impl_instance

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        text: str | None = value_of(value)
        return self._seal(value, text, dialect) if text else text


class SealedJson(_Sealed):
    """The same for lists, choices and answers: a JSON text that holds the sealed one.

    `closed` stands for what cannot be opened, `DETAILS` for details with the sentence in them.
    """

    impl = JSON  # type: ignore[assignment]  # each kind stands on its own type
    cache_ok = True
    is_json = True

    def __init__(self, table: str, column: str, *, nullable: bool = False, closed: str | None = LOCKED) -> None:
        self.table, self.column, self.nullable, self.closed = table, column, nullable, closed
        super().__init__(none_as_null=nullable)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        bare = value_of(value)
        return None if bare is None else self._seal(value, json.dumps(bare), dialect)


class _Opened(TypeDecorator[Any]):
    """The key of a row and its sealed text, as they were read; becomes the words."""

    impl = Text
    cache_ok = True

    def __init__(self, table: str, column: str, *, is_json: bool, closed: str | None) -> None:
        self.table, self.column, self.is_json, self.closed = table, column, is_json, closed
        super().__init__()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        key, _, said = value.partition(KEY_ENDS)
        stored = json.loads(said) if self.is_json else said
        if not (isinstance(stored, str) and stored.startswith(SEALED)):
            return stored
        row = row_of(key.split(KEYS_JOIN))
        try:
            words = vault_of(dialect).open(stored.removeprefix(SEALED), table=self.table, column=self.column, row=row)
        except VaultClosed as problem:
            sound_alarm(vault_of(dialect), problem)
            return {UNREAD: LOCKED} if self.closed == DETAILS else self.closed
        return json.loads(words) if self.is_json else words


def sealed_text(table: str, column: str, *, length: int) -> Column[Any]:
    return Column(SealedText(table, column, length), nullable=False)


def sealed_json(table: str, column: str, *, nullable: bool = False, closed: str | None = LOCKED) -> Column[Any]:
    return Column(SealedJson(table, column, nullable=nullable, closed=closed), nullable=nullable)


@event.listens_for(Mapper, "before_insert")
@event.listens_for(Mapper, "before_update")
def _place(mapper: Mapper[Any], _connection: Connection, target: object) -> None:
    """Give each sealed value that is written its row for the time of the flush."""
    state = inspect(target)
    for name in _sealed_in(mapper):
        if name not in state.dict or (state.persistent and name not in state.committed_state):
            continue
        value = value_of(state.dict[name])
        if _stands_for_closed(value) and value != state.committed_state.get(name):
            raise VaultClosed(table=mapper.local_table, column=name)
        key = mapper.primary_key_from_instance(target)
        state.info.setdefault(UNPLACED, {})[name] = value
        # a number that the database gives is not known yet: the words follow when it is
        state.dict[name] = "" if value and None in key else Placed(value, row_of(key))


@event.listens_for(Mapper, "after_insert")
def _follow_number(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    state = inspect(target)
    late = {name: value for name, value in state.info.get(UNPLACED, {}).items() if value and state.dict[name] == ""}
    if late:
        table, key = mapper.local_table, mapper.primary_key_from_instance(target)
        assert isinstance(table, Table)  # noqa: S101 - every model of ours is one table
        words = {name: Placed(value, row_of(key)) for name, value in late.items()}
        same = (column == part for column, part in zip(table.primary_key, key, strict=True))
        connection.execute(update(table).where(*same).values(**words))
    _unplace(mapper, connection, target)


@event.listens_for(Mapper, "after_update")
def _unplace(_mapper: Mapper[Any], _connection: Connection, target: object) -> None:
    state = inspect(target)
    state.dict.update(state.info.pop(UNPLACED, {}))


@cache
def _sealed_in(mapper: Mapper[Any]) -> tuple[str, ...]:
    return tuple(each.key for each in mapper.column_attrs if isinstance(each.columns[0].type, _Sealed))


def _key_of(column: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """The columns of the key, in the table, alias or subquery that this column is read from."""
    table = getattr(column, "table", None)
    first = next(iter(column.base_columns))
    keys = first.table.primary_key.columns if isinstance(getattr(first, "table", None), Table) else ()
    found = [None if table is None else table.corresponding_column(key) for key in keys]
    if not found or any(each is None for each in found):
        raise TypeError(f"{column} is sealed to its row: select the key of its table beside it")
    return found  # type: ignore[return-value]  # no None is among them


def _joined_by(sign: str) -> Callable[[ColumnElement[str], ColumnElement[str]], ColumnElement[str]]:
    return lambda left, right: left + literal_column(f"'{sign}'", String) + right


def _stands_for_closed(value: Any) -> bool:
    return value == LOCKED or (isinstance(value, dict) and UNREAD in value)


def value_of(value: Any) -> Any:
    """The value itself, also for as long as it is on its way to its row."""
    return value.value if isinstance(value, Placed) else value
