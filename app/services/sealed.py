"""Everything that is sealed, wherever it stands: sealed anew with the newest key, and looked through for what is closed.

The places are found by what they are: a column called `sealed_…`, and a column of a sealed kind. Both are bound to
their row. Whoever adds one has nothing to write down here.

An older version bound the sealed kinds to their column alone. Such a text is read no more; sealing anew, which migrating
does too, still knows it and binds it to the row that it stands in.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Table, text
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from app.adapters.cipher import KeyRing
from app.core.events import Event
from app.core.logs import log
from app.core.sealed_columns import SEALED, SealedJson, SealedText, row_of
from app.core.vault import EVERY_ROW, VaultClosed
from app.core.work import Work

BATCH = 200
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Place:
    """One column; `is_typed` says that its type seals it and marks what is sealed, `is_json` that the text is quoted."""

    table: str
    column: str
    keys: tuple[str, ...]
    is_typed: bool
    is_json: bool = False

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"


@dataclass(frozen=True)
class Closed:
    """Something that cannot be opened. `no_key` names the key that is missing, empty when the text was changed."""

    place: Place
    row: str
    no_key: str


@dataclass
class Progress:
    """How far a round has come: what was looked at, what was sealed anew, what stays closed."""

    looked: int = 0
    sealed: int = 0
    closed: int = 0


@cache
def places() -> tuple[Place, ...]:
    return tuple(_places(SQLModel.metadata.tables))


def rotate(work: Work, keys: KeyRing, place: Place, after: tuple[Any, ...] | None) -> tuple[Progress, Any]:
    """Seal the next rows of this place with the newest key. Returns how it went, and the row to go on after.

    Safe to stop at any moment and to run again: a row is written only while it still holds what was read.
    """
    progress, rows = Progress(), _rows(work.db, place, after)
    for key, stored in rows:
        progress.looked += 1
        try:
            new = _sealed_anew(keys, place, key, stored)
        except VaultClosed:
            progress.closed += 1
            continue
        if new is not None:
            _write(work.db, place, key, stored, new)
            progress.sealed += 1
    return progress, rows[-1][0] if len(rows) == BATCH else None


def closed_now(db: Session, keys: KeyRing) -> Iterator[Closed]:
    """Everything that cannot be opened with the keys that are here."""
    for place in places():
        after: Any = ()
        while after is not None:
            rows = _rows(db, place, after or None)
            for key, stored in rows:
                try:
                    _opened(keys, place, key, stored)
                except VaultClosed as problem:
                    yield Closed(place, " ".join(map(str, key)), str(problem.facts.get("no_key", "")))
            after = rows[-1][0] if len(rows) == BATCH else None


def report_closed(work: Work) -> int:
    """Write an entry of the audit log for each place that holds something closed. Returns how many texts there are."""
    found: dict[Place, int] = {}
    assert isinstance(work.vault, KeyRing)  # noqa: S101 - the only vault that is joined in
    for closed in closed_now(work.db, work.vault):
        found[closed.place] = found.get(closed.place, 0) + 1
        log().error("vault_closed", place=closed.place.name, row=closed.row, no_key=closed.no_key)
    for place, count in found.items():
        work.audit(Event("vault.closed", NOBODY, facts={"place": place.name, "texts": count}))
    return sum(found.values())


def _places(tables: Mapping[str, Table]) -> Iterator[Place]:
    for table in tables.values():
        keys = tuple(column.name for column in table.primary_key)
        for column in table.columns:
            if column.name.startswith("sealed_"):
                yield Place(table.name, column.name, keys, is_typed=False)
            elif isinstance(column.type, (SealedText, SealedJson)):
                is_json = isinstance(column.type, SealedJson)
                yield Place(table.name, column.name, keys, is_typed=True, is_json=is_json)


def _rows(db: Session, place: Place, after: tuple[Any, ...] | None) -> Sequence[tuple[tuple[Any, ...], str]]:
    """Keys and what is stored, as the database holds it, in the order of the keys. Names are of our own tables."""
    keys, stored = ", ".join(place.keys), f"CAST({place.column} AS TEXT)"
    marks = ", ".join(f":k{index}" for index in range(len(place.keys)))
    beyond = f"AND ({keys}) > ({marks})" if after else ""
    found = db.execute(
        text(
            f"SELECT {keys}, {stored} FROM {place.table} WHERE {place.column} IS NOT NULL AND {stored} <> '' {beyond} "  # noqa: S608 - names of our own tables
            f"ORDER BY {keys} LIMIT {BATCH}"
        ),
        _bound(after or ()),
    )
    return [(tuple(row[:-1]), row[-1]) for row in found]


def _bound(key: Sequence[Any]) -> dict[str, Any]:
    return {f"k{index}": value for index, value in enumerate(key)}


def _opened(keys: KeyRing, place: Place, key: tuple[Any, ...], stored: str) -> tuple[str, str]:
    """The text, and the name of the key that sealed it; empty where it was never sealed."""
    sealed = _sealed_part(place, stored)
    if sealed is None:
        return stored, ""
    return keys.open(sealed, table=place.table, column=place.column, row=row_of(key)), sealed.partition(".")[0]


def _opened_as_before(keys: KeyRing, place: Place, key: tuple[Any, ...], stored: str) -> tuple[str, str]:
    """The same for what is not bound to its row yet: such a text has no key that could be the newest."""
    try:
        return _opened(keys, place, key, stored)
    except VaultClosed as problem:
        sealed = _sealed_part(place, stored)
        if not place.is_typed or sealed is None or problem.facts.get("no_key"):
            raise
        return keys.open(sealed, table=place.table, column=place.column, row=EVERY_ROW), ""


def _sealed_part(place: Place, stored: str) -> str | None:
    """What the vault opens, or None where it was never sealed."""
    if not place.is_typed:
        return stored
    value = json.loads(stored) if place.is_json else stored
    return value.removeprefix(SEALED) if isinstance(value, str) and value.startswith(SEALED) else None


def _sealed_anew(keys: KeyRing, place: Place, key: tuple[Any, ...], stored: str) -> str | None:
    """The same text under the newest key, or None where it is already."""
    words, key_name = _opened_as_before(keys, place, key, stored)
    if key_name == keys.newest:
        return None
    sealed = keys.seal(words, table=place.table, column=place.column, row=row_of(key))
    if not place.is_typed:
        return sealed
    return json.dumps(SEALED + sealed) if place.is_json else SEALED + sealed


def _write(db: Session, place: Place, key: tuple[Any, ...], stored: str, new: str) -> None:
    same = " AND ".join(f"{name} = :k{index}" for index, name in enumerate(place.keys))
    kind = "CAST(:new AS json)" if place.is_json and db.get_bind().dialect.name == "postgresql" else ":new"
    statement = (
        f"UPDATE {place.table} SET {place.column} = {kind} WHERE {same} AND CAST({place.column} AS TEXT) = :stored"  # noqa: S608 - names of our own tables
    )
    db.execute(text(statement), {**_bound(key), "new": new, "stored": stored})
