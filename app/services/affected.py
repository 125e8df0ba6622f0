"""Whom something that went wrong touches: whose data an account, a screen or everybody read or changed in a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy
from sqlalchemy import func
from sqlmodel import col

from app.core.events import AuditEntry
from app.core.work import Work
from app.models.people import Person


@dataclass(frozen=True)
class Window:
    """`actor_id` is the account in question, None for all of them."""

    since: datetime
    until: datetime
    actor_id: UUID | None = None


@dataclass(frozen=True)
class Affected:
    """One person with what happened to their data. `name` and `email` are empty for somebody who has left."""

    person_id: UUID
    name: str
    email: str
    entries: int
    first: datetime
    last: datetime
    what: Sequence[str]


def who_was_affected(work: Work, window: Window) -> list[Affected]:
    """Everybody whom an entry of the log concerns, in the order of the first one. Reads only."""
    first = func.min(col(AuditEntry.at)).label("first")
    about, name = col(AuditEntry.about), col(AuditEntry.name)
    asked = (
        sqlalchemy.select(
            about, name, func.count(), first, func.max(col(AuditEntry.at)), col(Person.name), col(Person.email)
        )
        .outerjoin(Person, col(Person.id) == AuditEntry.about)
        .where(col(AuditEntry.at) >= window.since, col(AuditEntry.at) < window.until)
        .where(col(AuditEntry.about).is_not(None))
        .group_by(about, name, col(Person.name), col(Person.email))
    )
    if window.actor_id is not None:
        asked = asked.where(col(AuditEntry.actor_id) == window.actor_id, col(AuditEntry.about) != window.actor_id)
    found: dict[UUID, Affected] = {}
    for whom, what, count, first_at, last_at, person, email in work.db.execute(asked.order_by(first, about, name)):
        assert whom is not None  # noqa: S101 - asked for
        known = found.get(whom) or Affected(whom, person or "", email or "", 0, first_at, last_at, ())
        found[whom] = Affected(
            whom, known.name, known.email, known.entries + count, min(known.first, first_at),
            max(known.last, last_at), (*known.what, what),
        )  # fmt: skip
    return list(found.values())
