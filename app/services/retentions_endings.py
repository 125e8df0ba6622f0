"""When something is over: an application, a cohort, and the last day on which somebody was here. Selects that change nothing.

Whoever still waits for something, and whom a dispute concerns, is free in none of them.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, func, or_, union
from sqlmodel import col, select

from app.core.events import AuditEntry
from app.models.accommodations import Accommodation
from app.models.applications import Application, ApplicationStatus, Decision
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.corrections import Correction, CorrectionStatus
from app.models.erasures import Erasure, ErasureStatus
from app.models.matches import Match
from app.models.own_questions import OwnQuestion
from app.models.people import Person
from app.models.resets import Reset
from app.models.retentions import Hold
from app.models.sign_ins import SignIn
from app.rules import matches, resets
from app.rules.accommodations import WAITS_FOR_ADVISER
from app.rules.erasures import DOMAIN
from app.rules.registers import CountedFrom
from app.rules.retentions import ENDED_BY, OVER, times_of
from app.services.sign_ins import STARTED

WAY_OVER = OVER | {ApplicationStatus.ENROLLED, ApplicationStatus.KEPT_FOR_NEXT_INTAKE}
"""States in which nobody works with an application. A draft that is kept for the next intake goes with the account."""


def ended_at() -> Any:
    """When the application of the statement around ended without a place: as the log says, or else its own row."""
    steps = (col(AuditEntry.subject_id) == Application.id, col(AuditEntry.name).in_(ENDED_BY))
    said = select(func.max(col(AuditEntry.at))).where(*steps).correlate(Application).scalar_subquery()
    released = select(col(Decision.released_at)).where(col(Decision.application_id) == Application.id)
    return func.coalesce(
        said,
        col(Application.withdrawn_at),
        released.correlate(Application).scalar_subquery(),
        col(Application.sent_at),
        col(Application.started_at),
    )


def applications_over(entry: str, now: datetime) -> ColumnElement[bool]:
    """Applications whose times for this kind of data are over, that no dispute holds, of people who wait for nothing."""
    times = times_of(entry)
    without_place = ended_at() <= now - times[CountedFrom.APPLICATION_ENDED]
    long_ago = cohorts_over(entry, now)
    goes_on = exists().where(col(Enrolment.application_id) == Application.id, col(Enrolment.cohort_id).not_in(long_ago))
    with_place = and_(col(Application.cohort_id).in_(long_ago), ~goes_on)
    return and_(
        or_(
            and_(col(Application.status).in_(OVER), without_place),
            and_(col(Application.status) == ApplicationStatus.ENROLLED, with_place),
        ),
        is_free(col(Application.person_id), now),
    )


def cohorts_over(entry: str, now: datetime) -> Select[Any]:
    """Cohorts whose last day was so long ago that nothing of this kind is kept any more."""
    return select(col(Cohort.id)).where(col(Cohort.ends_on) <= (now - times_of(entry)[CountedFrom.COHORT_ENDED]).date())


def is_free(person_id: Any, now: datetime) -> ColumnElement[bool]:
    """Nothing of this person is open, no dispute concerns them, and they have not left already."""
    return and_(person_id.not_in(still_open(now)), person_id.not_in(in_dispute()), person_id.not_in(have_left()))


def still_open(now: datetime) -> CompoundSelect[Any]:
    """People with an application that goes on, in a cohort that runs, or who wait for something that they asked for."""
    runs = col(Cohort.ends_on) >= now.date()
    enrolled = select(col(Enrolment.person_id)).join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
    mentoring = select(col(Match.mentor_person_id)).join(Cohort, col(Cohort.id) == Match.cohort_id)
    return union(
        select(col(Application.person_id)).where(col(Application.status).not_in(WAY_OVER)),
        enrolled.where(runs, col(Enrolment.status) != EnrolmentStatus.LEFT),
        mentoring.where(runs, col(Match.status).in_(matches.TOGETHER)),
        select(col(OwnQuestion.person_id)).where(col(OwnQuestion.replied_at).is_(None)),
        select(col(Correction.person_id)).where(col(Correction.status) == CorrectionStatus.ASKED),
        select(col(Reset.person_id)).where(col(Reset.status).in_(resets.OPEN)),
        select(col(Erasure.person_id)).where(col(Erasure.status) == ErasureStatus.ASKED),
        _asking_outside_a_programme(),
    )


def in_dispute() -> Select[Any]:
    held = select(col(Application.person_id)).join(Hold, col(Hold.application_id) == Application.id)
    return held.where(col(Hold.ended_at).is_(None))


def have_left() -> Select[Any]:
    """Place holders: of those who were erased, and of what was parted from somebody."""
    return select(col(Person.id)).where(col(Person.email).endswith(f"@{DOMAIN}"))


def was_here_since(person_id: Any, since: datetime) -> ColumnElement[bool]:
    """The log knows it longest; a sign-in that lasts says that somebody is still coming back."""
    signed_in = (col(AuditEntry.name) == STARTED, col(AuditEntry.about) == person_id, col(AuditEntry.at) > since)
    return or_(
        exists().where(*signed_in), exists().where(col(SignIn.person_id) == person_id, col(SignIn.seen_at) > since)
    )


def _asking_outside_a_programme() -> Select[Any]:
    """Who asked for an adjustment without an application or a cohort that could end it."""
    applied, enrolled = select(col(Application.person_id)), select(col(Enrolment.person_id))
    return select(col(Accommodation.person_id)).where(
        col(Accommodation.status).in_(WAITS_FOR_ADVISER),
        col(Accommodation.person_id).not_in(applied),
        col(Accommodation.person_id).not_in(enrolled),
    )
