"""One wish for another day, for coordinators: who, which day and desk, what they wrote, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.adapters.wordings import full_date, hours, spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.filling import FilledField
from app.forms.versions import seen_version
from app.models.assignments import Assignment, AssignmentStatus
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.pages.productions import Crumb
from app.rules.assignments import LIFE, stays
from app.services.placings import newest_draft


@dataclass(frozen=True)
class WishPage:
    """`draft_id` is the newest draft for the same days, if there is one. `answer` holds now, or held before they asked again."""

    id: UUID
    plan_id: UUID
    draft_id: UUID | None
    title: str
    part: str
    person: str
    day: date
    sittings: Sequence[str]
    word: str
    wish: str
    answer: str
    waits: bool
    stays: bool
    version: FilledField
    crumb: Crumb


def show(work: Work, assignment: Assignment) -> WishPage:
    rows = _rows(work, assignment)
    days: list[Assignment] = [row.Assignment for row in rows]
    wished = next((each for each in days if _waits(each) or stays(each)), days[0])
    draft = newest_draft(work, rows[0].Plan)
    return WishPage(
        id=assignment.id,
        plan_id=assignment.plan_id,
        draft_id=draft.id if draft.id != assignment.plan_id else None,
        title=spoken(sentence(N_("%(person)s asks to change %(day)s"), person=rows[0].person, day=_day(assignment))),
        part=rows[0].Production.title,
        person=rows[0].person,
        day=assignment.on_date,
        sittings=[_sitting(row) for row in rows],
        word=LIFE.words[wished.status].staff,
        wish=wished.wish,
        answer=wished.wish_answer,
        waits=_waits(wished),
        stays=wished.is_live and stays(wished),
        version=seen_version(wished.wish_version),
        crumb=(N_("the plan"), "plans.show", {"plan_id": assignment.plan_id}),
    )


def answering(work: Work, assignment: Assignment) -> WishPage:
    """The same, on the page where the reason is written."""
    view = show(work, assignment)
    back = (N_("what they ask"), "wish_answers.show", {"assignment_id": assignment.id})
    return replace(view, title=N_("Keep this day as it is"), crumb=back)


def waiting(_db: Session, assignment: Any) -> Mapping[str, str] | None:
    """An example of a wish that waits."""
    return {} if _waits(assignment) else None


def answered(_db: Session, assignment: Any) -> Mapping[str, str] | None:
    """An example of an answer that can be taken back."""
    return {} if assignment.is_live and stays(assignment) else None


def _waits(assignment: Assignment) -> bool:
    return assignment.is_live and assignment.status is AssignmentStatus.ASKED_TO_CHANGE


def _rows(work: Work, assignment: Assignment) -> Sequence[Any]:
    """The blocks of the day in this version of the plan, live or not any more."""
    return work.db.execute(
        select(
            Assignment,
            Plan,
            Production,
            col(Person.name).label("person"),
            col(Workstation.name).label("desk"),
            col(Location.name).label("place"),
        )
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Production, col(Production.id) == Plan.production_id)
        .join(Person, col(Person.id) == Assignment.person_id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(
            col(Assignment.plan_id) == assignment.plan_id,
            col(Assignment.person_id) == assignment.person_id,
            col(Assignment.on_date) == assignment.on_date,
            col(Assignment.is_live) == assignment.is_live,
        )
        .order_by(col(Assignment.starts_at), col(Assignment.id))
    ).all()


def _day(assignment: Assignment) -> str:
    return full_date(assignment.on_date)


def _sitting(row: Any) -> str:
    span = hours(row.Assignment.starts_at, row.Assignment.ends_at, row.Production.time_zone)
    return spoken(sentence(N_("%(hours)s: %(desk)s, %(place)s."), hours=span, desk=row.desk, place=row.place))
