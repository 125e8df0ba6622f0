"""Two writers queue; a read that becomes a write too late is tried again; what is not a database is unavailable."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event as Pause

import pytest
from fastapi import FastAPI, Response
from sqlalchemy import text
from sqlmodel import select

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core import policy
from app.core.database import Database
from app.core.errors import Collision, Unavailable
from app.core.events import AuditEntry, Event
from app.core.settings import Settings
from app.main import build
from app.web.router import Pages
from app.web.visits import Visit
from tests.client import BASE_URL
from tests.web.plain import plain_browser

NUMBER = text("SELECT value FROM numbers")
ONE_MORE = text("UPDATE numbers SET value = value + 1")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """SQLite with one number in it, whichever database the other tests run on."""
    made = Database(f"sqlite:///{tmp_path / 'numbers.sqlite'}")
    with made.session(writes=True) as db:
        db.execute(text("CREATE TABLE numbers (value INTEGER)"))
        db.execute(text("INSERT INTO numbers VALUES (0)"))
    yield made
    made.dispose()


def number(database: Database) -> int:
    with database.session(writes=False) as db:
        return int(db.scalars(NUMBER).one())


def count(database: Database) -> None:
    with database.session(writes=True) as db:
        value = int(db.scalars(NUMBER).one())
        db.execute(text("UPDATE numbers SET value = :value"), {"value": value + 1})


def read_then_write(database: Database) -> None:
    with database.session(writes=False) as db:
        db.scalars(NUMBER).one()
        count(database)
        db.execute(ONE_MORE)


def test_many_writers_of_one_process_take_turns(tmp_path: Path) -> None:
    """SQLite alone passes some over until their patience ends; here it would last a tenth of what all need together."""
    hurried = Database(f"sqlite:///{tmp_path / 'hurried.sqlite'}", pool_size=4, patience_seconds=0.1)
    with hurried.session(writes=True) as db:
        db.execute(text("CREATE TABLE numbers (value INTEGER)"))
        db.execute(text("INSERT INTO numbers VALUES (0)"))

    def count_slowly(_: int) -> None:
        with hurried.session(writes=True) as db:
            db.execute(ONE_MORE)
            Pause().wait(0.05)

    with ThreadPoolExecutor(20) as several:
        list(several.map(count_slowly, range(20)))

    assert number(hurried) == 20
    hurried.dispose()


def test_writers_queue_and_none_is_lost(database: Database) -> None:
    with ThreadPoolExecutor(8) as several:
        list(several.map(lambda _: count(database), range(40)))

    assert number(database) == 40


def test_a_read_that_writes_behind_another_writer_is_a_collision(database: Database) -> None:
    with pytest.raises(Collision):
        read_then_write(database)

    assert number(database) == 1


def test_foreign_keys_are_checked_and_each_commit_is_written_out(database: Database) -> None:
    with database.session(writes=False) as db:
        found = [db.scalar(text(f"PRAGMA {name}")) for name in ("foreign_keys", "journal_mode", "synchronous")]

    assert found == [1, "wal", 2]


def test_what_is_no_database_is_unavailable_and_no_value_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite").mkdir()

    with (
        pytest.raises(Unavailable) as problem,
        Database(f"sqlite:///{tmp_path / 'letter.sqlite'}").session(writes=False) as db,
    ):
        db.scalars(NUMBER)

    assert problem.value.facts == {"database": "unable to open database file"}


@pytest.fixture
def real(tmp_path: Path, parts: Parts) -> Iterator[Parts]:
    """A product on a SQLite file of its own, where two works really are two."""
    settings = Settings(data_folder=tmp_path, base_url=BASE_URL)
    made = replace(Parts.of(settings), clock=parts.clock)
    upgrade(made.database)
    yield made
    made.database.dispose()


def planted(real: Parts, meetings: list[int], monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """An app with a page that notes its reading without having said that it writes, and meets another writer."""
    monkeypatch.setattr(policy, "POLICIES", dict(policy.POLICIES))
    pages = Pages("planted")

    @pages.get("/planted", policy=policy.public("tests.planted", why="A page of this test."))
    def show(visit: Visit) -> Response:
        visit.work.db.scalars(select(AuditEntry)).all()
        if meetings:
            with real.work() as other:
                other.audit(Event(f"tests.met_{meetings.pop()}", other.new_id()))
        visit.work.audit(Event("tests.read", visit.work.new_id()))
        return Response("read")

    web = build(real.settings, real)
    web.include_router(pages)
    return web


def test_a_page_that_meets_another_writer_is_drawn_again(real: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = plain_browser(planted(real, [1], monkeypatch)).get("/planted")

    with real.work(writes=False) as work:
        noted = work.db.scalars(select(AuditEntry.name).order_by(AuditEntry.number)).all()  # type: ignore[arg-type]
    assert (answer.status_code, answer.text) == (200, "read")
    assert noted == ["tests.met_1", "tests.read"]
