"""Counting tries in the database, so that every process sees the same number and a restart forgets nothing."""

import hashlib

from sqlalchemy import text
from sqlmodel import col, select

from app.core.errors import TooMany
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.sign_ins import RateCounter
from app.rules.sign_ins import Limit

_ONE_MORE = text(
    'INSERT INTO rate_counters (key, "window", tries) VALUES (:key, :window, 1) '
    'ON CONFLICT (key, "window") DO UPDATE SET tries = rate_counters.tries + 1'
)


def count(work: Work, limit: Limit, whom: str) -> None:
    """Count one try. Raises `TooMany` when the limit of this window is passed; the count itself must be committed."""
    key = f"{limit.name}:{hashlib.sha256(whom.encode()).hexdigest()[:40]}"
    window = int(work.now.timestamp()) // limit.seconds
    work.db.execute(_ONE_MORE, {"key": key, "window": window})
    tries = work.db.scalar(
        select(RateCounter.tries).where(col(RateCounter.key) == key, col(RateCounter.window) == window)
    )
    if tries is not None and tries > limit.tries:
        seconds = limit.seconds - int(work.now.timestamp()) % limit.seconds
        raise TooMany(_wait(seconds), seconds=seconds)


def _wait(seconds: int) -> Sentence:
    minutes = -(-seconds // 60)
    if minutes <= 1:
        return sentence(N_("There were many tries. Wait one minute, then try again."))
    return sentence(N_("There were many tries. Wait %(minutes)s minutes, then try again."), minutes=minutes)
