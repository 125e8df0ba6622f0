"""What follows a promised day that is not kept: the manager is asked, and everybody who waits is told."""

from datetime import date

from sqlmodel import col, select

from app.adapters.wordings import full_date
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.delays import Delay
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.rules.applications_paths import application_path
from app.rules.delays import UNDECIDED
from app.services import messages


@follows("delays.reason_asked")
def ask_the_contact(work: Work, event: OutboxEvent) -> None:
    cohort = work.db.get_one(Cohort, event.subject_id)
    programme = work.db.get_one(Programme, cohort.programme_id)
    if programme.contact_id is None:
        return
    messages.write(
        work,
        "delay_asked",
        to=work.db.get_one(Person, programme.contact_id),
        event_id=event.id,
        facts={"cohort": cohort.name, "promised_day": full_date(_promised(event))},
        path=f"/cohorts/{cohort.id}/delay",
    )


@follows("delays.told")
def tell_the_new_day(work: Work, event: OutboxEvent) -> None:
    delay = work.db.scalars(
        select(Delay).where(col(Delay.cohort_id) == event.subject_id, col(Delay.promised_on) == _promised(event))
    ).one()
    assert delay.new_on is not None  # noqa: S101 - what is told has a day
    _tell_who_waits(work, event, "result_later", {"new_day": full_date(delay.new_on), "reason": delay.reason})


@follows("delays.noticed")
def tell_that_it_is_late(work: Work, event: OutboxEvent) -> None:
    _tell_who_waits(work, event, "result_late", {})


def _tell_who_waits(work: Work, event: OutboxEvent, template: str, facts: dict[str, str]) -> None:
    programme = work.db.get_one(Programme, work.db.get_one(Cohort, event.subject_id).programme_id)
    waiting = work.db.execute(
        select(Application, Person)
        .join(Person, col(Person.id) == Application.person_id)
        .where(col(Application.cohort_id) == event.subject_id, col(Application.status).in_(UNDECIDED))
        .order_by(col(Application.id))
    ).all()
    about = {"programme": programme.name, "promised_day": full_date(_promised(event)), **facts}
    for application, person in waiting:
        path = application_path(application.id)
        messages.write(work, template, to=person, event_id=event.id, facts=about, path=path)


def _promised(event: OutboxEvent) -> date:
    return date.fromisoformat(str(event.facts["promised_on"]))
