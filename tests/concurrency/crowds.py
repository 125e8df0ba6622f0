"""A crowd at the door: several server processes on one database, and many requests at the same moment over real HTTP."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import httpx

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.actors import SYSTEM
from app.core.settings import Settings
from app.core.work import Work
from app.models.people import Person
from app.models.sign_ins import Method
from app.services import sign_ins
from app.services.casting import Stage, set_stage
from app.web import tokens
from app.web.cookies import SIGN_IN, Cookies
from tests.asking import WorkAs
from tests.browser.serving import Server, database_in, free_port, wait_until_ready

PROCESSES = 3


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
        self._session = str(signed.sign_in.id)
        self._cookies = {Cookies(crowd.parts.settings).name(SIGN_IN): token}

    def post(self, address: str, typed: Mapping[str, str]) -> httpx.Response:
        token = tokens.make(self._parts.settings.secret_key, self._session, self._parts.entropy)
        headers = {"Sec-Fetch-Site": "same-origin"}
        with httpx.Client(cookies=self._cookies, headers=headers, timeout=60) as client:
            return client.post(address, data={"csrf_token": token, **typed})


@contextmanager
def a_crowd(folder: Path) -> Iterator[Crowd]:
    settings = Settings(data_folder=folder, database_url=database_in(folder), environment="demonstration")
    parts = Parts.of(settings)
    upgrade(parts.database)
    with parts.work() as work:
        stage = set_stage(work)
    with ExitStack() as stack:
        begun = [stack.enter_context(_begun(folder, settings, number)) for number in range(PROCESSES)]
        for process, server in begun:
            wait_until_ready(process, server)
        yield Crowd(parts, stage, [server.url for _, server in begun])
    parts.database.dispose()


@contextmanager
def _begun(folder: Path, settings: Settings, number: int) -> Iterator[tuple["subprocess.Popen[bytes]", Server]]:
    """One process, which may not be ready yet."""
    port, log_file = free_port(), folder / f"serve-{number}.log"
    environment = {
        **os.environ, "DATA_FOLDER": str(folder), "DATABASE_URL": settings.database, "PORT": str(port),
        "ENVIRONMENT": "demonstration", "WORKER_INSIDE": "false",
    }  # fmt: skip
    with log_file.open("w", encoding="utf-8") as log:
        process = subprocess.Popen([sys.executable, "-m", "app", "serve"], env=environment, stdout=log, stderr=log)
        try:
            yield process, Server(f"http://127.0.0.1:{port}", folder, log_file, settings.database)
        finally:
            process.terminate()
            process.wait(30)
