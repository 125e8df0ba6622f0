"""What follows extra time: the applicant is told of it, and the programme is told that somebody asks for it."""

from datetime import datetime

from sqlmodel import col, select

from app.adapters.wordings import full_date, moment
from app.core.events import Facts, OutboxEvent
from app.core.work import Work
from app.models.applications import Application
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.rules.answers import due
from app.rules.applications_paths import application_path
from app.rules.blueprints import blueprint_of
from app.services import messages


@follows("openings.opened")
def tell_the_applicant(work: Work, event: OutboxEvent) -> None:
    application, programme = _found(work, event)
    until = datetime.fromisoformat(str(event.facts["until"]))
    _tell(work, event, application, "answers_opened", {"until": moment(until, programme.time_zone)})


@follows("openings.ended")
def tell_that_it_ended(work: Work, event: OutboxEvent) -> None:
    application, _ = _found(work, event)
    _tell(work, event, application, "answers_closed", {})


@follows("openings.asked")
def tell_the_programme(work: Work, event: OutboxEvent) -> None:
    application, programme = _found(work, event)
    if programme.contact_id is None:
        return
    blueprint = blueprint_of(programme.key)
    reply = due(blueprint, event.at, blueprint.promises.first_reply).date()
    messages.write(
        work,
        "more_time_asked",
        to=work.db.get_one(Person, programme.contact_id),
        event_id=event.id,
        facts={"reference": application.reference, "programme": programme.name, "reply_day": full_date(reply)},
        path=f"/decisions/{application.id}/opening",
    )


def _found(work: Work, event: OutboxEvent) -> tuple[Application, Programme]:
    application, programme = work.db.execute(
        select(Application, Programme)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(col(Application.id) == event.subject_id)
    ).one()
    return application, programme


def _tell(work: Work, event: OutboxEvent, application: Application, template: str, facts: Facts) -> None:
    programme = work.db.get_one(Programme, application.programme_id)
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, application.person_id),
        event_id=event.id,
        facts={"programme": programme.name, **facts},
        path=application_path(application.id),
    )
