"""Deciding about applications: deciding, changing or taking back before release, releasing together, and pausing."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.decisions import DecisionForm, Pause, Release
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus, Decision, Outcome
from app.models.programmes import Programme
from app.models.reviews import Standing
from app.models.sessions import Session
from app.rules.answers import today_of
from app.rules.applications import LIFE
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.decisions import RELEASES, mark_of, waiting_for_release
from app.rules.sessions import INDUCTION
from app.services.inquiries import give_time_again
from app.services.offers import open_offer

MOST_SESSIONS = 10

CHANGED_ELSEWHERE = N_("Somebody changed this decision since you opened this page. Check both, then save again.")


def decide(work: Work, application: Application, form: DecisionForm) -> None:
    """Write down a decision, or change it. Nobody but managers learns of it before it is released."""
    _hold(work, application)
    decision = _decision(work, application)
    _refuse_a_decision(work, application, decision, form)
    is_first = decision is None
    decision = decision or Decision(
        id=work.new_id(),
        application_id=application.id,
        decided_by=_me(work),
        decided_at=work.now,
        version=0,
        outcome=form.outcome,
        feedback=form.feedback,
    )
    _write_down(work, decision, form)
    if is_first:
        _move(work, application, "decide")
    else:
        _record(work, application, "applications.decision_changed")


def correct(work: Work, application: Application, decision: Decision, field: str, value: str | date) -> None:
    """Put right words of a result that the person knows. What was decided is changed by an offer, never here."""
    setattr(decision, field, value)
    decision.version += 1
    _record(work, application, "applications.result_corrected")


def take_back(work: Work, application: Application, _form: Nothing) -> None:
    """Drop a decision that nobody was told. The application is open for reading again."""
    _hold(work, application)
    _move(work, application, "reconsider")
    work.db.delete(_decision(work, application))


def release(work: Work, form: Release) -> None:
    """Tell the people whose decisions are chosen. Refuses, and tells nobody, when one is not what the page showed."""
    rows = work.db.execute(waiting_for_release(work.actor).with_for_update(of=Application)).all()
    waiting = {mark_of(decision): (application, decision) for application, decision in rows}
    if not waiting:
        raise Refused(N_("No decision waits for release. Somebody may have released them before you."))
    if not set(form.chosen) <= waiting.keys():
        raise Refused(
            N_(
                "One of these was changed or released since you opened this page. Nothing was released. Read them again."
            )
        )
    for mark in dict.fromkeys(form.chosen):
        _tell(work, *waiting[mark])


def pause(work: Work, application: Application, form: Pause) -> None:
    """Silence never costs a place: the application waits, and a person keeps in touch."""
    _hold(work, application)
    _move(work, application, "pause", reason=form.reason)
    application.paused_at = work.now


def resume(work: Work, application: Application, _form: Nothing) -> None:
    _hold(work, application)
    _move(work, application, "resume")
    give_time_again(work, application)


def _tell(work: Work, application: Application, decision: Decision) -> None:
    """Feedback stands in the result itself, so that nothing is released without it."""
    if not decision.feedback.strip():
        raise Refused(
            sentence(N_("%(reference)s has no feedback yet. Nothing was released."), reference=application.reference)
        )
    decision.released_at = work.now
    if decision.outcome is Outcome.OFFERED:
        open_offer(work, application)
    _move(work, application, RELEASES[decision.outcome], shown=_told(decision))


def _refuse_a_decision(work: Work, application: Application, decision: Decision | None, form: DecisionForm) -> None:
    blueprint = _blueprint(work, application)
    standing = work.db.get(Standing, application.id)
    if decision is None and LIFE.allows(application, "decide") and not (standing and standing.written):
        raise Refused(N_("Nobody has given a review yet. Decide when at least one is there."))
    if decision is not None and application.status is not ApplicationStatus.DECIDED_UNRELEASED:
        raise Refused(N_("This decision was released, so it can no longer be changed here."))
    if decision is not None and form.version != decision.version:
        raise Refused(CHANGED_ELSEWHERE)
    if not set(form.reasons) <= {reason.value for reason in blueprint.reasons}:
        raise Refused(N_("Choose reasons from this list"), field="reasons")
    if form.next_on and form.next_on <= today_of(blueprint, work.now):
        raise Refused(N_("Give a day after today"), field="next_on")
    if form.session_id and form.session_id not in {session.id for session in inductions(work, application)}:
        raise Refused(N_("Choose one of the sessions in the list"), field="session_id")


def inductions(work: Work, application: Application) -> Sequence[Session]:
    """Sessions of the programme that somebody who is not in yet can come to, the next one first."""
    return work.db.scalars(
        select(Session)
        .where(
            col(Session.programme_id) == application.programme_id,
            col(Session.kind) == INDUCTION,
            col(Session.published_at).is_not(None),
            col(Session.starts_at) > work.now,
        )
        .order_by(col(Session.starts_at))
        .limit(MOST_SESSIONS)
    ).all()


def _write_down(work: Work, decision: Decision, form: DecisionForm) -> None:
    decision.outcome, decision.reasons, decision.feedback = form.outcome, list(form.reasons), form.feedback
    decision.advice, decision.next_steps, decision.next_on = form.advice, form.next_steps, form.next_on
    decision.on_the_day, decision.session_id = form.on_the_day, form.session_id
    decision.decided_by, decision.decided_at = _me(work), work.now
    decision.version += 1
    work.db.add(decision)


def _hold(work: Work, application: Application) -> None:
    """Of two managers at once the second waits here, and then sees what the first did."""
    work.db.flush()
    work.db.refresh(application, with_for_update=True)


def _move(work: Work, application: Application, name: str, *, reason: str = "", shown: str = "") -> None:
    LIFE.move(
        work,
        application,
        name,
        about=application.person_id,
        programme_id=application.programme_id,
        reason=reason,
        shown=shown,
    )


def _record(work: Work, application: Application, name: str) -> None:
    work.record(Event(name, application.id, about=application.person_id, programme_id=application.programme_id))


def _told(decision: Decision) -> str:
    """The words that the person reads, kept with the event for good."""
    return "\n\n".join(part for part in _parts(decision) if part)


def _parts(decision: Decision) -> tuple[str, ...]:
    outcome = (decision.outcome.value, decision.feedback, decision.advice)
    return (*outcome, decision.next_steps, decision.on_the_day)


def _blueprint(work: Work, application: Application) -> Blueprint:
    return blueprint_of(work.db.get_one(Programme, application.programme_id).key)


def _decision(work: Work, application: Application) -> Decision | None:
    return work.db.scalars(select(Decision).where(col(Decision.application_id) == application.id)).one_or_none()


def _me(work: Work) -> UUID:
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only managers decide
    return work.actor.person_id
