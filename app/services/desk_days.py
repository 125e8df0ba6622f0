"""The days of desks: on which of them a desk cannot be used, and who has a day there."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlmodel import col

from app.core.work import Work
from app.core.working_days import today_in
from app.models.assignments import Assignment
from app.models.breakdowns import Breakdown
from app.models.people import Person
from app.models.productions import Location, Production
from app.models.workstations import Workstation


@dataclass(frozen=True, order=True)
class Day:
    """Somebody's published day at a desk."""

    on_date: date
    name: str
    person_id: UUID


def unusable(work: Work, desks: Iterable[Workstation], first: date, last: date) -> set[tuple[UUID, date]]:
    """Each desk with each day, from the first to the last, on which nobody can be planned there.

    A desk is out of service on the days of its breakdowns, and a retired one on every day after its retirement.
    """
    wanted = list(desks)
    lost = work.db.scalars(
        select(Breakdown).where(
            col(Breakdown.workstation_id).in_([desk.id for desk in wanted]), lasts_into(first, last)
        )
    )
    return closed_by(wanted, lost, first, last)


def lasts_into(first: date, last: date) -> ColumnElement[bool]:
    """Breakdowns of which a day lies between these days."""
    return and_(col(Breakdown.first_day) <= last, col(Breakdown.last_day) >= first)


def closed_by(
    desks: Iterable[Workstation], lost: Iterable[Breakdown], first: date, last: date
) -> set[tuple[UUID, date]]:
    """What these breakdowns and retirements close, for who has read them already."""
    closed = {
        (each.workstation_id, day)
        for each in lost
        for day in _days(max(first, each.first_day), min(last, each.last_unusable))
    }
    for desk in desks:
        if desk.retired_at is not None:
            closed |= {(desk.id, day) for day in _days(max(first, desk.retired_at.date() + timedelta(days=1)), last)}
    return closed


def taken(work: Work, desk: Workstation, first: date, last: date | None = None) -> list[Day]:
    """Who has a published day at this desk, from the first to the last of these days, in order of the days."""
    rows = work.db.execute(
        select(col(Assignment.on_date), col(Person.name), col(Person.id))
        .join(Person, col(Person.id) == Assignment.person_id)
        .where(col(Assignment.workstation_id) == desk.id, col(Assignment.is_live), col(Assignment.on_date) >= first)
        .where(*([col(Assignment.on_date) <= last] if last else []))
        .distinct()
        .order_by(col(Assignment.on_date), col(Person.name), col(Person.id))
    )
    return [Day(*row) for row in rows]


def mark_of(days: Sequence[Day]) -> str:
    """Stands for what a page listed, so that nobody closes a desk without having read who is there."""
    text = "|".join(f"{day.person_id} {day.on_date}" for day in days)
    return hashlib.sha256(text.encode()).hexdigest()


def today_at(work: Work, desk: Workstation) -> date:
    """The day that it is where the desk stands."""
    zone = work.db.scalars(
        select(col(Production.time_zone))
        .join(Location, col(Location.production_id) == Production.id)
        .where(col(Location.id) == desk.location_id)
    ).one()
    return today_in(zone, work.now)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
