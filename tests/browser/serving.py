"""The product as it really runs: what `python -m app serve` runs, in a process of its own, on a free port, with its own data."""

import os
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

import psycopg
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from app.adapters.cipher import KeyRing
from app.core.database import Database
from app.core.settings import Settings
from tests.nursery import NURSERY, Process
from tests.stories import Stories

PATIENCE_SECONDS = 180


@dataclass
class Server:
    """Where it is, the folder of its data, what it wrote to its log so far, its database, further settings by their
    names, and its process.
    """

    url: str
    folder: Path
    log_file: Path
    database_url: str
    further: Mapping[str, object] = field(default_factory=dict)
    process: Process | None = None

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    @property
    def settings(self) -> Settings:
        return Settings(data_folder=self.folder, database_url=self.database_url, environment="demonstration")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """What is stored, by a connection that is closed again: PostgreSQL's say so when they are forgotten."""
        database = Database(self.database_url, vault=KeyRing.of(self.settings, os.urandom))
        try:
            with database.session(writes=False) as db:
                yield db
        finally:
            database.dispose()

    def start(self) -> None:
        """Serve, on the data that is there; raises with the log when it does not start."""
        environment = {
            **os.environ,
            "DATA_FOLDER": str(self.folder),
            "DATABASE_URL": self.database_url,
            "PORT": self.url.rpartition(":")[2],
            "ENVIRONMENT": "demonstration",
            "LOG_LEVEL": "info",
            **{name.upper(): str(value) for name, value in self.further.items()},
        }
        self.process = NURSERY.bears(["serve", "--demo"], environment, self.log_file)
        wait_until_ready(self.process, self)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(PATIENCE_SECONDS)

    def kill(self) -> None:
        """As when the power goes: nothing is closed, and nobody is told."""
        if self.process:
            self.process.kill()
            self.process.wait(PATIENCE_SECONDS)


@contextmanager
def served(folder: Path, stories: Stories | None = None, **further: object) -> Iterator[Server]:
    """Serve the demonstration until the block ends, with these settings besides; raises with the log when it does not
    start.
    """
    server = Server(f"http://127.0.0.1:{free_port()}", folder, folder / "serve.log", database_in(folder), further)
    if stories:
        stories.laid_out(server.settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def wait_until_ready(process: Process, server: Server) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{server.url}/sign-in", timeout=5):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            select_nothing(0.1)
    raise AssertionError(f"the server did not start:\n{server.log[-4000:]}")


def select_nothing(seconds: float) -> None:
    """Let the other process have the processor before the next look; the deadline is what ends the waiting."""
    time.sleep(seconds)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def database_in(folder: Path, base: str | None = None) -> str:
    """SQLite in this folder, or a new database on the PostgreSQL at `base`, by default the one that the tests run on."""
    base = os.environ.get("TEST_DATABASE_URL", "") if base is None else base
    if not base.startswith("postgresql"):
        return f"sqlite:///{folder / 'cleanplate.sqlite'}"
    url = make_url(base)
    name = f"served_{uuid4().hex[:12]}"
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.set(database=name).render_as_string(hide_password=False)
