"""Conditions of an offer: writing one down, saying how it stands, and what enrolment still waits for."""

from collections.abc import Sequence

from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event, Facts
from app.core.words import N_
from app.core.work import Work
from app.forms.conditions import ConditionChange, NewCondition
from app.models.applications import Application, ApplicationStatus, Decision, Outcome
from app.models.conditions import Condition, ConditionStatus
from app.models.programmes import Programme
from app.rules.answers import today_of
from app.rules.blueprints import blueprint_of
from app.rules.conditions import HAS_CONDITIONS, HOLDS_UP, LEADS_TO, LIFE

MOST = 20


def add(work: Work, application: Application, form: NewCondition) -> None:
    """Write down a condition of an offer. The applicant is told when they know of the offer already."""
    work.db.refresh(application, with_for_update=True)
    decision = _offer(work, application)
    if len(conditions_of(work, application)) >= MOST:
        raise Refused(N_("This offer has 20 conditions, which is the most there can be."))
    _refuse_a_past_day(work, application, form)
    condition = Condition(
        id=work.new_id(),
        application_id=application.id,
        words=form.words,
        doer=form.doer,
        due_on=form.due_on,
        note=form.note,
        status=LIFE.start,
        changed_at=work.now,
    )
    work.db.add(condition)
    _changes_what_is_read(application, decision)
    _record(work, application, condition, "conditions.added")


def change(work: Work, condition: Condition, form: ConditionChange) -> None:
    """Say how a condition stands, until when it is due and what the applicant should know of it."""
    application = work.db.get_one(Application, condition.application_id, with_for_update=True, populate_existing=True)
    work.db.refresh(condition, with_for_update=True)
    decision = _offer(work, application)
    if form.version != condition.version:
        raise Refused(N_("Somebody changed this condition since you opened this page. Check it, then save again."))
    if form.due_on != condition.due_on:
        _refuse_a_past_day(work, application, form)
    condition.due_on, condition.note, condition.changed_at = form.due_on, form.note, work.now
    condition.version += 1
    _changes_what_is_read(application, decision)
    if form.status is condition.status:
        _record(work, application, condition, "conditions.changed")
    else:
        LIFE.move(
            work, condition, LEADS_TO[form.status], about=application.person_id,
            programme_id=application.programme_id, shown=_shown(condition), facts=_facts(application),
        )  # fmt: skip


def conditions_of(work: Work, application: Application) -> Sequence[Condition]:
    """In the order in which they were written down."""
    return work.db.scalars(
        select(Condition).where(col(Condition.application_id) == application.id).order_by(col(Condition.id))
    ).all()


def holding_up(conditions: Sequence[Condition]) -> int:
    """How many of them enrolment waits for."""
    return sum(ConditionStatus(condition.status) in HOLDS_UP for condition in conditions)


def _offer(work: Work, application: Application) -> Decision:
    decision = work.db.scalars(select(Decision).where(col(Decision.application_id) == application.id)).one_or_none()
    if decision is None or decision.outcome is not Outcome.OFFERED or application.status not in HAS_CONDITIONS:
        raise Refused(N_("Only an offer that is open or accepted has conditions."))
    return decision


def _refuse_a_past_day(work: Work, application: Application, form: NewCondition | ConditionChange) -> None:
    key = work.db.get_one(Programme, application.programme_id).key
    if form.due_on and form.due_on < today_of(blueprint_of(key), work.now):
        raise Refused(N_("Give today or a later day"), field="due_on")


def _changes_what_is_read(application: Application, decision: Decision) -> None:
    """What a manager had open before the release is then no longer what would be released."""
    if application.status is ApplicationStatus.DECIDED_UNRELEASED:
        decision.version += 1


def _record(work: Work, application: Application, condition: Condition, name: str) -> None:
    work.record(
        Event(
            name,
            condition.id,
            about=application.person_id,
            programme_id=application.programme_id,
            shown=_shown(condition),
            facts=_facts(application),
        )
    )


def _shown(condition: Condition) -> str:
    return "\n\n".join(part for part in (condition.words, condition.note) if part)


def _facts(application: Application) -> Facts:
    """The reaction tells the applicant only of an offer that they know."""
    is_known = application.status is not ApplicationStatus.DECIDED_UNRELEASED
    return {"application": str(application.id), "is_known": int(is_known)}
