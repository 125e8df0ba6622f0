"""The demonstration, played once in a run of the tests and copied for each of them that changes it."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.adapters.parts import Parts
from app.core.clock import system_clock
from app.core.settings import Settings
from app.demonstration import load_into_empty
from tests.schema import NOW, parts_for, with_empty_schema

DATABASE = "story.sqlite"


class Stories:
    """Playing it takes seconds and copying it a moment. The workers of a run share one folder, so they share what was
    played; on PostgreSQL it is played anew each time.
    """

    def __init__(self, shared: Path) -> None:
        self._shared = shared

    def told(self, settings: Settings) -> Parts:
        """The story as it stands at the tests' own Monday, in an emptied database and the data folder of these settings."""
        if settings.database.startswith("sqlite"):
            self._copy(NOW, settings)
            return parts_for(settings)
        parts = with_empty_schema(settings)
        load_into_empty(parts)
        return parts

    def laid_out(self, settings: Settings) -> None:
        """The story as it stands today, for a server that will start on it. On PostgreSQL that server plays it itself."""
        if settings.database.startswith("sqlite"):
            self._copy(None, settings)

    def _copy(self, now: datetime | None, settings: Settings) -> None:
        played = self._played(now)
        shutil.copytree(played, settings.data_folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
        shutil.copy(played / DATABASE, Path(settings.database.removeprefix("sqlite:///")))

    def _played(self, now: datetime | None) -> Path:
        folder = self._shared / ("today" if now is None else "monday")
        with _alone(self._shared / "story.lock"):
            if not folder.exists():
                self._play(folder.with_suffix(".part"), now).rename(folder)
        return folder

    def _play(self, folder: Path, now: datetime | None) -> Path:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        url = f"sqlite:///{folder / DATABASE}"
        parts = with_empty_schema(Settings(data_folder=folder, database_url=url, environment="demonstration"))
        load_into_empty(parts if now else replace(parts, clock=system_clock))
        parts.database.dispose()
        return folder


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Whoever comes second waits until the first is done, in this process or another."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
