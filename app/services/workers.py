"""Which workers are alive: each says so every few seconds, and what a silent one had begun is taken up by another."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from sqlalchemy import delete, select
from sqlmodel import col

from app.core.work import Work
from app.models.workers import Worker

SILENT_FOR = timedelta(seconds=60)
"""After this a worker counts as gone, wherever it ran. With the time between two looks it is within two minutes."""


def beat(work: Work, name: str) -> None:
    """Say that this worker is alive."""
    known = work.db.get(Worker, name)
    if known is None:
        work.db.add(Worker(id=name, seen_at=work.now))
    else:
        known.seen_at = work.now


def gone(work: Work, names: Iterable[str], is_gone: Callable[[str], bool]) -> list[str]:
    """Those of these that are known to have ended, or were not heard of for a while."""
    fresh = set(work.db.scalars(select(col(Worker.id)).where(col(Worker.seen_at) > work.now - SILENT_FOR)))
    return sorted(name for name in set(names) if name not in fresh or is_gone(name))


def forget(work: Work, names: Iterable[str]) -> None:
    """Forget workers whose jobs were handed on, and those of long ago."""
    long_silent = col(Worker.seen_at) <= work.now - 2 * SILENT_FOR
    work.db.execute(delete(Worker).where(col(Worker.id).in_(list(names)) | long_silent))
