"""When somebody no longer needs an adjustment: they or an adviser ended it, or what it was for is over.

An adjustment that nobody ended is over with the person's applications and cohorts, once nothing of them goes on
anywhere. Of somebody who never applied, such as a mentor, it goes with the account.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, true
from sqlmodel import col, select

from app.core.events import AuditEntry
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort, Enrolment
from app.rules.registers import CountedFrom
from app.rules.retentions import NEED_IS_OVER, NEED_STEPS, OVER, need_ended_on, times_of
from app.services.retentions_endings import ended_at, have_left, in_dispute, still_open

ENTRY = "adjustments"
KINDS = (ENTRY, "papers", "passport", "provided")
"""The kinds of the register that go here: papers, passports and what was provided hang on an adjustment, and go with it."""


def needs_over(work: Work, programmes: Collection[UUID] | None) -> list[Accommodation]:
    """Adjustments that are needed no more since so many days, whatever their state; in these programmes, or in all."""
    kept = times_of(ENTRY)[CountedFrom.NEED_ENDED]
    last_days = _last_days(work)
    return [
        item
        for item, changed_at in work.db.execute(_adjustments(programmes))
        if (ended_on := _ended_on(item, changed_at, last_days)) and ended_on + kept <= work.now.date()
    ]


def _ended_on(item: Accommodation, changed_at: datetime | None, last_days: dict[UUID, date]) -> date | None:
    ended_on = need_ended_on(item.ends_on, changed_at or item.asked_at)
    if item.status in NEED_IS_OVER:
        return ended_on
    last_day = last_days.get(item.person_id)
    return max(last_day, ended_on) if last_day else None


def _adjustments(programmes: Collection[UUID] | None) -> Any:
    """Each with the newest step that a person took. What the clock did to it makes no need newer."""
    steps = (
        col(AuditEntry.subject_id) == Accommodation.id,
        col(AuditEntry.name).in_(NEED_STEPS),
        col(AuditEntry.actor_id).is_not(None),
    )
    newest = select(func.max(col(AuditEntry.at))).where(*steps).correlate(Accommodation).scalar_subquery()
    within = true() if programmes is None else col(Accommodation.programme_id).in_(programmes)
    return (
        select(Accommodation, newest)
        .where(
            within, col(Accommodation.person_id).not_in(in_dispute()), col(Accommodation.person_id).not_in(have_left())
        )
        .order_by(col(Accommodation.id))
    )


def _last_days(work: Work) -> dict[UUID, date]:
    """By person the last day of all that they applied for or were in, of those for whom nothing goes on."""
    ended = select(col(Application.person_id), ended_at()).where(
        col(Application.status).in_(OVER), _nothing_goes_on(col(Application.person_id), work.now)
    )
    cohorts = (
        select(col(Enrolment.person_id), col(Cohort.ends_on))
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .where(_nothing_goes_on(col(Enrolment.person_id), work.now))
    )
    found: dict[UUID, date] = {}
    for person_id, moment in (*work.db.execute(ended), *work.db.execute(cohorts)):
        day = moment.date() if isinstance(moment, datetime) else moment
        found[person_id] = max(day, found.get(person_id, day))
    return found


def _nothing_goes_on(person_id: Any, now: datetime) -> ColumnElement[bool]:
    """A draft that is kept for the next intake brings its adjustments along."""
    drafts = select(col(Application.person_id)).where(col(Application.status) == ApplicationStatus.KEPT_FOR_NEXT_INTAKE)
    return and_(person_id.not_in(still_open(now)), person_id.not_in(drafts))
