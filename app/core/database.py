"""The database behind one door: SQLite for one machine, PostgreSQL for many, the same promises on both."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from sqlalchemy.orm import Session

from app.core.errors import Collision, Unavailable
from app.core.vault import Vault

try:
    import pysqlite3.dbapi2 as bundled_sqlite
except ImportError:
    bundled_sqlite = sqlite3

SQLITE_WITH_WAL_FIX = (3, 51, 3)
"""Older versions can corrupt a write-ahead log that two connections use (sqlite.org, release notes of 3.51.3)."""

SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
PATIENCE_SECONDS = 20.0
"""How long a writer waits for SQLite's lock before it gives up."""

LONGEST_QUEUE_SECONDS = 60.0
"""How long one waits behind the other writers of the same process; a browser is patient for longer."""

COLLISIONS = frozenset({"40001", "40P01", "SQLITE_BUSY_SNAPSHOT"})


def sqlite_module() -> ModuleType:
    return bundled_sqlite  # type: ignore[no-any-return]  # pysqlite3 has no types


class Database:
    """One engine. `session(writes=True)` takes SQLite's write lock at once, so that two writers queue and never fail.

    A read that later writes would fail at once under a second writer (SQLITE_BUSY_SNAPSHOT), whatever the timeout.
    SQLite's own waiting only looks again from time to time, and under fifty writers it passed some over until their time
    was up; so the writers of one process queue here, and only the first of them waits for the other processes.
    """

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 16,
        patience_seconds: float = PATIENCE_SECONDS,
        vault: Vault | None = None,
    ) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._pool_size = pool_size
        self._patience_seconds = patience_seconds
        self._turn = threading.Lock()
        self._vault = vault

    @cached_property
    def engine(self) -> Engine:
        """With the vault where sealed columns find it (`core.sealed_columns`)."""
        engine = self._made()
        engine.dialect.vault = self._vault  # type: ignore[attr-defined]  # ours
        return engine

    def _made(self) -> Engine:
        if self.is_sqlite:
            if self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            engine = create_engine(
                self.url,
                module=sqlite_module(),
                pool_size=self._pool_size,
                max_overflow=0,
                connect_args={"check_same_thread": False},
                hide_parameters=True,
            )
            event.listen(engine, "connect", self._prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        engine = create_engine(
            self.url, pool_size=self._pool_size, max_overflow=0, pool_pre_ping=True, hide_parameters=True
        )
        event.listen(engine, "connect", _prepare_postgresql)
        return engine

    @cached_property
    def _writing(self) -> Engine:
        return self.engine.execution_options(sqlite_begin="IMMEDIATE")

    @contextmanager
    def session(self, *, writes: bool) -> Iterator[Session]:
        """A transaction that commits when the block ends and rolls back when it raises."""
        bind = self._writing if writes else self.engine
        try:
            with self._in_turn(writes=writes), Session(bind, expire_on_commit=False) as db:
                yield db
                db.commit()
        except (OperationalError, InterfaceError) as problem:
            collided = _is_collision(problem, writes=writes)
            raise (Collision if collided else Unavailable)(database=_first_line(problem)) from problem
        except NoFreeConnection as problem:
            raise Unavailable(database="every connection is in use") from problem

    def dispose(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _in_turn(self, *, writes: bool) -> Iterator[None]:
        """On SQLite one writer of this process at a time. PostgreSQL queues by row and needs no turn."""
        if not (writes and self.is_sqlite):
            yield
            return
        if not self._turn.acquire(timeout=LONGEST_QUEUE_SECONDS):
            raise Unavailable(database="too many writers wait in this process")
        try:
            yield
        finally:
            self._turn.release()

    def _prepare_sqlite(self, connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we write BEGIN ourselves
        for pragma in (*SQLITE_PRAGMAS, f"busy_timeout={int(self._patience_seconds * 1000)}"):
            connection.execute(f"PRAGMA {pragma}")


def _is_collision(problem: DBAPIError, *, writes: bool) -> bool:
    """A deadlock or a serialization failure on PostgreSQL; a read that became a write too late on SQLite.

    pysqlite3 does not tell that from a lock that was waited for in vain, which only a session that writes does.
    """
    known = getattr(problem.orig, "sqlstate", "") or getattr(problem.orig, "sqlite_errorname", "")
    return known in COLLISIONS or (known == "SQLITE_BUSY" and not writes)


def _first_line(problem: DBAPIError) -> str:
    """What the driver says; further lines may repeat a statement with its values."""
    return next(iter(str(problem.orig).splitlines()), "")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    """A plan for the values at hand: one plan for any word reads the whole index for a rare one."""
    connection.execute("SET plan_cache_mode = force_custom_plan")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'DEFERRED')}")
