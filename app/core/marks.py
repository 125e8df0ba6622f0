"""Keyed marks of words: whether a text mentions a name can be asked of the database, and the text cannot be read from it.

Each run of words of the text has a mark of its own, made with a key that the database does not have. The marks stand in
the order of their letters, so that they do not give away the order of the words.

What is compared as a whole, a name with a name, has one mark in a column beside it (`marked`), written with its row.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Dialect, String, Text, TypeDecorator, event, literal
from sqlalchemy.orm import Mapped, Mapper

from app.core.folding import every_word_in
from app.core.sealed_columns import value_of
from app.core.vault import LOCKED, Vault, vault_of

LONGEST_RUN = 6
"""Of a longer name only so many words are compared."""

MARK_LETTERS = 24

MARKS = "marks"


def marks_of(vault: Vault, text: str) -> str:
    """The marks of every run of words in this text, between spaces; empty where there are no words."""
    marks = sorted({_mark(vault, run) for run in _runs(every_word_in(text))})
    return f" {' '.join(marks)} " if marks else ""


def mark_of_whole(vault: Vault, text: str) -> str:
    """The one mark of this text as a whole, whatever its case; empty where it is."""
    whole = " ".join(text.split()).casefold()
    return vault.mark(f"whole:{whole}")[:MARK_LETTERS] if whole else ""


def marked(column: str) -> Column[str]:
    """A column that holds the mark of another one of its row, whoever writes that through the model."""
    return Column(String(MARK_LETTERS), nullable=False, server_default="", info={MARKS: column})


@event.listens_for(Mapper, "before_insert")
@event.listens_for(Mapper, "before_update")
def _mark_again(mapper: Mapper[Any], connection: Connection, target: object) -> None:
    for name, of in _marks_in(mapper).items():
        words = value_of(getattr(target, of))
        mark = mark_of_whole(vault_of(connection.dialect), words)
        if words != LOCKED and getattr(target, name) != mark:
            setattr(target, name, mark)


@cache
def _marks_in(mapper: Mapper[Any]) -> dict[str, str]:
    found = {each.key: each.columns[0].info.get(MARKS) for each in mapper.column_attrs}
    return {name: of for name, of in found.items() if of is not None}


def mentions(marks: Mapped[str], name: str) -> ColumnElement[bool]:
    """Whether the text of these marks has the words of this name, in this order and beside each other."""
    return marks.like(literal(name, _Mentioned()))


class _Mentioned(TypeDecorator[str]):
    """A name becomes its mark on the way into the database, where the key is."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str:
        return f"% {_mark(vault_of(dialect), ' '.join(every_word_in(value or '')[:LONGEST_RUN]))} %"


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_RUN, len(words)) + 1):
            yield " ".join(words[start:end])


def _mark(vault: Vault, run: str) -> str:
    return vault.mark(f"words:{run}")[:MARK_LETTERS]
