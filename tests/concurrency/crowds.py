"""A crowd at the door: several server processes on one database, and many requests at the same moment over real HTTP.

Production runs several web processes on PostgreSQL. SQLite is meant for one web process and its worker; two that meet
there all the same, for instance while one takes over from another, wait for each other and lose nothing.
"""

import os
import ssl
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier
from types import MappingProxyType
from typing import Any

import httpx
from sqlmodel import select

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.actors import SYSTEM
from app.core.settings import Settings
from app.core.work import Work
from app.demonstration import load_into_empty
from app.models.people import Person
from app.models.sign_ins import Method
from app.rules.cast import CAST
from app.services import sign_ins
from app.services.casting import Stage, set_stage
from app.web import tokens
from app.web.cookies import SIGN_IN, Cookies
from tests.asking import WorkAs
from tests.browser.serving import Server, database_in, free_port, wait_until_ready
from tests.nursery import NURSERY, Process
from tests.postgres import Server as Postgres
from tests.postgres import programs

PROCESSES = 3
CERTIFICATES = ssl.create_default_context()
"""Read once: httpx would read them for each tab, which takes longer than many an answer."""
AS_A_BROWSER: Mapping[str, str] = MappingProxyType({"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity"})
ON_SQLITE, ON_POSTGRESQL = "SQLite", "PostgreSQL"
ALONE = (
    "The tests of many requests at one moment, and the search for private words in the bytes of the database, ran on "
    "SQLite alone: PostgreSQL's server programs are not installed. Install the package postgresql to run them on both."
)


def databases() -> Sequence[str]:
    """Where a crowd meets: the PostgreSQL that the whole run is on, or else each database that is installed here."""
    if os.environ.get("TEST_DATABASE_URL", "").startswith("postgresql"):
        return (ON_POSTGRESQL,)
    return (ON_SQLITE, ON_POSTGRESQL) if programs() else (ON_SQLITE,)


@dataclass(frozen=True)
class Crowd:
    """The addresses of the processes, and the parts that stand on the same database."""

    parts: Parts
    stage: Stage
    urls: Sequence[str]

    @property
    def work_as(self) -> WorkAs:
        @contextmanager
        def opened(key: str | None) -> Iterator[Work]:
            with self.parts.database.session(writes=True) as db:
                actor = sign_ins.actor_of(db, self.stage.people[key]) if key else SYSTEM
                yield Work(db, actor, self.parts.clock(), self.parts.entropy, self.parts.vault)

        return opened

    def member(self, key: str) -> "Member":
        return Member(self, self.stage.people[key])

    def at_once(self, number: int, press: Callable[[int, str], httpx.Response]) -> list[httpx.Response]:
        """`press(number, url)` in as many threads, all let go together, spread over the processes."""
        together = Barrier(number)

        def pressed(each: int) -> httpx.Response:
            together.wait(timeout=20)
            return press(each, self.urls[each % len(self.urls)])

        with ThreadPoolExecutor(number) as pool:
            return list(pool.map(pressed, range(number)))


class Member:
    """One of the cast, signed in once and in many tabs."""

    def __init__(self, crowd: Crowd, person: Person) -> None:
        self._parts = crowd.parts
        with crowd.parts.work() as work:
            token = sign_ins.start(work, person, Method.DEMONSTRATION)
            work.db.flush()
            signed = sign_ins.who_is(work.db, token, work.now)
        assert signed.sign_in is not None
        self.session = str(signed.sign_in.id)
        self._cookies = {Cookies(crowd.parts.settings).name(SIGN_IN): token}

    def get(self, address: str) -> httpx.Response:
        with self.tab() as client:
            return client.get(address)

    def post(self, address: str, typed: Mapping[str, str], *, files: Any = None) -> httpx.Response:
        token = tokens.make(self._parts.settings.secret_key, self.session, self._parts.entropy)
        with self.tab() as client:
            return client.post(address, data={"csrf_token": token, **typed}, files=files)

    def tab(self) -> httpx.Client:
        """A new tab each time, which brings the sign-in and nothing of what other tabs were told."""
        return httpx.Client(cookies=self._cookies, headers=AS_A_BROWSER, timeout=60, verify=CERTIFICATES)


@contextmanager
def a_crowd(
    folder: Path, *, on: str = ON_SQLITE, processes: int = PROCESSES, with_story: bool = False
) -> Iterator[Crowd]:
    """`processes` servers on one new database of this kind, with the cast or the whole demonstration in it."""
    with a_database(folder, on) as database_url, _served(folder, database_url, processes, with_story) as crowd:
        yield crowd


@contextmanager
def _served(folder: Path, database_url: str, processes: int, with_story: bool) -> Iterator[Crowd]:
    settings = Settings(data_folder=folder, database_url=database_url, environment="demonstration")
    parts = Parts.of(settings)
    upgrade(parts.database)
    stage = _the_story(parts) if with_story else _the_cast(parts)
    with ExitStack() as stack:
        begun = [stack.enter_context(_begun(folder, settings, number)) for number in range(processes)]
        for process, server in begun:
            wait_until_ready(process, server)
        yield Crowd(parts, stage, [server.url for _, server in begun])
    parts.database.dispose()


def _the_cast(parts: Parts) -> Stage:
    with parts.work() as work:
        return set_stage(work)


def _the_story(parts: Parts) -> Stage:
    load_into_empty(parts)
    with parts.work(writes=False) as work:
        people = {person.email: person for person in work.db.scalars(select(Person)).all()}
    return Stage(people={key: people[member.email] for key, member in CAST.items()})


@contextmanager
def a_database(folder: Path, on: str) -> Iterator[str]:
    """The address of a new database, on a PostgreSQL that starts for this alone where the tests run on none."""
    base, binaries = os.environ.get("TEST_DATABASE_URL", ""), programs()
    if on == ON_SQLITE or base.startswith("postgresql") or binaries is None:
        yield database_in(folder, "" if on == ON_SQLITE else base)
        return
    with tempfile.TemporaryDirectory(prefix="cleanplate-crowd-") as home:
        server = Postgres(Path(home), binaries)
        server.start(["cleanplate"])
        try:
            yield server.url
        finally:
            server.stop()


@contextmanager
def _begun(folder: Path, settings: Settings, number: int) -> Iterator[tuple[Process, Server]]:
    """One process, which may not be ready yet."""
    port, log_file = free_port(), folder / f"serve-{number}.log"
    environment = {
        **os.environ, "DATA_FOLDER": str(folder), "DATABASE_URL": settings.database, "PORT": str(port),
        "ENVIRONMENT": "demonstration", "WORKER_INSIDE": "false",
    }  # fmt: skip
    process = NURSERY.bears(["serve"], environment, log_file)
    try:
        yield process, Server(f"http://127.0.0.1:{port}", folder, log_file, settings.database)
    finally:
        process.terminate()
        process.wait(30)
