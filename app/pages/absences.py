"""Who is away from a production and when. Why is never there to be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from app.core.words import N_
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.absences import AwayPerson
from app.forms.asking import Option
from app.forms.offering import offering
from app.models.absences import Absence
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Production
from app.pages.assignments import MY_DAYS
from app.pages.productions import Crumb
from app.services.absences import trainees


@dataclass(frozen=True)
class AwayLine:
    id: UUID
    person: str
    production: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class AbsencesPage:
    id: UUID
    part: str
    lines: Sequence[AwayLine]
    kind: type[AwayPerson]
    has_people: bool
    crumb: Crumb
    title: str = N_("Who is away")


@dataclass(frozen=True)
class SayPage:
    """`id` is the day from which the trainee cannot come."""

    id: UUID
    day: date
    part: str
    crumb: Crumb
    title: str = N_("I cannot come on this day")


@dataclass(frozen=True)
class MinePage:
    lines: Sequence[AwayLine]
    title: str = N_("Days on which I cannot come")
    crumb: Crumb = MY_DAYS


def listing(work: Work, production: Production) -> AbsencesPage:
    people = work.db.execute(trainees(production)).all()
    today = today_in(production.time_zone, work.now)
    coming = (col(Absence.production_id) == production.id, col(Absence.last_day) >= today)
    return AbsencesPage(
        id=production.id,
        part=production.title,
        lines=_lines(work, *coming),
        kind=offering(AwayPerson, person=[Option(str(key), name) for key, name in people]),
        has_people=bool(people),
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def saying(work: Work, assignment: Assignment) -> SayPage:
    production = work.db.scalars(
        select(col(Production.title))
        .join(Plan, col(Plan.production_id) == Production.id)
        .where(col(Plan.id) == assignment.plan_id)
    ).one()
    back = (N_("this day"), "assignments.day", {"assignment_id": assignment.id})
    return SayPage(assignment.id, assignment.on_date, production, back)


def mine(work: Work) -> MinePage:
    return MinePage(
        _lines(work, col(Absence.person_id) == work.actor.person_id, col(Absence.last_day) >= work.now.date())
    )


def _lines(work: Work, *which: ColumnElement[bool]) -> list[AwayLine]:
    rows = work.db.execute(
        select(col(Absence.id), col(Person.name), col(Production.title), col(Absence.first_day), col(Absence.last_day))
        .join(Person, col(Person.id) == Absence.person_id)
        .join(Production, col(Production.id) == Absence.production_id)
        .where(col(Absence.ended_at).is_(None), *which)
        .order_by(col(Absence.first_day), col(Person.name), col(Absence.id))
    )
    return [AwayLine(*row) for row in rows]
