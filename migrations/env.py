"""How migrations run: one transaction each, one at a time, and on SQLite with foreign keys off while tables are rebuilt."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from sqlalchemy import Connection
from sqlmodel import AutoString, SQLModel

import app.models  # noqa: F401 - registers every table
from app.core.columns import UtcDateTime
from app.core.database import Database
from app.core.settings import Settings

ADVISORY_LOCK = 7_301_944
"""Any number that nothing else on the server uses; two migrations at once wait for each other."""


def _render(kind: str, thing: Any, _context: Any) -> str | bool:
    """Plain types in revisions, so that an old revision still runs when our own types have moved on."""
    if kind == "type" and isinstance(thing, AutoString):
        return f"sa.String(length={thing.length})" if thing.length else "sa.String()"
    if kind == "type" and isinstance(thing, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _is_modelled(name: str | None, kind: str, _parents: Any) -> bool:
    """The words for searching are a table of another kind on each database, and met only by `adapters.searching`."""
    return not (kind == "table" and str(name).startswith("search_words"))


def _run(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.execute(sa.text("SET lock_timeout = '4s'"))
        connection.execute(sa.text("SELECT pg_advisory_lock(:lock)"), {"lock": ADVISORY_LOCK})
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=_render,
        include_name=_is_modelled,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if not is_sqlite:
        connection.execute(sa.text("SELECT pg_advisory_unlock(:lock)"), {"lock": ADVISORY_LOCK})
        connection.commit()


def _run_on_own_connection() -> None:
    given = context.config.attributes.get("database")
    database: Database = given or Database(Settings().database)
    with database.engine.connect() as connection:
        if database.is_sqlite:
            _without_foreign_keys(connection)
        else:
            _run(connection)
    if given is None:
        database.dispose()


def _without_foreign_keys(connection: Connection) -> None:
    """A rebuilt table would take its children with it (ON DELETE CASCADE); the check afterwards finds any that are lost."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        _run(connection)
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"rows without their parent after the migration: {broken[:5]}")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


_run_on_own_connection()
