"""What coordinators see of their productions: places, days, desks and plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, false, func, or_, select
from sqlmodel import col

from app.adapters.wordings import full_date
from app.core.actors import Role
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.plans import Plan, PlanStatus
from app.models.productions import Location, Production, ShootDay
from app.models.workstations import Workstation
from app.rules.plans import PLANS, WEEKS_AHEAD
from app.rules.productions import is_over

Crumb = tuple[str, str, Mapping[str, Any]]

LATEST_PLANS = 12

KINDS: Mapping[PlanStatus, str] = {
    PlanStatus.WANTED: "info",
    PlanStatus.SOLVING: "info",
    PlanStatus.DRAFT: "info",
    PlanStatus.PUBLISHED: "success",
    PlanStatus.STOPPED: "error",
    PlanStatus.STALE: "warning",
}
"""The shape of each state; the others are plain."""


@dataclass(frozen=True)
class ProductionLine:
    id: UUID
    title: str
    next_day: date | None
    last_day: date | None
    is_over: bool


@dataclass(frozen=True)
class ProductionList:
    productions: Sequence[ProductionLine]
    title: str = N_("Productions")


@dataclass(frozen=True)
class Desk:
    id: UUID
    name: str
    measured_on: date | None


@dataclass(frozen=True)
class Place:
    id: UUID
    name: str
    address: str
    supervisor: str
    capacity: int
    desks: Sequence[Desk]


@dataclass(frozen=True)
class WorkDay:
    day: date
    places: Sequence[str]
    what: Sequence[str]


@dataclass(frozen=True)
class Week:
    monday: date
    days: Sequence[WorkDay]


@dataclass(frozen=True)
class PlanLine:
    id: UUID
    name: Sentence
    cohort: str
    word: str
    kind: str
    asked_at: datetime | None
    """None for a version, whose number tells it apart from others of the same week."""


@dataclass(frozen=True)
class ProductionPage:
    id: UUID
    title: str
    time_zone: str
    notice_days: int
    places: Sequence[Place]
    weeks: Sequence[Week]
    plans: Sequence[PlanLine]
    last_day: date | None
    is_over: bool
    crumb: Crumb = (N_("productions"), "productions.listing", {})


def listing(work: Work) -> ProductionList:
    mine = col(Production.id).in_(work.actor.productions_as(Role.COORDINATOR))
    productions = work.db.scalars(select(Production).where(mine).order_by(col(Production.title))).all()
    next_days = _next_days(work, productions)
    return ProductionList([_line(work, each, next_days.get(each.id)) for each in productions])


def _next_days(work: Work, productions: Sequence[Production]) -> dict[UUID, date]:
    """The next day of work of each that has one, from the day on that it is where the production is."""
    coming = [
        and_(col(ShootDay.production_id) == each.id, col(ShootDay.on_date) >= today_at(work, each))
        for each in productions
    ]
    days = select(col(ShootDay.production_id), func.min(col(ShootDay.on_date))).where(or_(false(), *coming))
    return {key: day for key, day in work.db.execute(days.group_by(col(ShootDay.production_id)))}  # noqa: C416 - rows are no pairs to dict


def _line(work: Work, production: Production, next_day: date | None) -> ProductionLine:
    over = is_over(production, today_at(work, production))
    return ProductionLine(production.id, production.title, None if over else next_day, production.last_day, over)


def show(work: Work, production: Production) -> ProductionPage:
    return ProductionPage(
        id=production.id,
        title=production.title,
        time_zone=production.time_zone,
        notice_days=production.notice_days,
        places=_places(work, production),
        weeks=_weeks(work, production),
        plans=_plans(work, production),
        last_day=production.last_day,
        is_over=is_over(production, today_at(work, production)),
    )


def today_at(work: Work, production: Production) -> date:
    return work.now.astimezone(ZoneInfo(production.time_zone)).date()


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def name_of(first_day: date, last_day: date, version: int | None) -> Sentence:
    """How a plan is called: its days, and its version once it has one."""
    days = {"first": full_date(first_day), "last": full_date(last_day)}
    if version is None:
        return sentence(N_("%(first)s to %(last)s"), **days)
    return sentence(N_("%(first)s to %(last)s, version %(version)s"), version=version, **days)


def _places(work: Work, production: Production) -> list[Place]:
    rows = work.db.execute(
        select(Location, col(Person.name), col(Workstation.id), col(Workstation.name), col(Workstation.measured_on))
        .join(Person, col(Person.id) == Location.supervisor_id)
        .outerjoin(Workstation, (col(Workstation.location_id) == Location.id) & col(Workstation.retired_at).is_(None))
        .where(col(Location.production_id) == production.id)
        .order_by(col(Location.name), col(Location.id), col(Workstation.name))
    ).all()
    places = []
    for _, group in groupby(rows, key=lambda row: row[0].id):
        desks = list(group)
        place, supervisor = desks[0][0], desks[0][1]
        places.append(
            Place(
                place.id, place.name, place.address, supervisor, place.capacity, [Desk(*d[2:]) for d in desks if d[2]]
            )
        )
    return places


def _weeks(work: Work, production: Production) -> list[Week]:
    today = today_at(work, production)
    last = monday_of(today) + timedelta(weeks=WEEKS_AHEAD, days=-1)
    rows = work.db.execute(
        select(col(ShootDay.on_date), col(Location.name), col(ShootDay.what))
        .join(Location, col(Location.id) == ShootDay.location_id)
        .where(col(ShootDay.production_id) == production.id, col(ShootDay.on_date).between(today, last))
        .order_by(col(ShootDay.on_date), col(Location.name))
    )
    days = [_work_day(day, list(group)) for day, group in groupby(rows, key=lambda row: row[0])]
    return [Week(monday, list(group)) for monday, group in groupby(days, key=lambda each: monday_of(each.day))]


def _work_day(day: date, rows: Sequence[Any]) -> WorkDay:
    return WorkDay(day, [place for _, place, _ in rows], list(dict.fromkeys(what for *_, what in rows if what)))


def _plans(work: Work, production: Production) -> list[PlanLine]:
    rows = work.db.execute(
        select(
            col(Plan.id), col(Plan.first_day), col(Plan.last_day), col(Plan.version), col(Plan.status),
            col(Plan.asked_at), col(Cohort.name),
        )
        .join(Cohort, col(Cohort.id) == Plan.cohort_id)
        .where(col(Plan.production_id) == production.id)
        .order_by(col(Plan.first_day).desc(), col(Plan.id).desc())
        .limit(LATEST_PLANS)
    )  # fmt: skip
    return [
        PlanLine(
            id=plan_id,
            name=name_of(first, last, version),
            cohort=cohort,
            word=PLANS.words[status].staff,
            kind=KINDS.get(status, "plain"),
            asked_at=None if version else asked_at,
        )
        for plan_id, first, last, version, status, asked_at, cohort in rows
    ]
