"""The question about a desk as its person reads it, and the answers as coordinators read them: without names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.place_answers import PlaceAnswer
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.services.place_answers import last_answer, still_asked

Crumb = tuple[str, str, Mapping[str, Any]]

MOST = 50


@dataclass(frozen=True)
class OpenQuestion:
    """One desk that somebody may still say something about; `assignment_id` leads to the question."""

    assignment_id: UUID
    day: date
    desk: str
    place: str


@dataclass(frozen=True)
class QuestionPage:
    id: UUID
    day: date
    desk: str
    like: str
    part: str
    is_over: bool
    answered: PlaceAnswer | None
    crumb: Crumb = (N_("my days"), "assignments.mine", {})
    title: str = N_("One question about your desk")


@dataclass(frozen=True)
class Said:
    desk_id: UUID
    desk: str
    place: str
    on: datetime
    was_as_described: bool
    words: str


@dataclass(frozen=True)
class SaidPage:
    part: str
    zone: str
    lines: Sequence[Said]
    crumb: Crumb
    title: str = N_("What people say about desks")


def open_questions(work: Work) -> list[OpenQuestion]:
    return [OpenQuestion(row[0], row[1], row[3], row[4]) for row in still_asked(work, work.actor.person_id)]


def asking(work: Work, assignment: Assignment) -> QuestionPage:
    desk, place = work.db.execute(
        select(Workstation, col(Location.name))
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Workstation.id) == assignment.workstation_id)
    ).one()
    is_over = assignment.ends_at <= work.now
    answered = last_answer(work, assignment)
    return QuestionPage(
        assignment.id, assignment.on_date, desk.name, desk.what_it_is_like, place, is_over=is_over, answered=answered
    )


def listing(work: Work, production: Production) -> SaidPage:
    """The newest answers first. There is no name, and the day is that of the answer."""
    rows = work.db.execute(
        select(PlaceAnswer, col(Workstation.name), col(Location.name))
        .join(Workstation, col(Workstation.id) == PlaceAnswer.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Location.production_id) == production.id)
        .order_by(col(PlaceAnswer.answered_at).desc(), col(PlaceAnswer.id))
        .limit(MOST)
    ).all()
    lines = [
        Said(row.workstation_id, desk, place, row.answered_at, row.was_as_described, row.words)
        for row, desk, place in rows
    ]
    back = (production.title, "productions.show", {"production_id": production.id})
    return SaidPage(production.title, production.time_zone, lines, back)
