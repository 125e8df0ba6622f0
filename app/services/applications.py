"""What happens to an application at the applicant's hand: start, send, withdraw, answer the offer."""

from uuid import UUID

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.applications import Answers, Deferral, Reminder, Withdrawal
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus, Decision
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.rules import answers as law
from app.rules.applications import LIFE, WITH_US
from app.rules.blueprints import Blueprint, blueprint_of
from app.services.applications_reading import Case
from app.services.applications_wanting import stops_sending, why_not_sent
from app.services.inquiries import give_time_again
from app.services.offers import keep_for
from app.services.reminders import are_wanted

MOST_TRIES = 3


def start(work: Work, programme_key: str) -> Application:
    """Begin an application to the open cohort. Whoever began one already gets the same one again, and a
    deleted draft comes back: with its answers while they last, empty after that.
    """
    programme = work.db.scalars(select(Programme).where(col(Programme.key) == programme_key)).one_or_none()
    if programme is None or work.actor.person_id is None:
        raise Missing
    cohort = open_cohort(work, programme.id)
    if cohort is None:
        raise Refused(sentence(N_("%(name)s takes no applications now."), name=programme.name))
    return start_in(work, programme, cohort, work.actor.person_id)


def start_in(work: Work, programme: Programme, cohort: Cohort, person_id: UUID) -> Application:
    """Begin in this cohort, whether it takes applications or not: whoever calls has seen to that.

    A draft that was deleted is brought back.
    """
    begun = _begun(work, cohort.id, person_id)
    if begun is None:
        return _begin(work, programme, cohort, person_id)
    if LIFE.allows(begun, "restore_draft"):
        _move(work, begun, "restore_draft")
        begun.withdrawn_at = None
    return begun


def open_cohort(work: Work, programme_id: UUID) -> Cohort | None:
    """The cohort that takes applications now; of several the one that closes first."""
    return work.db.scalars(
        select(Cohort)
        .where(
            col(Cohort.programme_id) == programme_id, col(Cohort.opens_at) <= work.now, col(Cohort.closes_at) > work.now
        )
        .order_by(col(Cohort.closes_at))
        .limit(1)
    ).one_or_none()


def send(work: Work, case: Case, _form: Answers) -> None:
    """Send the application. Sending again what was sent does nothing, so that a second press is no mistake."""
    application = case.application
    if application.sent_at and application.status in WITH_US:
        return
    for question in stops_sending(case):
        raise Refused(why_not_sent(case, question))
    if application.status is ApplicationStatus.DRAFT and work.now >= case.closes_at:
        raise Refused(N_("Applications are closed. Your answers are kept, and a person can tell you what is possible."))
    application.sent_at = work.now
    application.stopped_at = ""
    _move(work, application, "send")


def withdraw(work: Work, application: Application, form: Withdrawal) -> None:
    application.withdrawn_at = work.now
    _move(work, application, "withdraw", reasons=",".join(form.reasons))


def leave_list(work: Work, application: Application, _form: Nothing) -> None:
    """Leave the waiting list: withdrawn, and back within the promised days like every withdrawal."""
    application.withdrawn_at = work.now
    _move(work, application, "leave_list")


def undo_withdrawal(work: Work, application: Application, _form: Nothing) -> None:
    """Bring a withdrawn application back to where it was, while the promised days last."""
    blueprint = _blueprint_for(work, application)
    if LIFE.allows(application, "undo_withdrawal") and work.now > law.undo_ends(application, blueprint):
        raise Refused(
            N_("This was withdrawn too long ago to bring it back here. A person can help you to apply again.")
        )
    _move(work, application, "undo_withdrawal")
    application.withdrawn_at = None
    give_time_again(work, application)


def accept(work: Work, application: Application, _form: Nothing) -> None:
    _move(work, application, "accept")
    application.answer_by = None


def decline(work: Work, application: Application, _form: Nothing) -> None:
    _move(work, application, "decline")
    application.answer_by = None


def defer(work: Work, application: Application, form: Deferral) -> None:
    """Keep the place for a later cohort or the next intake; a manager offers it again then."""
    if LIFE.allows(application, "defer"):
        keep_for(work, application, form.kept_for)
    _move(work, application, "defer")


def resume(work: Work, application: Application, _form: Nothing) -> None:
    """Any answer ends a pause, and whatever was asked can be answered in the whole time again."""
    _move(work, application, "resume")
    give_time_again(work, application)


def remind(work: Work, application: Application, form: Reminder) -> None:
    """A reminder on the day of the next step, or none, as the applicant likes."""
    decision = work.db.scalars(select(Decision).where(col(Decision.application_id) == application.id)).one_or_none()
    if decision is None or decision.released_at is None or application.status is not ApplicationStatus.NOT_YET:
        raise Refused(N_("There is no day to remind you of now."))
    is_wanted = form.wanted == "yes"
    if is_wanted and not are_wanted(work, application.person_id):
        raise Refused(N_("You turned reminders off. Turn them on first, on the page “Change how this looks”."))
    decision.reminds_since = work.now if is_wanted else None
    name = "applications.reminder_asked" if is_wanted else "applications.reminder_undone"
    work.record(Event(name, application.id, about=application.person_id, programme_id=application.programme_id))


def _begun(work: Work, cohort_id: UUID, person_id: UUID) -> Application | None:
    return work.db.scalars(
        select(Application).where(col(Application.cohort_id) == cohort_id, col(Application.person_id) == person_id)
    ).one_or_none()


def _begin(work: Work, programme: Programme, cohort: Cohort, person_id: UUID) -> Application:
    """Two people who start at the same instant draw the same number; the constraint tells, and one draws again."""
    for _ in range(MOST_TRIES):
        try:
            with work.db.begin_nested():
                application = _new(work, programme, cohort, person_id)
        except IntegrityError:
            begun = _begun(work, cohort.id, person_id)
            if begun:
                return begun
        else:
            work.record(Event("applications.started", application.id, about=person_id, programme_id=programme.id))
            return application
    raise Refused(N_("Many people start at this moment. Press the button again."))


def _new(work: Work, programme: Programme, cohort: Cohort, person_id: UUID) -> Application:
    last = work.db.scalar(select(func.max(Application.number)).where(col(Application.programme_id) == programme.id))
    number = (last or 0) + 1
    application = Application(
        id=work.new_id(), reference=f"{blueprint_of(programme.key).prefix}-{number:04}", number=number,
        programme_id=programme.id, cohort_id=cohort.id, person_id=person_id, status=LIFE.start, started_at=work.now,
    )  # fmt: skip
    work.db.add(application)
    work.db.flush()
    return application


def _move(work: Work, application: Application, name: str, **facts: str) -> None:
    """Two presses at the same time queue at the row, and the second one meets the state that the first one left."""
    work.db.flush()
    work.db.refresh(application, with_for_update=True)
    LIFE.move(
        work, application, name, about=application.person_id, programme_id=application.programme_id, facts=facts
    )  # fmt: skip


def _blueprint_for(work: Work, application: Application) -> Blueprint:
    key = work.db.scalars(select(Programme.key).where(col(Programme.id) == application.programme_id)).one()
    return blueprint_of(key)
