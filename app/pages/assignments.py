"""A trainee's own days: where, when, who is there, what the place is like, what could change, and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.adapters.wordings import full_date, spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.assignments import Assignment, AssignmentStatus
from app.models.people import Person
from app.models.plans import Plan, PlanReason
from app.models.productions import Location, Production, ShootDay
from app.models.workstations import Workstation
from app.pages.arrivals import Here, here_of
from app.pages.day_changes import WaitingLine, waiting_for
from app.pages.place_answers import OpenQuestion, open_questions
from app.pages.workstations_fits import FitLine, own
from app.rules.assignments import LIFE, stays
from app.rules.plans import REASONS
from app.rules.productions import notice_in_words

Crumb = tuple[str, str, Mapping[str, Any]]

UNANSWERED = (AssignmentStatus.PROPOSED, AssignmentStatus.SEEN)
LEAST_SETTLED = (
    AssignmentStatus.ASKED_TO_CHANGE,
    AssignmentStatus.PROPOSED,
    AssignmentStatus.SEEN,
    AssignmentStatus.AGREED,
    AssignmentStatus.ON_THE_DAY,
    AssignmentStatus.DONE,
)
"""A day is as settled as the block of it that is settled least."""

KINDS: Mapping[AssignmentStatus, str] = {
    AssignmentStatus.AGREED: "success",
    AssignmentStatus.DONE: "success",
    AssignmentStatus.ON_THE_DAY: "success",
    AssignmentStatus.ASKED_TO_CHANGE: "warning",
    AssignmentStatus.PROPOSED: "info",
    AssignmentStatus.SEEN: "info",
}

STAYS = N_("You asked to change it. It stays")

NOT_ASKED: Mapping[UUID, Sequence[FitLine]] = MappingProxyType({})
"""A list of days says nothing of fits; the page of one day does."""

MY_DAYS: Crumb = (N_("my days"), "assignments.mine", {})


@dataclass(frozen=True)
class Sitting:
    """One block at one desk."""

    starts_at: datetime
    ends_at: datetime
    desk_id: UUID
    desk: str
    what_it_is_like: str
    fits: Sequence[FitLine] = ()


@dataclass(frozen=True)
class DayLine:
    """One day in the list. `id` is its first block, which leads to the day's own page."""

    id: UUID
    day: date
    zone: str
    production: str
    place: str
    address: str
    supervisor: str
    sittings: Sequence[Sitting]
    word: str
    kind: str
    waits: bool


@dataclass(frozen=True)
class PlanWeek:
    """The coming days of one published plan. `waiting` are the days that were not answered."""

    plan_id: UUID
    production: str
    version: int
    why: str
    days: Sequence[DayLine]

    @property
    def waiting(self) -> int:
        return sum(day.waits for day in self.days)


@dataclass(frozen=True)
class MyDays:
    """`changes` wait for the person's yes."""

    weeks: Sequence[PlanWeek]
    questions: Sequence[OpenQuestion] = ()
    changes: Sequence[WaitingLine] = ()
    title: str = N_("My days")


@dataclass(frozen=True)
class DayPage:
    """The whole preview of a day (rule P8)."""

    title: str
    part: str
    day: DayLine
    what_happens: str
    what_you_do: str
    what_could_change: str
    way_there: str
    notice: Sequence[Sentence]
    wish: str
    stays: bool
    answer: str
    can_answer: bool
    can_say_seen: bool
    asked_to_change: bool
    agreed: bool
    can_ask: bool
    is_over: bool
    here: Here
    crumb: Crumb = MY_DAYS


@dataclass(frozen=True)
class WishPage:
    id: UUID
    day: date
    part: str
    crumb: Crumb
    title: str = N_("Ask to change this day")


def mine(work: Work) -> MyDays:
    rows = work.db.execute(_own(work).where(col(Assignment.ends_at) > work.now)).all()
    weeks = [_week(list(group)) for _, group in groupby(rows, key=lambda row: row.Plan.id)]
    return MyDays(weeks, open_questions(work), waiting_for(work, work.actor.person_id))


def day(work: Work, assignment: Assignment) -> DayPage:
    rows = _rows_of_day(work, assignment)
    own_fits = own(work, list({row.Workstation.id: row.Workstation for row in rows}.values()))
    line, first = _line(rows, own_fits), rows[0]
    what = work.db.scalars(
        select(col(ShootDay.what)).where(
            col(ShootDay.location_id) == first.Location.id, col(ShootDay.on_date) == assignment.on_date
        )
    ).one_or_none()
    statuses = {row.Assignment.status for row in rows}
    answer = next((row.Assignment.wish_answer for row in rows if row.Assignment.wish_answer), "")
    return DayPage(
        title=spoken(sentence(N_("%(day)s at %(place)s"), day=full_date(line.day), place=line.place)),
        part=line.production,
        day=line,
        what_happens=what or "",
        what_you_do=first.Location.what_you_do,
        what_could_change=first.Location.what_could_change,
        way_there=first.Location.way_there,
        notice=notice_in_words(first.Production),
        wish=next((row.Assignment.wish for row in rows if row.Assignment.wish), ""),
        stays=bool(answer) and not statuses & {AssignmentStatus.ASKED_TO_CHANGE, AssignmentStatus.AGREED},
        answer=answer,
        can_answer=any(LIFE.allows(row.Assignment, "agree") for row in rows),
        can_say_seen=AssignmentStatus.PROPOSED in statuses,
        asked_to_change=AssignmentStatus.ASKED_TO_CHANGE in statuses,
        agreed=statuses == {AssignmentStatus.AGREED},
        can_ask=any(LIFE.allows(row.Assignment, "ask_to_change") for row in rows),
        is_over=rows[-1].Assignment.ends_at <= work.now,
        here=here_of(work, first.Production.id, [row.Assignment for row in rows]),
    )


def asking(work: Work, assignment: Assignment) -> WishPage:
    production = work.db.scalars(
        select(col(Production.title))
        .join(Plan, col(Plan.production_id) == Production.id)
        .where(col(Plan.id) == assignment.plan_id)
    ).one()
    back = (N_("this day"), "assignments.day", {"assignment_id": assignment.id})
    return WishPage(assignment.id, assignment.on_date, production, back)


def _own(work: Work) -> Any:
    supervisor = aliased(Person)
    return (
        select(Assignment, Plan, Production, Location, Workstation, supervisor.name.label("supervisor"))  # type: ignore[attr-defined]
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Production, col(Production.id) == Plan.production_id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .join(supervisor, supervisor.id == Location.supervisor_id)  # type: ignore[arg-type]
        .where(col(Assignment.person_id) == work.actor.person_id, col(Assignment.is_live))
        .order_by(col(Plan.first_day), col(Plan.id), col(Assignment.starts_at))
    )


def _rows_of_day(work: Work, assignment: Assignment) -> Sequence[Any]:
    own = _own(work).where(col(Assignment.plan_id) == assignment.plan_id, col(Assignment.on_date) == assignment.on_date)
    return work.db.execute(own).all()


def _week(rows: Sequence[Any]) -> PlanWeek:
    plan, production = rows[0].Plan, rows[0].Production
    days = [_line(list(group)) for _, group in groupby(rows, key=lambda row: row.Assignment.on_date)]
    return PlanWeek(plan.id, production.title, plan.version, REASONS[plan.reason or PlanReason.FIRST], days)


def _line(rows: Sequence[Any], own_fits: Mapping[UUID, Sequence[FitLine]] = NOT_ASKED) -> DayLine:
    """The rows of one day as one line."""
    first = rows[0]
    status = min((row.Assignment.status for row in rows), key=LEAST_SETTLED.index)
    is_answered = any(stays(row.Assignment) for row in rows)
    return DayLine(
        id=first.Assignment.id,
        day=first.Assignment.on_date,
        zone=first.Production.time_zone,
        production=first.Production.title,
        place=first.Location.name,
        address=first.Location.address,
        supervisor=first.supervisor,
        sittings=[_sitting(row, own_fits.get(row.Workstation.id, ())) for row in rows],
        word=STAYS if is_answered else LIFE.words[status].own,
        kind=KINDS[status],
        waits=status in UNANSWERED and not is_answered,
    )


def _sitting(row: Any, own_fits: Sequence[FitLine]) -> Sitting:
    return Sitting(
        row.Assignment.starts_at,
        row.Assignment.ends_at,
        row.Workstation.id,
        row.Workstation.name,
        row.Workstation.what_it_is_like,
        own_fits,
    )
