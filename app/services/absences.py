"""Days on which somebody cannot come to a production: noted, taken back, and read by whoever makes a plan."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.absences import Away, AwayPerson
from app.forms.sign_ins import Nothing
from app.models.absences import Absence
from app.models.assignments import Assignment
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Production

LONGEST_DAYS = 120

BACKWARDS = N_("The last day is before the first day. Choose a later last day.")
OVER = N_("These days are over. Choose a day from today on.")
TOO_LONG = N_("This is longer than four months. Note a part of it first.")
TWICE = N_("This person is away on some of these days already.")


def of_people(
    work: Work, production_id: UUID, people: Sequence[UUID], *, since: date, until: date
) -> dict[UUID, list[tuple[date, date]]]:
    """First and last days away that touch these days, for each person who is away."""
    rows = work.db.execute(
        select(col(Absence.person_id), col(Absence.first_day), col(Absence.last_day)).where(
            col(Absence.production_id) == production_id,
            col(Absence.person_id).in_(people),
            col(Absence.ended_at).is_(None),
            col(Absence.first_day) <= until,
            col(Absence.last_day) >= since,
        )
    )
    away: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for person, first, last in rows:
        away[person].append((first, last))
    return dict(away)


def said_by_themselves(work: Work, plan: Plan, people: Collection[UUID]) -> Mapping[UUID, frozenset[date]]:
    """For each of these people the days of the plan on which they cannot come, as they said it themselves."""
    rows = work.db.execute(
        select(col(Absence.person_id), col(Absence.first_day), col(Absence.last_day)).where(
            col(Absence.production_id) == plan.production_id,
            col(Absence.person_id).in_(people),
            col(Absence.entered_by) == col(Absence.person_id),
            col(Absence.ended_at).is_(None),
            col(Absence.first_day) <= plan.last_day,
            col(Absence.last_day) >= plan.first_day,
        )
    )
    said: dict[UUID, set[date]] = defaultdict(set)
    for person, first, last in rows:
        said[person] |= {first + timedelta(days=ahead) for ahead in range((last - first).days + 1)}
    return {person: frozenset(said[person]) for person in people}


def trainees(production: Production) -> Select[UUID, str]:
    """Everybody who is enrolled in a cohort of the production's programme, by name."""
    return (
        select(col(Person.id), col(Person.name))
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .where(col(Cohort.programme_id) == production.programme_id, col(Enrolment.status) == EnrolmentStatus.ENROLLED)
        .distinct()
        .order_by(col(Person.name), col(Person.id))
    )


def note(work: Work, production: Production, form: AwayPerson) -> Absence:
    """A coordinator notes that somebody is away."""
    if form.person not in set(work.db.scalars(trainees(production))):
        raise Refused(N_("Choose one of the people in the list"), field="person")
    return _note(work, production, form.person, form.first_day, form.last_day)


def say(work: Work, assignment: Assignment, form: Away) -> Absence:
    """A trainee says that they cannot come, from the day of this assignment on. Their coordinator is told."""
    production = work.db.scalars(
        select(Production).join(Plan, col(Plan.production_id) == Production.id).where(Plan.id == assignment.plan_id)  # type: ignore[arg-type]
    ).one()
    absence = _note(work, production, assignment.person_id, assignment.on_date, form.last_day or assignment.on_date)
    work.record(
        Event(
            "absences.said",
            absence.id,
            about=absence.person_id,
            programme_id=production.programme_id,
            facts={"plan": str(assignment.plan_id)},
        )
    )
    return absence


def end(work: Work, absence: Absence, _form: Nothing) -> None:
    """Take it back: the person can come again. Safe to run twice."""
    if absence.ended_at is not None:
        return
    absence.ended_at = work.now
    work.record(Event("absences.ended", absence.id, about=absence.person_id))


def _note(work: Work, production: Production, person: UUID, first: date, last: date) -> Absence:
    if last < first:
        raise Refused(BACKWARDS, field="last_day")
    if last < today_in(production.time_zone, work.now):
        raise Refused(OVER, field="last_day")
    if (last - first).days > LONGEST_DAYS:
        raise Refused(TOO_LONG, field="last_day")
    if of_people(work, production.id, [person], since=first, until=last):
        raise Refused(TWICE, field="last_day")
    absence = Absence(
        id=work.new_id(),
        production_id=production.id,
        person_id=person,
        first_day=first,
        last_day=last,
        entered_by=work.actor.person_id or person,
        entered_at=work.now,
    )
    work.db.add(absence)
    work.record(Event("absences.noted", absence.id, about=person, programme_id=production.programme_id))
    return absence
