"""What a person sees of their own coming to a day: whether they said that they are here, and the kind question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.errors import Missing
from app.core.words import N_
from app.core.work import Work
from app.models.arrivals import KindCheck
from app.models.assignments import Assignment
from app.models.plans import Plan
from app.rules.arrivals import ANSWERS, BEFORE_THE_START
from app.services.arrivals import arrival_of, check_of, production_of

Crumb = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Here:
    """`since` is when somebody said that the person is here; `opens_at` is from when it can be said today."""

    since: datetime | None
    opens_at: datetime
    can_arrive: bool
    was_asked: bool


@dataclass(frozen=True)
class CheckPage:
    id: UUID
    day: date
    part: str
    here: Here
    answered: str
    crumb: Crumb
    title: str = N_("We did not see you today")


def here_of(work: Work, production_id: UUID, blocks: Sequence[Assignment]) -> Here:
    """Blocks are those of one day, in order."""
    first, last = blocks[0], blocks[-1]
    arrival = arrival_of(work, production_id, first)
    opens_at = first.starts_at - BEFORE_THE_START
    is_time = opens_at <= work.now <= last.ends_at
    was_asked = is_time and arrival is None and check_of(work, production_id, first) is not None
    return Here(arrival.at if arrival else None, opens_at, is_time and arrival is None, was_asked)


def check(work: Work, assignment: Assignment) -> CheckPage:
    """The kind question. It is there only for whoever was asked."""
    production = production_of(work, assignment)
    asked = check_of(work, production.id, assignment)
    if asked is None:
        raise Missing
    here = here_of(work, production.id, [assignment])
    back = (N_("this day"), "assignments.day", {"assignment_id": assignment.id})
    answered = ANSWERS[asked.answer] if asked.answer else ""
    return CheckPage(assignment.id, assignment.on_date, production.title, here, answered, back)


def example_asked(db: Session, assignment: Assignment) -> Mapping[str, str] | None:
    """Only a day on which its person was asked has the page."""
    asked = db.scalars(
        select(KindCheck.id)
        .join(Plan, col(Plan.production_id) == KindCheck.production_id)
        .where(
            col(Plan.id) == assignment.plan_id,
            col(KindCheck.person_id) == assignment.person_id,
            col(KindCheck.on_date) == assignment.on_date,
        )
    ).first()
    return {} if asked else None
