"""The host's page: the sessions that they hold, who has a place, and what these people share with them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.people import Person
from app.models.sessions import Booking, BookingStatus, Session
from app.pages.zones import one_zone
from app.rules.hosts import holds
from app.rules.sightings import HOST
from app.services.passports_reading import as_mentor, read_instructions

MOST = 30
"""So many sessions to come: months of them."""


@dataclass(frozen=True)
class Guest:
    """One person with a place. Nothing to provide says nothing: not asked, not agreed and not shared look the same."""

    name: str
    provide: Sequence[str]


@dataclass(frozen=True)
class Held:
    session_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str
    guests: Sequence[Guest]


@dataclass(frozen=True)
class Listing:
    """What is to come, the next one first. `zone` is that of all of them, empty where they differ."""

    sessions: Sequence[Held]
    zone: str
    title: str = N_("People on my sessions")


def listing(work: Work) -> Listing:
    """The read of what is shared is written down for each person of whom there is something to read."""
    sessions = work.db.scalars(
        select(Session)
        .where(col(Session.host_id) == work.actor.person_id, *holds(work.now))
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(MOST)
    ).all()
    guests = _guests(work, sessions)
    held = [Held(s.id, s.title, s.starts_at, s.ends_at, s.time_zone, s.place, guests[s.id]) for s in sessions]
    return Listing(held, one_zone(s.time_zone for s in sessions))


def _guests(work: Work, sessions: Sequence[Session]) -> dict[UUID, list[Guest]]:
    rows = work.db.execute(
        select(col(Booking.session_id), col(Person.id), col(Person.name))
        .join(Person, col(Person.id) == Booking.person_id)
        .where(
            col(Booking.session_id).in_([session.id for session in sessions]),
            col(Booking.status) == BookingStatus.BOOKED,
        )
        .order_by(col(Person.name), col(Person.id))
    ).all()
    people = list(dict.fromkeys(person_id for _, person_id, _ in rows))
    shared = read_instructions(work, as_mentor(work.actor), people, kind=HOST)
    found: dict[UUID, list[Guest]] = defaultdict(list)
    for session_id, person_id, name in rows:
        found[session_id].append(Guest(name, [line.provide for line in shared[person_id]]))
    return found
