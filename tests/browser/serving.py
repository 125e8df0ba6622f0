"""The product as it really runs: `python -m app serve` in a process of its own, on a free port, with its own data."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from app.core.database import Database

PATIENCE_SECONDS = 180


@dataclass(frozen=True)
class Server:
    """Where it is, the folder of its data, what it wrote to its log so far, and its database."""

    url: str
    folder: Path
    log_file: Path
    database_url: str
    pid: int = 0

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def database(self) -> Database:
        return Database(self.database_url)


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Serve the demonstration until the block ends; raises with the log when it does not start."""
    port = free_port()
    database_url = database_in(folder)
    environment = {
        **os.environ,
        "DATA_FOLDER": str(folder),
        "DATABASE_URL": database_url,
        "PORT": str(port),
        "ENVIRONMENT": "demonstration",
        "LOG_LEVEL": "info",
    }
    log_file = folder / "serve.log"
    with log_file.open("w", encoding="utf-8") as log:
        command = [sys.executable, "-m", "app", "serve", "--demo"]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603
        server = Server(f"http://127.0.0.1:{port}", folder, log_file, database_url, process.pid)
        try:
            wait_until_ready(process, server)
            yield server
        finally:
            process.terminate()
            process.wait(30)


def wait_until_ready(process: "subprocess.Popen[bytes]", server: Server) -> None:
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
