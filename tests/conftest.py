"""Fixtures: a stage with the cast in a real database, one rolled-back transaction a test, and clients that check pages."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import hypothesis
import pytest
from fastapi import FastAPI
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.adapters.parts import Parts
from app.adapters.safe import Safe
from app.core.actors import SYSTEM, Actor
from app.core.database import Database
from app.core.memory import keep_what_is_there
from app.core.settings import Settings
from app.core.work import Work
from app.main import build
from app.services.casting import Stage, set_stage
from app.services.sign_ins import actor_of
from app.web.render import Pencil
from app.web.visits import Front
from tests.asking import WorkAs
from tests.browsing import browser  # noqa: F401 - a fixture for every folder below
from tests.building import on
from tests.client import FAULTLESS, LOOP, Client
from tests.concurrency.crowds import ALONE, ON_POSTGRESQL, databases
from tests.house.tallying import said
from tests.nursery import NURSERY
from tests.schema import NOW, settings_for, with_empty_schema
from tests.stories import Stories

hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")  # a machine that has much to do is slow, and that is no fault of the code


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what could not be shown on this machine, so that a shorter run is never mistaken for a whole one.

    And how much was tried to find a leak, so that a walk that looked at little is never mistaken for one that found none.
    """
    if ON_POSTGRESQL not in databases():
        terminalreporter.write_line(ALONE)
    if line := said(terminalreporter.getreports("passed") + terminalreporter.getreports("failed")):
        terminalreporter.write_line(line)


def pytest_collection_finish(session: pytest.Session) -> None:  # noqa: ARG001 - the hook's own shape
    """Everything that was imported and collected stays until the end."""
    keep_what_is_there()


def pytest_sessionfinish() -> None:
    LOOP.close()
    NURSERY.close()


class MovableClock:
    """The clock of a test: it stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


class RolledBackDatabase(Database):
    """The real database through one connection whose outer transaction is rolled back after the test."""

    def __init__(self, database: Database, connection: Connection) -> None:
        super().__init__(database.url.render_as_string(hide_password=False))
        self.connection = connection

    @contextmanager
    def session(self, *, writes: bool) -> Iterator[Session]:  # noqa: ARG002 - one connection serves both
        with Session(self.connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as db:
            yield db
            db.commit()


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of a run: xdist gives each a folder below it."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def stories(of_all_workers: Path) -> Stories:
    return Stories(of_all_workers)


@pytest.fixture(scope="session", autouse=True)
def _faultless_pages_are_shared(of_all_workers: Path) -> None:
    FAULTLESS.shared = of_all_workers / "faultless"
    FAULTLESS.shared.mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return settings_for("cleanplate", tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def staged(settings: Settings) -> Iterator[tuple[Parts, Stage]]:
    """The schema and the cast, written once for each worker."""
    parts = with_empty_schema(settings)
    with parts.work() as work:
        stage = set_stage(work)
    yield parts, stage
    parts.database.dispose()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def stage(staged: tuple[Parts, Stage]) -> Stage:
    return staged[1]


@pytest.fixture
def parts(staged: tuple[Parts, Stage], clock: MovableClock, tmp_path: Path) -> Iterator[Parts]:
    """The parts of one test: what it writes is rolled back."""
    shared = staged[0]
    with shared.database.engine.connect() as connection:
        outer = connection.begin()
        database = RolledBackDatabase(shared.database, connection)
        yield replace(shared, database=database, clock=clock, safe=Safe(tmp_path / "safe"))
        outer.rollback()


@pytest.fixture(scope="session")
def built(settings: Settings, staged: tuple[Parts, Stage]) -> FastAPI:
    """The application of a worker: FastAPI prepares each route when it is first asked for, which takes longer than a test."""
    return build(settings, staged[0])


@pytest.fixture(scope="session")
def pencil(built: FastAPI) -> Pencil:
    """What draws pages. It keeps each template once it is compiled, so the tests of a worker share one."""
    front: Front = built.state.front
    return front.pencil


@pytest.fixture
def web(built: FastAPI, parts: Parts) -> Iterator[FastAPI]:
    """The application on the parts of this test; routes that the test adds go with it."""
    with on(built, parts):
        yield built


@pytest.fixture
def as_(web: FastAPI, parts: Parts, stage: Stage) -> Callable[[str | None], Client]:
    """`as_("mei")` is a client signed in as that member of the cast; `as_(None)` is nobody."""

    def client(key: str | None) -> Client:
        return Client(web, parts, stage.people[key] if key else None)

    return client


@pytest.fixture
def work_as(parts: Parts, stage: Stage) -> WorkAs:
    """A unit of work as a member of the cast, `work_as("mei")`, or by the system with None."""

    @contextmanager
    def opened(key: str | None) -> Iterator[Work]:
        with parts.database.session(writes=True) as db:
            actor: Actor = actor_of(db, stage.people[key]) if key else SYSTEM
            yield Work(db, actor, parts.clock(), parts.entropy, parts.vault)

    return opened
