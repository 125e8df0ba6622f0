"""Readers say that they will provide what they read, before the first day; who has not is asked again, and an adviser knows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.vault import LOCKED
from app.core.words import N_
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.passports import Confirmation
from app.models.accommodations import Accommodation, PassportShare
from app.models.assignments import Assignment
from app.models.matches import Match
from app.models.people import Person
from app.models.plans import Plan
from app.rules.accommodations import holding
from app.rules.matches import TOGETHER
from app.services.passports_reading import Line, fingerprint_of, lines_for, shared_with

ASK_AGAIN = timedelta(days=3)
"""So long before the first day a reader who has not confirmed is asked again, and an adviser hears of it."""

TIME_TO_READ = timedelta(days=7)
"""For a mentor who meets the person already: there is no first day to come."""

MOVED_ON = N_("The words changed since you opened this page. Read them below, then confirm.")


def confirm(work: Work, person: Person, form: Confirmation) -> None:
    """Say that everything on the page will be provided. It counts for exactly the words that were on the page."""
    lines = lines_for(work.db, work.actor, [person.id], now=work.now)[person.id]
    if not lines or form.words != words_of(lines):
        raise Refused(MOVED_ON)
    words = {line.item_id: line.provide for line in lines}
    _confirm(work, _reaching(work, person, words), words)


def confirm_one(work: Work, share: PassportShare, item: Accommodation, form: Confirmation) -> None:
    """Say that one line will be provided. What is confirmed already stays as it is."""
    if form.words != fingerprint_of(item.provide):
        raise Refused(MOVED_ON)
    if not is_confirmed(share, item):
        _confirm(work, [share], {item.id: item.provide})


def words_of(lines: Iterable[Line]) -> str:
    """The fingerprint of a whole page of instructions, in their order."""
    return fingerprint_of("\n\n".join(line.provide for line in lines))


def is_confirmed(share: PassportShare, item: Accommodation) -> bool:
    return share.confirmed_words == fingerprint_of(item.provide)


def due_days(db: Session, shares: Sequence[PassportShare]) -> Mapping[UUID, date]:
    """By which day each share is to be confirmed: the first day together after it was shared. None planned, none here."""
    days, starts = _days_at_desks(db, shares), _starts_with_mentors(db, shares)
    found: dict[UUID, date] = {}
    for share in shares:
        shared_on = share.shared_at.date()
        if share.with_production_id:
            at_desk = days[share.person_id, share.with_production_id]
            coming = [day for day, starts_at in at_desk if starts_at >= share.shared_at]
            found.update({share.id: min(coming)} if coming else {})
        elif starts_on := starts.get((share.person_id, share.with_person_id)):
            found[share.id] = starts_on if starts_on > shared_on else shared_on + TIME_TO_READ
    return found


def ask_again(work: Work) -> None:
    """Once for each share that nobody confirmed shortly before the first day. It never ends a share."""
    rows = work.db.execute(
        select(PassportShare, Accommodation, col(Person.time_zone))
        .join(Accommodation, col(Accommodation.id) == PassportShare.accommodation_id)
        .join(Person, col(Person.id) == PassportShare.person_id)
        .where(
            holding(),
            col(Accommodation.provide) != "",
            col(PassportShare.ended_at).is_(None),
            col(PassportShare.asked_again_at).is_(None),
        )
        .order_by(col(PassportShare.id))
        .with_for_update(of=PassportShare)
    ).all()
    due = due_days(work.db, [share for share, _, _ in rows])
    asked: set[tuple[UUID, str]] = set()
    for share, item, zone in rows:
        today, by = today_in(zone, work.now), due.get(share.id)
        if by is None or is_confirmed(share, item) or share.until < today or today < by - ASK_AGAIN:
            continue
        share.asked_again_at = work.now
        key = f"production:{share.with_production_id}" if share.with_production_id else f"person:{share.with_person_id}"
        if (share.person_id, key) not in asked:
            asked.add((share.person_id, key))
            facts = {"reader": key}
            work.record(
                Event(
                    "passports.confirmation_missing",
                    share.id,
                    about=share.person_id,
                    programme_id=item.programme_id,
                    facts=facts,
                )
            )


def _confirm(work: Work, shares: Sequence[PassportShare], words: Mapping[UUID, str]) -> None:
    """Raises `Refused` where words cannot be read now: nobody says yes to what they did not read."""
    if LOCKED in words.values():
        raise Refused(LOCKED)
    for share in shares:
        share.confirmed_at = work.now
        share.confirmed_by_id = work.actor.person_id
        share.confirmed_words = fingerprint_of(words[share.accommodation_id])
    for owner in {share.person_id for share in shares}:
        work.record(Event("passports.confirmed", owner, about=owner))


def _reaching(work: Work, person: Person, items: Iterable[UUID]) -> Sequence[PassportShare]:
    return work.db.scalars(
        select(PassportShare)
        .where(
            col(PassportShare.person_id) == person.id,
            col(PassportShare.accommodation_id).in_(list(items)),
            col(PassportShare.ended_at).is_(None),
            shared_with(work.actor, work.now),
        )
        .with_for_update()
    ).all()


def _days_at_desks(
    db: Session, shares: Sequence[PassportShare]
) -> Mapping[tuple[UUID, UUID], list[tuple[date, datetime]]]:
    rows = db.execute(
        select(col(Assignment.person_id), col(Plan.production_id), col(Assignment.on_date), col(Assignment.starts_at))
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(
            col(Assignment.is_live),
            col(Assignment.person_id).in_({share.person_id for share in shares}),
            col(Plan.production_id).in_({share.with_production_id for share in shares if share.with_production_id}),
        )
    )
    days: dict[tuple[UUID, UUID], list[tuple[date, datetime]]] = defaultdict(list)
    for person_id, production_id, day, starts_at in rows:
        days[person_id, production_id].append((day, starts_at))
    return days


def _starts_with_mentors(db: Session, shares: Sequence[PassportShare]) -> Mapping[tuple[UUID, UUID | None], date]:
    rows = db.execute(
        select(col(Match.trainee_id), col(Match.mentor_person_id), col(Match.starts_on)).where(
            col(Match.trainee_id).in_({share.person_id for share in shares}),
            col(Match.mentor_person_id).in_({share.with_person_id for share in shares if share.with_person_id}),
            col(Match.status).in_(TOGETHER),
        )
    )
    return {(trainee, mentor): starts_on for trainee, mentor, starts_on in rows if starts_on}
