"""Counting tries in the database, so that every process sees the same number and a restart forgets nothing."""

import hashlib
from functools import partial

from sqlalchemy import text
from sqlmodel import col, select

from app.core.errors import TooMany
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.sign_ins import RateCounter
from app.rules.sign_ins import Limit

_ONE_MORE = text(
    'INSERT INTO rate_counters (key, "window", tries) VALUES (:key, :window, 1) '
    'ON CONFLICT (key, "window") DO UPDATE SET tries = rate_counters.tries + 1 RETURNING tries'
)


def count(work: Work, limit: Limit, whom: str) -> None:
    """Count one try, which stays counted when the service is refused. Raises `TooMany` past the limit of this window."""
    window = _window(work, limit, whom)
    tries = work.db.scalar(_ONE_MORE, window)
    work.lasting.append(partial(work.db.execute, _ONE_MORE, window))
    _refuse_past(work, limit, tries)


def check(work: Work, limit: Limit, whom: str) -> None:
    """Raises `TooMany` when the tries of this window are used up, for pages that only read; see `count` for the rest."""
    window = _window(work, limit, whom)
    used = select(RateCounter.tries).where(
        col(RateCounter.key) == window["key"], col(RateCounter.window) == window["window"]
    )
    _refuse_past(work, limit, (work.db.scalar(used) or 0) + 1)


def note(work: Work, limit: Limit, whom: str) -> None:
    """Count one try that `check` let through."""
    work.db.execute(_ONE_MORE, _window(work, limit, whom))


def tally(work: Work, limit: Limit, whom: str) -> int:
    """Count one more in this window and refuse nothing. Returns how many there are now."""
    return int(work.db.scalar(_ONE_MORE, _window(work, limit, whom)) or 0)


def _window(work: Work, limit: Limit, whom: str) -> dict[str, str | int]:
    key = f"{limit.name}:{hashlib.sha256(whom.encode()).hexdigest()[:40]}"
    return {"key": key, "window": int(work.now.timestamp()) // limit.seconds}


def _refuse_past(work: Work, limit: Limit, tries: int) -> None:
    if tries > limit.tries:
        seconds = limit.seconds - int(work.now.timestamp()) % limit.seconds
        raise TooMany(_wait(seconds), seconds=seconds)


def _wait(seconds: int) -> Sentence:
    minutes = -(-seconds // 60)
    if minutes <= 1:
        return sentence(N_("There were many tries. Wait one minute, then try again."))
    return sentence(N_("There were many tries. Wait %(minutes)s minutes, then try again."), minutes=minutes)
