"""Accounts that nobody used for as long as the register says: their people are told first, and then erased like anybody else.

Whoever signs in meanwhile was here, so that their time begins anew. Nothing is stored for it but what the log says.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, exists, or_
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.adapters.wordings import full_date, spoken
from app.core.events import AuditEntry, Event
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Enrolment
from app.models.people import Person
from app.rules.registers import CountedFrom, register
from app.rules.retentions import TOLD_BEFORE, times_of
from app.services import messages
from app.services.erasures import erase_now
from app.services.erasures_telling import has_heard
from app.services.retentions_endings import applications_over, cohorts_over, is_free, was_here_since

ENTRY, LETTER, TOLD = "account", "account_goes", "retentions.account_told"


def last_seen_kinds() -> dict[str, timedelta]:
    """The kinds that go with an account, and how long each is kept. They must say the same, or an account could not go."""
    return {
        entry: times_of(entry)[CountedFrom.LAST_SEEN]
        for entry, each in register().entries.items()
        if any(kept.counted_from is CountedFrom.LAST_SEEN for kept in each.kept)
    }


def tell_due(work: Work) -> int:
    """Tell whoever has some weeks left, once for each time that they stay away. Returns how many."""
    goes_at = work.now + TOLD_BEFORE
    unused = _unused(goes_at).where(~_was_told(after=goes_at - times_of(ENTRY)[CountedFrom.LAST_SEEN], until=work.now))
    people = work.db.scalars(unused).all()
    for person in people:
        _tell(work, person, goes_at)
    return len(people)


def accounts_due(work: Work) -> Sequence[UUID]:
    """The people whose time is over and who were told some weeks ago. Changes nothing."""
    since = work.now - times_of(ENTRY)[CountedFrom.LAST_SEEN]
    told = _was_told(after=since, until=work.now - TOLD_BEFORE)
    return [person.id for person in work.db.scalars(_unused(work.now).where(told)).all()]


def run_due(parts: Parts) -> int:
    """Erase them, each in works of their own and after a last letter. What cannot be done tonight is done tomorrow."""
    with parts.work() as work:
        tell_due(work)
    with parts.work(writes=False) as work:
        due = accounts_due(work)
    ready = [person_id for person_id in due if has_heard(parts, person_id, person_id)]
    for person_id in ready:
        erase_now(parts, person_id)
    return len(ready)


def _tell(work: Work, person: Person, goes_at: datetime) -> None:
    kept = register().entries[ENTRY].kept[0]
    told = Event(TOLD, work.new_id(), about=person.id)
    facts = {"time": spoken(kept.in_words), "day": full_date(goes_at.astimezone(ZoneInfo(person.time_zone)).date())}
    messages.write(work, LETTER, to=person, event_id=told.subject_id, facts=facts, path="/sign-in")
    work.audit(told)


def _unused(now: datetime) -> Select[Any]:
    """People who were not here for that long, who wait for nothing, and of whose applications and cohorts nothing is kept."""
    since = now - times_of(ENTRY)[CountedFrom.LAST_SEEN]
    return (
        select(Person)
        .where(
            col(Person.created_at) <= since,
            ~was_here_since(col(Person.id), since),
            is_free(col(Person.id), now),
            ~_has_more(now),
        )
        .order_by(col(Person.id))
    )


def _has_more(now: datetime) -> ColumnElement[bool]:
    """A draft that is kept for the next intake is part of the account; everything else has a time of its own."""
    over = select(col(Application.id)).where(applications_over("applications", now))
    kept = (col(Application.id).not_in(over), col(Application.status) != ApplicationStatus.KEPT_FOR_NEXT_INTAKE)
    applied = exists().where(col(Application.person_id) == Person.id, *kept)
    long_ago = cohorts_over("enrolments", now)
    enrolled = exists().where(col(Enrolment.person_id) == Person.id, col(Enrolment.cohort_id).not_in(long_ago))
    return or_(applied, enrolled)


def _was_told(*, after: datetime, until: datetime) -> ColumnElement[bool]:
    """In this time. Nobody was here in it, so it is later than the last time that they were."""
    return exists().where(
        col(AuditEntry.name) == TOLD,
        col(AuditEntry.about) == Person.id,
        col(AuditEntry.at) > after,
        col(AuditEntry.at) <= until,
    )
