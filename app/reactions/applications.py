"""What follows an application: the applicant is told at once, and the programme reads of answers to offers."""

from sqlmodel import col, select

from app.adapters.wordings import full_date, moment
from app.core.events import OutboxEvent
from app.core.words import N_
from app.core.work import Work
from app.models.applications import Application, Decision
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.rules import answers as law
from app.rules.applications_paths import application_path
from app.rules.blueprints import blueprint_of
from app.services import messages

ANSWERS = {
    "applications.accepted": N_("yes"),
    "applications.declined": N_("no"),
    "applications.deferred": N_("keep the place for later"),
}


@follows("applications.sent")
def acknowledge(work: Work, event: OutboxEvent) -> None:
    application, programme, cohort = _found(work, event)
    ends = law.changes_end(application, blueprint_of(programme.key))
    facts = {"result_day": full_date(cohort.decides_on), "change_day": moment(ends, programme.time_zone)}
    _tell(work, event, "application_received", facts, page="sent")


@follows("applications.withdrawn")
@follows("applications.left_waiting_list")
def confirm_withdrawal(work: Work, event: OutboxEvent) -> None:
    """Managers read of it only when it had reached them."""
    application, programme, _ = _found(work, event)
    if application.withdrawn_at is None:
        return
    ends = law.undo_ends(application, blueprint_of(programme.key))
    _tell(work, event, "application_withdrawn", {"undo_day": moment(ends, programme.time_zone)})
    if application.sent_at:
        _tell_contact(work, event, "application_taken_back", {})


@follows("applications.draft_deleted")
def confirm_deletion(work: Work, event: OutboxEvent) -> None:
    application, programme, _ = _found(work, event)
    if application.withdrawn_at is None:
        return
    ends = law.undo_ends(application, blueprint_of(programme.key))
    _tell(work, event, "draft_deleted", {"undo_day": moment(ends, programme.time_zone)})


@follows("applications.kept")
def tell_that_it_is_kept(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "draft_kept", {})


@follows("applications.withdrawal_undone")
def confirm_return(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "application_back", {})


@follows("applications.accepted")
def confirm_acceptance(work: Work, event: OutboxEvent) -> None:
    _, _, cohort = _found(work, event)
    _tell(work, event, "offer_accepted", {"start_day": full_date(cohort.starts_on)})
    _tell_answer(work, event)


@follows("applications.declined")
def confirm_refusal(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "offer_declined", {})
    _tell_answer(work, event)


@follows("applications.deferred")
def confirm_deferral(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "offer_deferred", {})
    _tell_answer(work, event)


@follows("applications.offer_unanswered")
def wait_and_ask_a_person(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "offer_paused", {})
    _tell_contact(work, event, "offer_needs_contact", {}, path=f"/decisions/{event.subject_id}")


@follows("applications.next_step_due")
def remind(work: Work, event: OutboxEvent) -> None:
    decision = work.db.scalars(select(Decision).where(col(Decision.application_id) == event.subject_id)).one()
    assert decision.next_on is not None  # noqa: S101 - only a day that came is due
    _tell(work, event, "next_step_reminder", {"day": full_date(decision.next_on)}, page="result")


def _found(work: Work, event: OutboxEvent) -> tuple[Application, Programme, Cohort]:
    application, programme, cohort = work.db.execute(
        select(Application, Programme, Cohort)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .where(col(Application.id) == event.subject_id)
    ).one()
    return application, programme, cohort


def _tell(work: Work, event: OutboxEvent, template: str, facts: dict[str, str], *, page: str = "") -> None:
    application, programme, _ = _found(work, event)
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, application.person_id),
        event_id=event.id,
        facts={"reference": application.reference, "programme": programme.name, **facts},
        path=application_path(application.id, page),
    )


def _tell_answer(work: Work, event: OutboxEvent) -> None:
    application, _, _ = _found(work, event)
    person = work.db.get_one(Person, application.person_id)
    _tell_contact(work, event, "offer_answered", {"name": person.name, "answer": ANSWERS[event.name]})


def _tell_contact(
    work: Work, event: OutboxEvent, template: str, facts: dict[str, str], *, path: str = "/decisions"
) -> None:
    application, programme, _ = _found(work, event)
    if programme.contact_id is None:
        return
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, programme.contact_id),
        event_id=event.id,
        facts={"reference": application.reference, "programme": programme.name, **facts},
        path=path,
    )
