"""Keyed marks of words: whether a text mentions a name can be asked of the database, and the text cannot be read from it.

Each run of words of the text has a mark of its own, made with a key that the database does not have. The marks stand in
the order of their letters, so that they do not give away the order of the words.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Dialect, Text, TypeDecorator, literal
from sqlalchemy.orm import Mapped

from app.core.folding import every_word_in
from app.core.vault import Vault, vault_of

LONGEST_RUN = 6
"""Of a longer name only so many words are compared."""

MARK_LETTERS = 24


def marks_of(vault: Vault, text: str) -> str:
    """The marks of every run of words in this text, between spaces; empty where there are no words."""
    marks = sorted({_mark(vault, run) for run in _runs(every_word_in(text))})
    return f" {' '.join(marks)} " if marks else ""


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
