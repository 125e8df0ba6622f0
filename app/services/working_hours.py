"""When the places of a production can be used: one answer for plans, checks and pages alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, exists, or_, select
from sqlmodel import col

from app.core.work import Work
from app.models.assignments import Assignment
from app.models.closures import Closure, OpeningHours
from app.models.plans import Plan
from app.models.productions import Location, Production, ShootDay
from app.rules.working_hours import Block, DayHours, Window

OpenBlocks = Mapping[tuple[UUID, date], tuple[Block, ...]]
"""The open blocks of each place on each day. A place that is closed on a day has no entry for it."""


def open_blocks(work: Work, production: Production, first: date, last: date) -> OpenBlocks:
    """From shoot days, their own hours, opening hours and closed periods, in one statement; both days count.

    A day whose place keeps hours comes once for each weekday of them.
    """
    shut = exists().where(
        col(Closure.production_id) == ShootDay.production_id,
        or_(col(Closure.location_id).is_(None), col(Closure.location_id) == ShootDay.location_id),
        col(ShootDay.on_date).between(col(Closure.first_day), col(Closure.last_day)),
    )
    rows = work.db.execute(
        select(ShootDay, col(Location.buffer_minutes), OpeningHours)
        .join(Location, col(Location.id) == ShootDay.location_id)
        .outerjoin(OpeningHours, col(OpeningHours.location_id) == ShootDay.location_id)
        .where(*_of_production(production), col(ShootDay.on_date).between(first, last), ~shut)
        .order_by(col(ShootDay.on_date), col(ShootDay.location_id))
    ).all()
    opened = {}
    for (place, day), group in groupby(rows, key=lambda row: (row[0].location_id, row[0].on_date)):
        found = list(group)
        weekdays = {hours.weekday: (hours.opens, hours.closes) for _, _, hours in found if hours}
        opened[place, day] = hours_of(production, found[0][0], weekdays, found[0][1]).open()
    return {key: blocks for key, blocks in opened.items() if blocks}


def days_to_plan(production: Production) -> Subquery:
    """The days, in `on_date`, that a plan can be about: those of work, and those that people hold though they are cancelled."""
    held = (
        select(col(Assignment.on_date))
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(col(Plan.production_id) == production.id, col(Assignment.is_live))
    )
    work = select(col(ShootDay.on_date)).where(*_of_production(production))
    return work.union(held).subquery()


def _of_production(production: Production) -> Iterator[ColumnElement[bool]]:
    """Its days of work from its first to its last day, where those are known."""
    yield col(ShootDay.production_id) == production.id
    if production.first_day:
        yield col(ShootDay.on_date) >= production.first_day
    if production.last_day:
        yield col(ShootDay.on_date) <= production.last_day


def hours_of(
    production: Production, day: ShootDay, weekdays: Mapping[int, Window] | None, buffer_minutes: int
) -> DayHours:
    """What one day keeps to. `weekdays` are the opening hours of its place; a weekday that is not among them is closed."""
    windows: list[Window] = []
    if weekdays:
        windows.append(weekdays.get(day.on_date.weekday(), NEVER))
    if day.works_from and day.works_until:
        windows.append((day.works_from, day.works_until))
    return DayHours(
        day=day.on_date,
        zone=production.time_zone,
        blocks=day.blocks or production.blocks,
        windows=windows,
        buffer_minutes=buffer_minutes,
        is_later=day.is_later,
    )


def opening_hours(work: Work, production: Production) -> Mapping[UUID, Mapping[int, Window]]:
    """The hours of each place by weekday; a place without any is not in it."""
    rows = work.db.scalars(
        select(OpeningHours)
        .join(Location, col(Location.id) == OpeningHours.location_id)
        .where(col(Location.production_id) == production.id)
    )
    found: dict[UUID, dict[int, Window]] = {}
    for row in rows:
        found.setdefault(row.location_id, {})[row.weekday] = (row.opens, row.closes)
    return found


def closures(work: Work, production: Production, first: date, last: date) -> Sequence[Closure]:
    """The closed periods that touch these days, the earliest first."""
    return work.db.scalars(
        select(Closure)
        .where(
            col(Closure.production_id) == production.id,
            col(Closure.first_day) <= last,
            col(Closure.last_day) >= first,
        )
        .order_by(col(Closure.first_day), col(Closure.id))
    ).all()


def is_closed(closed: Iterable[Closure], location_id: UUID, day: date) -> bool:
    return any(each.location_id in {None, location_id} and each.first_day <= day <= each.last_day for each in closed)


NEVER: Window = (time(), time())
"""A window that holds no block."""
