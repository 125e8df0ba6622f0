"""What a reader must provide: one rule for every page, document and preview. Each read by somebody else is written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.work import Work
from app.core.working_days import today_in
from app.models.accommodations import Accommodation, PassportShare
from app.models.matches import Match
from app.models.people import Person
from app.models.sessions import Booking
from app.models.sessions import Session as BookableSession
from app.rules.accommodations import holding
from app.rules.hosts import holds_for
from app.rules.matches import TOGETHER
from app.services import sightings

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One thing to provide. `until` is the last day on which it can be read; None while it is only proposed.

    `items` are all adjustments that are shared in these words, `item_id` the first of them.
    """

    item_id: UUID
    provide: str
    until: date | None
    is_confirmed: bool
    items: tuple[UUID, ...]


def lines_for(
    db: Session, reader: Actor, person_ids: Iterable[UUID], *, now: datetime, also: Sequence[UUID] = ()
) -> dict[UUID, list[Line]]:
    """What this reader must provide for these people today, in the order of each passport. Empty says nothing at all:
    not asked, not agreed, not shared and ended look the same.

    A preview names in `also` the items that the owner is about to share; the rule for everything else stays as it is.
    """
    wanted = list(person_ids)
    found: dict[UUID, dict[str, Line]] = {person_id: {} for person_id in wanted}
    reaches = and_(col(PassportShare.accommodation_id) == Accommodation.id, shared_with(reader, now), _is_open(now))
    rows = db.execute(
        select(Accommodation, PassportShare, col(Person.time_zone))
        .select_from(Accommodation)
        .join(Person, col(Person.id) == Accommodation.person_id)
        .outerjoin(PassportShare, reaches)
        .where(
            col(Accommodation.person_id).in_(wanted),
            holding(),
            col(Accommodation.provide) != "",
            or_(col(PassportShare.id).is_not(None), col(Accommodation.id).in_(also)),
        )
        .order_by(col(Accommodation.position), col(Accommodation.id), col(PassportShare.until).desc())
    )
    for item, share, zone in rows:
        if (share is not None and share.until >= today_in(zone, now)) or item.id in also:
            line = found[item.person_id].setdefault(item.provide, _line(item, share))
            if item.id not in line.items:
                found[item.person_id][item.provide] = replace(line, items=(*line.items, item.id))
    return {person_id: list(lines.values()) for person_id, lines in found.items()}


def instructions_for(db: Session, reader: Actor, person_ids: Iterable[UUID], *, now: datetime) -> dict[UUID, list[str]]:
    """The same as words alone."""
    found = lines_for(db, reader, person_ids, now=now)
    return {person_id: [line.provide for line in lines] for person_id, lines in found.items()}


def read_instructions(work: Work, reader: Actor, person_ids: Iterable[UUID], *, kind: str) -> dict[UUID, list[Line]]:
    """What the reader must provide, written down for everybody of whom there is something to read."""
    found = lines_for(work.db, reader, person_ids, now=work.now)
    sightings.note(work, kind, [person_id for person_id, lines in found.items() if lines])
    return found


def shared_with(reader: Actor, now: datetime) -> ColumnElement[bool]:
    """Shares that reach this reader: as coordinator of the production, as the mentor that they still are, or as the host
    of a session to come in which its owner has a place.
    """
    productions = reader.productions_as(Role.COORDINATOR)
    production = col(PassportShare.with_production_id).in_(productions) if productions else false()
    person = col(PassportShare.with_person_id) == reader.person_id if reader.person_id else false()
    still_together = exists().where(
        col(Match.trainee_id) == PassportShare.person_id,
        col(Match.mentor_person_id) == PassportShare.with_person_id,
        col(Match.status).in_(TOGETHER),
    )
    comes = (
        exists()
        .where(
            col(Booking.session_id) == BookableSession.id,
            col(Booking.person_id) == PassportShare.person_id,
            col(BookableSession.host_id) == PassportShare.with_person_id,
            *holds_for(now),
        )
        .correlate(PassportShare)
    )
    return or_(person & or_(still_together, comes), production)


def as_mentor(actor: Actor) -> Actor:
    """The actor as a person alone: what is shared with a production that they coordinate stays there."""
    return replace(actor, grants=frozenset())


def fingerprint_of(words: str) -> str:
    """Tells words apart without keeping them a second time."""
    return sha256(words.encode()).hexdigest()


def _is_open(now: datetime) -> ColumnElement[bool]:
    """Roughly, by a day more than any time zone needs; the exact day is the person's own."""
    return and_(col(PassportShare.ended_at).is_(None), col(PassportShare.until) >= (now - A_DAY).date())


def _line(item: Accommodation, share: PassportShare | None) -> Line:
    is_confirmed = share is not None and share.confirmed_words == fingerprint_of(item.provide)
    return Line(item.id, item.provide, share.until if share else None, is_confirmed, (item.id,))
