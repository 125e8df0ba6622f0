"""The waiting list of a cohort for its managers: the order in plain words, the free places, and who waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application, Decision
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.blueprints import blueprint_of
from app.services.offers import places_taken
from app.services.waiting import waiting_for

ORDERS = {
    "no_order": N_("This list has no order. Look at who fits the place. Applicants read the same."),
    "since": N_("Who has been on the list longest is asked first. Applicants read the same."),
}


@dataclass(frozen=True)
class Line:
    """`is_next` marks who is asked first, where the list has an order."""

    application_id: UUID
    reference: str
    name: str
    since: datetime | None
    is_next: bool


@dataclass(frozen=True)
class WaitingList:
    title: Sentence
    part: str
    order: str
    free: int
    until: date
    zone: str
    lines: Sequence[Line]
    crumb: tuple[str, str, dict[str, object]]


def waiting_list(work: Work, cohort: Cohort) -> WaitingList:
    programme = work.db.get_one(Programme, cohort.programme_id)
    order = blueprint_of(programme.key).waiting_list
    waiting = waiting_for(work, cohort)
    people = [application.person_id for application, _ in waiting]
    rows = work.db.execute(select(col(Person.id), col(Person.name)).where(col(Person.id).in_(people))).all()
    names = {person_id: name for person_id, name in rows}  # noqa: C416 - rows are not pairs for dict
    return WaitingList(
        title=sentence(N_("Waiting list of %(cohort)s"), cohort=cohort.name),
        part=programme.name,
        order=ORDERS[order],
        free=max(cohort.places - places_taken(work, cohort.id), 0),
        until=cohort.starts_on,
        zone=programme.time_zone,
        lines=[
            _line(names, each, decision, is_next=order == "since" and not n)
            for n, (each, decision) in enumerate(waiting)
        ],
        crumb=(N_("the cohort"), "cohorts.show", {"cohort_id": cohort.id}),
    )


def _line(names: Mapping[UUID, str], application: Application, decision: Decision | None, *, is_next: bool) -> Line:
    since = decision.released_at if decision else None
    return Line(application.id, application.reference, names[application.person_id], since, is_next)
