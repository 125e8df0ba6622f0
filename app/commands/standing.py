"""What every command stands on: a folder, a database and a schema. Where one is missing, one sentence says so."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from app.adapters.migrations import Schema, state_of
from app.adapters.parts import Parts
from app.commands.saying import stop
from app.core.errors import HouseError
from app.core.settings import Settings

NOT_READY = {
    Schema.MISSING: "The database is empty. Run: python -m app migrate",
    Schema.OLDER: "The database needs an update first. Run: python -m app migrate",
    Schema.NEWER: "The database was made by a newer Cleanplate. Start that version, or use another database.",
}


def parts_of(settings: Settings) -> Parts:
    """Everything joined. Stops when the folder for it cannot be written to."""
    try:
        settings.data_folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_folder):
            pass
        return Parts.of(settings)
    except OSError:
        stop(f"The folder {settings.data_folder} cannot be written to. Choose another with DATA_FOLDER=… in front.")


def schema_of(parts: Parts) -> Schema:
    with database_explained():
        return state_of(parts.database)


def check_schema(parts: Parts) -> None:
    state = schema_of(parts)
    if state in NOT_READY:
        stop(NOT_READY[state])


def check_for_production(settings: Settings) -> None:
    problems = settings.problems()
    if problems:
        stop(" ".join(problems))


@contextmanager
def opened(settings: Settings) -> Iterator[Parts]:
    """Everything joined, for one command: what goes wrong with the database is told, and no connection stays open."""
    parts = parts_of(settings)
    try:
        with database_explained():
            yield parts
    finally:
        parts.database.dispose()


@contextmanager
def ready(settings: Settings) -> Iterator[Parts]:
    """The same on a database that has this version's schema."""
    with opened(settings) as parts:
        check_schema(parts)
        yield parts


@contextmanager
def database_explained() -> Iterator[None]:
    """Turn a database that is away, or refuses, into a sentence."""
    try:
        yield
    except DBAPIError as problem:
        stop(f"The database cannot be opened: {_first_line(str(problem.orig))}.")
    except HouseError as problem:
        stop(_first_line(str(problem.facts.get("database") or problem.sentence)))


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "").removesuffix(".")
