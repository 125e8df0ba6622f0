"""Full-text search at one door: FTS5 on SQLite, a tsvector with its index on PostgreSQL, the same words on both.

A document belongs to one line of the board and holds, apart for each audience, only words that this audience may read.
Nothing that somebody types reaches a query language: words are letters and digits, and each is quoted.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Text,
    TextClause,
    and_,
    cast,
    column,
    func,
    literal,
    select,
    table,
    text,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.orm import Session


class Audience(StrEnum):
    """Who searches; each has a column of their own."""

    MANAGERS = "managers"
    REVIEWERS = "reviewers"


@dataclass(frozen=True)
class Document:
    """Folded words (`core.folding`), each once. `line_id` is the id of the line on the board."""

    line_id: int
    programme_id: UUID
    managers: Sequence[str]
    reviewers: Sequence[str]


@dataclass(frozen=True)
class Found:
    """What to join, or None; the id of each line in it; and the condition that makes it a search."""

    source: Any
    line_id: ColumnElement[int]
    condition: ColumnElement[bool] | TextClause


FEW = 500
"""As many documents as are put in order at once on PostgreSQL."""

FORGET_SQLITE = text("DELETE FROM search_words WHERE rowid = :line_id")
FORGET_POSTGRESQL = text("DELETE FROM search_words WHERE line_id = :line_id")
WRITE_SQLITE = text(
    "INSERT INTO search_words (rowid, scope, managers, reviewers) VALUES (:line_id, :scope, :managers, :reviewers)"
)
WRITE_POSTGRESQL = text(
    "INSERT INTO search_words (line_id, managers, reviewers)"
    " VALUES (:line_id, array_to_tsvector(CAST(:managers AS text[])), array_to_tsvector(CAST(:reviewers AS text[])))"
    " ON CONFLICT (line_id) DO UPDATE SET managers = excluded.managers, reviewers = excluded.reviewers"
)


def write(db: Session, documents: Sequence[Document]) -> None:
    """Write these documents, each in place of the one before it."""
    if not documents:
        return
    if is_sqlite(db):
        forget(db, [document.line_id for document in documents])
        db.execute(WRITE_SQLITE, [as_sqlite(document) for document in documents])
    else:
        db.execute(WRITE_POSTGRESQL, [as_postgresql(document) for document in documents])


def forget(db: Session, line_ids: Collection[int]) -> None:
    """Take these documents out."""
    if line_ids:
        statement = FORGET_SQLITE if is_sqlite(db) else FORGET_POSTGRESQL
        db.execute(statement, [{"line_id": line_id} for line_id in line_ids])


def as_sqlite(document: Document) -> dict[str, object]:
    return {
        "line_id": document.line_id,
        "scope": document.programme_id.hex,
        "managers": " ".join(document.managers),
        "reviewers": " ".join(document.reviewers),
    }


def as_postgresql(document: Document) -> dict[str, object]:
    """The programme is a word that nobody can type."""
    scope = _scope(document.programme_id)
    return {
        "line_id": document.line_id,
        "managers": [scope, *document.managers],
        "reviewers": [scope, *document.reviewers],
    }


def found(db: Session, audience: Audience, words: Collection[str], programmes: Collection[UUID]) -> Found:
    """The documents of these programmes that have every one of these words for this audience, in no order."""
    scopes = sorted(programmes)
    if is_sqlite(db):
        source = table("search_words", column("rowid", BigInteger))
        matches = text("search_words MATCH :asked").bindparams(asked=_fts5(audience, words, scopes))
        return Found(source, source.c.rowid, matches)
    source = table("search_words", column("line_id", BigInteger), column(audience.value, TSVECTOR))
    asked = cast(literal(_tsquery(words, scopes), Text), TSQUERY)
    return Found(source, source.c.line_id, source.c[audience.value].bool_op("@@")(asked))


def found_in_order(
    db: Session, audience: Audience, words: Collection[str], programmes: Collection[UUID], line_id: Any
) -> Sequence[Found]:
    """The same for a page of them in the order of their lines, in parts of which all but one are empty.

    `line_id` is the column to compare with. SQLite reads a word's documents in order. PostgreSQL has no such index and
    guesses badly how many there are: it looks first. A few are fetched by their ids and put in order; many lie so close
    that walking all documents soon meets a page.
    """
    whole = found(db, audience, words, programmes)
    if is_sqlite(db):
        return [whole]
    few = select(whole.line_id.label("line_id")).select_from(whole.source).where(whole.condition).limit(FEW + 1)
    some = few.cte("some_words")
    count = select(func.count()).select_from(some).scalar_subquery()
    ids = func.array(select(some.c.line_id).scalar_subquery())
    return [
        Found(None, line_id, and_(count <= FEW, line_id == func.any(ids))),
        Found(whole.source, whole.line_id, and_(whole.condition, count > FEW)),
    ]


def is_sqlite(db: Session) -> bool:
    return db.get_bind().dialect.name == "sqlite"


def _fts5(audience: Audience, words: Collection[str], programmes: Sequence[UUID]) -> str:
    scope = " OR ".join(f'"{programme.hex}"' for programme in programmes)
    wanted = " AND ".join(f'"{word}"' for word in words)
    return f"scope : ({scope}) AND {audience.value} : ({wanted})"


def _tsquery(words: Collection[str], programmes: Sequence[UUID]) -> str:
    scope = " | ".join(f"'{_scope(programme)}'" for programme in programmes)
    wanted = " & ".join(f"'{word}'" for word in words)
    return f"({scope}) & {wanted}"


def _scope(programme: UUID) -> str:
    return f"={programme.hex}"


def analyse(db: Session) -> None:
    """Let the database look at how its rows are spread; it plans by that."""
    db.execute(text("ANALYZE"))
