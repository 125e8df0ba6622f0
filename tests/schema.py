"""A database of its own for each worker, with nothing in it but the schema."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.clock import Entropy
from app.core.database import Database
from app.core.settings import Settings
from tests.client import BASE_URL

NOW = datetime(2027, 3, 1, 0, 30, tzinfo=UTC)
"""A Monday, 11:00am in Adelaide, before the clocks change on 4 April 2027."""


def settings_for(name: str, folder: Path) -> Settings:
    """Settings of one worker's database: a file on SQLite, `<name>_<worker>` on the PostgreSQL that tests run on."""
    base = os.environ.get("TEST_DATABASE_URL", "")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    url = f"sqlite:///{folder / name}.sqlite"
    if base.startswith("postgresql"):
        url = base.replace("/cleanplate?", f"/{name}_{worker}?" if worker else f"/{name}?")
    return Settings(data_folder=folder, database_url=url, base_url=BASE_URL, environment="demonstration")


def parts_for(settings: Settings) -> Parts:
    """What the product is made of, with the chance and the clock of tests."""
    return replace(Parts.of(settings), entropy=Entropy.seeded(1), clock=lambda: NOW)


def with_empty_schema(settings: Settings) -> Parts:
    parts = parts_for(settings)
    emptied(parts.database)
    upgrade(parts.database)
    return parts


def emptied(database: Database) -> None:
    """Take everything out of a test database: the file on SQLite, the schema on PostgreSQL."""
    if database.is_sqlite:
        Path(database.url.database or "").unlink(missing_ok=True)
        return
    with database.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
