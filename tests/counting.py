"""Counting the statements that one request sends to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

WORK = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
"""What counts; savepoints and pragmas are the frame of a test or a connection."""

HOLDS_THE_LOG = "pg_advisory_xact_lock"
"""On PostgreSQL the head of the audit log is held before it is read; SQLite's writers follow one another anyway."""


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that any engine sends while the block runs."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(WORK) and HOLDS_THE_LOG not in statement:
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
