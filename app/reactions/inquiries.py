"""What follows a question, an answer, more time, a pause and setting aside: whoever it concerns is told."""

from datetime import datetime

from sqlmodel import col, select

from app.adapters.wordings import moment
from app.core.events import Facts, OutboxEvent
from app.core.work import Work
from app.models.applications import Application
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.rules.applications_paths import application_path
from app.services import messages


@follows("applications.information_asked")
def tell_what_is_asked(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "information_asked", _day(work, event), page="inquiry")


@follows("inquiries.extended")
def confirm_more_time(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "information_time_moved", _day(work, event), page="inquiry")


@follows("applications.information_given")
def tell_that_it_is_answered(work: Work, event: OutboxEvent) -> None:
    _tell_contact(work, event, "information_given")


@follows("applications.paused")
def tell_of_the_pause(work: Work, event: OutboxEvent) -> None:
    """Whoever paused it by hand knows of it; after silence the programme is told to reach the person."""
    _tell(work, event, "application_paused", {})
    if event.actor_id is None:
        _tell_contact(work, event, "somebody_is_silent", page="/reaching")


@follows("applications.set_aside")
def tell_that_it_is_set_aside(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "application_set_aside", {})


def _day(work: Work, event: OutboxEvent) -> Facts:
    _, programme = _found(work, event)
    return {"day": moment(datetime.fromisoformat(str(event.facts["until"])), programme.time_zone)}


def _found(work: Work, event: OutboxEvent) -> tuple[Application, Programme]:
    application, programme = work.db.execute(
        select(Application, Programme)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(col(Application.id) == event.subject_id)
    ).one()
    return application, programme


def _tell(work: Work, event: OutboxEvent, template: str, facts: Facts, *, page: str = "") -> None:
    application, programme = _found(work, event)
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, application.person_id),
        event_id=event.id,
        facts={"programme": programme.name, **facts},
        path=application_path(application.id, page),
    )


def _tell_contact(work: Work, event: OutboxEvent, template: str, *, page: str = "") -> None:
    application, programme = _found(work, event)
    if programme.contact_id is None:
        return
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, programme.contact_id),
        event_id=event.id,
        facts={"programme": programme.name, "reference": application.reference},
        path=f"/decisions/{application.id}{page}",
    )
