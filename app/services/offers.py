"""Offers: time to answer, more of it, and a place for somebody who waits, whose place was kept, or who was told no."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.decisions import DeferralAgreed, Offering, OfferingKept
from app.forms.sign_ins import Nothing
from app.models.applications import Application, Decision, Outcome
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.rules.answers import due
from app.rules.applications import LIFE, NEXT_INTAKE, TOLD_NO, may_extend
from app.rules.blueprints import Blueprint, blueprint_of

HAS_A_PLACE = (Status.OFFERED, Status.ACCEPTED, Status.ENROLLED)
"""States that take one of a cohort's places. A paused offer keeps its own as well, see `places_taken`."""


def time_to_answer(work: Work, application: Application) -> datetime:
    blueprint = _blueprint(work, application)
    return due(blueprint, work.now, blueprint.promises.answer_offer)


def open_offer(work: Work, application: Application) -> None:
    """The whole time to answer, and more of it still to be had."""
    application.answer_by, application.extended_at = time_to_answer(work, application), None


def carry_on(work: Work, application: Application) -> None:
    """Whoever comes back to an open offer has the whole time again, so that the clock does not pause it at once."""
    if application.status is Status.OFFERED:
        later = time_to_answer(work, application)
        application.answer_by = max(later, application.answer_by or later)


def extend(work: Work, application: Application, _form: Nothing) -> None:
    """Take more time for the open offer: once, without a reason."""
    work.db.refresh(application, with_for_update=True)
    if not may_extend(application):
        raise Refused(N_("More time can be taken once, while an offer waits for your answer. A person can help you."))
    blueprint = _blueprint(work, application)
    since = max(work.now, application.answer_by or work.now)
    application.answer_by = due(blueprint, since, blueprint.promises.answer_offer)
    application.extended_at = work.now
    work.record(
        Event(
            "applications.offer_extended",
            application.id,
            about=application.person_id,
            programme_id=application.programme_id,
        )
    )


def offer(work: Work, application: Application, form: Offering) -> None:
    """Offer a free place to somebody who waits for one, whose place was kept, or who was told no.

    Refused without a free place. The reason stands with the result that the applicant reads.
    """
    work.db.refresh(application, with_for_update=True)
    cohort_id = form.cohort_id if isinstance(form, OfferingKept) else application.cohort_id
    cohort = work.db.scalars(select(Cohort).where(col(Cohort.id) == cohort_id).with_for_update()).one_or_none()
    if cohort is None or (cohort.id != application.cohort_id and cohort not in later_cohorts(work, application)):
        raise Refused(N_("Choose one of the cohorts in the list"), field="cohort_id")
    was_told_no = application.status in TOLD_NO
    move = "turn_into_offer" if was_told_no else "offer_again"
    if LIFE.allows(application, move):
        _refuse_without_a_place(work, cohort)
        _go_to(work, application, cohort)
    decision = work.db.scalars(select(Decision).where(col(Decision.application_id) == application.id)).one_or_none()
    if decision is not None:
        decision.outcome, decision.released_at, decision.version = Outcome.OFFERED, work.now, decision.version + 1
        decision.changed_because, decision.reminds_since = form.reason, None
    open_offer(work, application)
    _move(work, application, move, reason=form.reason, shown=form.reason)


def agree_deferral(work: Work, application: Application, form: DeferralAgreed) -> None:
    """Write down that the applicant asked, in another way than on their page, to keep the place for later."""
    work.db.refresh(application, with_for_update=True)
    keep_for(work, application, form.kept_for)
    _move(work, application, "agree_deferral", reason=form.reason, on_behalf_of=application.person_id)


def keep_for(work: Work, application: Application, kept_for: str) -> None:
    """Until when the place is kept: a later cohort by its id, or the next intake."""
    known: dict[str, UUID | None] = {str(cohort.id): cohort.id for cohort in later_cohorts(work, application)}
    known[NEXT_INTAKE] = None
    if kept_for not in known:
        raise Refused(N_("Choose one of the answers in the list"), field="kept_for")
    application.kept_for_id, application.answer_by = known[kept_for], None


def later_cohorts(work: Work, application: Application) -> Sequence[Cohort]:
    """Cohorts of the same programme that begin after the one applied to and are not over, the earliest first."""
    own = select(col(Cohort.starts_on)).where(col(Cohort.id) == application.cohort_id).scalar_subquery()
    return work.db.scalars(
        select(Cohort)
        .where(
            col(Cohort.programme_id) == application.programme_id,
            col(Cohort.starts_on) > own,
            col(Cohort.ends_on) > work.now.date(),
        )
        .order_by(col(Cohort.starts_on), col(Cohort.id))
    ).all()


def places_taken(work: Work, cohort_id: UUID) -> int:
    """Places that are offered, accepted or filled. An offer that is paused keeps its place."""
    came_from = or_(*(col(Application.status_before).startswith(state.value) for state in HAS_A_PLACE))
    is_paused_offer = (col(Application.status) == Status.PAUSED) & came_from
    taken = (
        select(func.count())
        .select_from(Application)
        .where(col(Application.cohort_id) == cohort_id, col(Application.status).in_(HAS_A_PLACE) | is_paused_offer)
    )
    return work.db.scalar(taken) or 0


def _refuse_without_a_place(work: Work, cohort: Cohort) -> None:
    if places_taken(work, cohort.id) >= cohort.places:
        raise Refused(N_("All places of this cohort are offered or taken. Nothing was offered."))


def _go_to(work: Work, application: Application, cohort: Cohort) -> None:
    """A kept place comes back in a later cohort. Somebody who applied there anew has that application instead."""
    application.kept_for_id = None
    if application.cohort_id == cohort.id:
        return
    again = select(Application.id).where(
        col(Application.cohort_id) == cohort.id, col(Application.person_id) == application.person_id
    )
    if work.db.scalars(again).first():
        raise Refused(N_("They applied to that cohort themselves. Decide about that application."), field="cohort_id")
    application.cohort_id = cohort.id


def _move(
    work: Work,
    application: Application,
    name: str,
    *,
    reason: str,
    shown: str = "",
    on_behalf_of: UUID | None = None,
) -> None:
    LIFE.move(
        work,
        application,
        name,
        about=application.person_id,
        programme_id=application.programme_id,
        reason=reason,
        shown=shown,
        on_behalf_of=on_behalf_of,
    )


def _blueprint(work: Work, application: Application) -> Blueprint:
    return blueprint_of(work.db.get_one(Programme, application.programme_id).key)
