"""A copy of the whole database while others work in it, and a database from such a copy, on both kinds."""

import shutil
import subprocess
from pathlib import Path

from sqlalchemy import text

from app.core.database import Database
from app.core.errors import Unavailable

PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/opt")


class NoProgram(Exception):
    """PostgreSQL's own program for this is not installed; the message is its name."""


def copy_into(database: Database, target: Path) -> None:
    """Write one consistent copy: `VACUUM INTO` on SQLite, a dump of PostgreSQL."""
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            driver = connection.connection.driver_connection
            assert driver is not None  # noqa: S101 - the connection is open
            driver.execute("VACUUM INTO ?", (str(target),))
        return
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", _address(database))


def load_from(database: Database, source: Path) -> None:
    """Fill an empty database from a copy."""
    if database.is_sqlite:
        place = Path(database.url.database or "")
        database.dispose()
        for left in place.parent.glob(f"{place.name}*"):
            left.unlink()
        shutil.copyfile(source, place)
        return
    database.dispose()
    _run(
        "pg_restore",
        "--exit-on-error",
        "--no-owner",
        "--clean",
        "--if-exists",
        "--dbname",
        _address(database),
        str(source),
    )


def counts_of(database: Database) -> dict[str, int]:
    """How many rows each table has, by name."""
    if database.is_sqlite:
        asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    else:
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    with database.engine.connect() as connection:
        names = sorted(connection.execute(text(asked)).scalars())
        ours = [name for name in names if not name.startswith(("search_words_", "alembic_"))]
        counted = {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in ours}  # noqa: S608 - names of the database itself
    return {name: int(count or 0) for name, count in counted.items()}


def _address(database: Database) -> str:
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(program: str, *words: str) -> None:
    ended = subprocess.run([_found(program), *words], capture_output=True, text=True, check=False)  # noqa: S603 - the database's own program and words of ours
    if ended.returncode:
        raise Unavailable(database=next(iter(ended.stderr.strip().splitlines()), program))


def _found(program: str) -> str:
    found = shutil.which(program) or next(
        (str(path) for place in PLACES for path in sorted(Path(place).glob(f"*/bin/{program}"), reverse=True)), None
    )
    if found is None:
        raise NoProgram(program)
    return found
