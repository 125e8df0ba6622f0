"""The trainee's views of sessions: what can be booked, and one session with its whole preview."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlmodel import col

from app.adapters.wordings import spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.sessions import Booking, BookingStatus, Session
from app.pages.zones import one_zone
from app.rules.bookings import Tally
from app.rules.sessions import KINDS, PREVIEW_WORDS, open_to
from app.services.bookings import places_taken, tally

MOST_LISTED = 60
MOST_OTHERS = 3

NONE_FREE = N_("Every place is taken")
MINE = N_("You have a place")


@dataclass(frozen=True)
class Standing:
    """Where one person stands with one session: the words, how they are marked, and what the person can do."""

    words: str | Sentence
    mark: str
    has_place: bool = False
    can_book: bool = False
    can_wait: bool = False
    booking_id: UUID | None = None


@dataclass(frozen=True)
class Line:
    session_id: UUID
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    standing: Standing


@dataclass(frozen=True)
class SessionList:
    lines: Sequence[Line]
    zone: str
    title: str = N_("Sessions")


@dataclass(frozen=True)
class Part:
    """One part of the preview. It has `label`, `value` and `change`, as a summary list draws them."""

    label: str
    value: str
    change: None = None


@dataclass(frozen=True)
class SessionPage:
    """What somebody reads before they book, and after. `others` are times of the same kind with a free place."""

    title: str
    session_id: UUID
    kind: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    preview: Sequence[Part]
    standing: Standing
    others: Sequence[Line]
    crumb: tuple[str, str, dict[str, object]] = (N_("sessions"), "sessions.listing", {})


def listing(work: Work) -> SessionList:
    to_come = open_to(work.actor).where(col(Session.ends_at) > work.now)
    lines = _lines(work, to_come.order_by(col(Session.starts_at), col(Session.id)).limit(MOST_LISTED))
    return SessionList(lines, one_zone(line.zone for line in lines))


def show(work: Work, session: Session) -> SessionPage:
    standing = _standings(work, [session])[session.id]
    others = [] if standing.has_place or standing.can_book else _others(work, session)
    return SessionPage(
        title=session.title,
        session_id=session.id,
        kind=KINDS[session.kind],
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.time_zone,
        preview=preview_of(session),
        standing=standing,
        others=others,
    )


def preview_of(session: Session) -> list[Part]:
    return [Part(spoken(label), getattr(session, name)) for name, label in PREVIEW_WORDS.items()]


def _others(work: Work, session: Session) -> list[Line]:
    same_kind = (
        open_to(work.actor)
        .where(col(Session.kind) == session.kind, col(Session.id) != session.id, col(Session.starts_at) > work.now)
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(MOST_LISTED)
    )
    return [line for line in _lines(work, same_kind) if line.standing.can_book][:MOST_OTHERS]


def _lines(work: Work, wanted: Select[Any]) -> list[Line]:
    found: Sequence[Session] = work.db.scalars(wanted).all()
    standings = _standings(work, found)
    return [Line(s.id, s.title, KINDS[s.kind], s.starts_at, s.ends_at, s.time_zone, standings[s.id]) for s in found]


def _standings(work: Work, sessions: Sequence[Session]) -> dict[UUID, Standing]:
    """Where the actor stands with each of these sessions, in one statement for all."""
    rows = work.db.scalars(places_taken([session.id for session in sessions]))
    by_session: dict[UUID, list[Booking]] = defaultdict(list)
    for booking in rows:
        by_session[booking.session_id].append(booking)
    return {session.id: _standing(work, session, by_session[session.id]) for session in sessions}


def _standing(work: Work, session: Session, bookings: Sequence[Booking]) -> Standing:
    me = work.actor.person_id
    places = tally(session, bookings)
    mine = next((booking for booking in bookings if booking.person_id == me), None)
    has_started = session.starts_at <= work.now
    if mine is not None and mine.status is BookingStatus.BOOKED:
        return Standing(MINE, "success", has_place=True, booking_id=mine.id)
    if has_started:
        return Standing(N_("It has started"), "plain")
    if mine is not None:
        return _in_line(places, mine)
    if places.has_place_for(me):
        words = sentence(N_("Free places: %(free)s of %(seats)s"), free=places.free_for_anybody, seats=places.seats)
        return Standing(words, "info", can_book=True)
    return Standing(NONE_FREE, "plain", can_wait=True)


def _in_line(places: Tally, mine: Booking) -> Standing:
    if places.has_place_for(mine.person_id):
        return Standing(N_("A place is kept for you"), "warning", can_book=True, booking_id=mine.id)
    turn = places.turn_of(mine.person_id)
    words = sentence(N_("You are number %(turn)s on the waiting list"), turn=turn)
    return Standing(words, "info", booking_id=mine.id)
