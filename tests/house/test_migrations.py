"""Migrations: one head, no drift from the models, down and up again, and none imports the application."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.adapters.migrations import FOLDER, Schema, config_for, downgrade, state_of, upgrade
from app.adapters.parts import Parts
from app.core.clock import Entropy
from app.core.database import Database
from app.models.emergencies import Emergency, Part
from app.models.people import Channel, Person
from tests.schema import emptied, settings_for

REVISIONS = sorted((FOLDER / "versions").glob("*.py"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Parts.of(settings_for("migrations", tmp_path)).database
    emptied(database)
    yield database
    database.dispose()


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_there_is_one_head(database: Database) -> None:
    assert len(ScriptDirectory.from_config(config_for(database)).get_heads()) == 1


def test_up_down_up_leaves_the_same_tables(database: Database) -> None:
    upgrade(database)
    first = tables(database)
    downgrade(database, "base")
    empty = tables(database)
    upgrade(database)

    assert len(first) > 30
    assert empty == set()
    assert tables(database) == first


def triggers(database: Database) -> set[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if not database.is_sqlite:
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with database.engine.connect() as connection:
        return set(connection.execute(text(asked)).scalars())


def test_aud03_the_guards_are_there_after_down_and_up(database: Database) -> None:
    acts = ("no_DELETE", "no_UPDATE") if database.is_sqlite else ("no_removal", "no_change", "no_emptying")
    guards = {f"{table}_{act}" for table in ("audit_entries", "audit_links") for act in acts}
    upgrade(database)
    first = triggers(database)
    downgrade(database, "base")
    upgrade(database)

    assert guards <= first
    assert triggers(database) == first


def test_models_and_migrations_agree(database: Database) -> None:
    upgrade(database)

    command.check(config_for(database))


def test_a_database_says_how_it_stands(database: Database) -> None:
    before = state_of(database)
    upgrade(database)
    after = state_of(database)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from_tomorrow'"))

    assert (before, after, state_of(database)) == (Schema.MISSING, Schema.CURRENT, Schema.NEWER)


@pytest.mark.parametrize("statement", ["UPDATE audit_entries SET name = 'other'", "DELETE FROM audit_entries"])
def test_the_audit_log_only_grows(database: Database, statement: str) -> None:
    upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO audit_entries (at, name, subject_id, facts, reason, shown) VALUES "
                "('2027-03-01 00:00:00', 'people.welcomed', '0193f0a0000070008000000000000000', '{}', '', '')"
            )
        )

    with pytest.raises(DBAPIError, match="append-only"), database.engine.begin() as connection:
        connection.execute(text(statement))


def test_authz_04_going_down_and_up_opens_nothing_that_was_not_opened(database: Database) -> None:
    upgrade(database)
    with Session(database.engine) as db:
        opened = {part: _opening(db, part) for part in (Part.ANSWERS, Part.PROVIDE)}
        db.commit()

    downgrade(database, "2026_11_30_wish_answers")
    upgrade(database)

    with Session(database.engine) as db:
        now = datetime.now(UTC)
        is_open = {part: db.get_one(Emergency, each).is_open(now) for part, each in opened.items()}
    assert is_open == {Part.ANSWERS: False, Part.PROVIDE: True}


def _opening(db: Session, part: Part) -> UUID:
    """What somebody opened just now about somebody else."""
    now, entropy = datetime.now(UTC), Entropy()
    owner, opener, opening = (entropy.new_id(now) for _ in range(3))
    for each in (owner, opener):
        db.add(Person(id=each, name="Somebody", email=f"{each}@example.com", channel=Channel.EMAIL, created_at=now))
    db.flush()
    db.add(
        Emergency(
            id=opening, person_id=owner, opened_by_id=opener, parts=[part.value], sealed_reason="x", opened_at=now,
            closes_at=now + timedelta(hours=1),
        )
    )  # fmt: skip
    return opening


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda path: path.stem)
def test_a_revision_never_imports_the_application(revision: Path) -> None:
    assert not re.search(r"^\s*(from|import) app\b", revision.read_text(encoding="utf-8"), re.MULTILINE)
