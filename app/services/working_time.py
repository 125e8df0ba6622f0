"""Hours that are over against hours that were agreed, week by week. Nobody is late here, and nothing is counted twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.models.assignments import Assignment, AssignmentStatus
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Production
from app.models.programmes import Programme
from app.rules.blueprints import blueprint_of
from app.rules.hours import WEEKS_SHOWN
from app.rules.plans import BLOCKS_A_WEEK

WORKING_WEEK = 5


@dataclass(frozen=True)
class WorkedWeek:
    """One person's week at one production. `agreed` is less in a week with public holidays, so that none is short."""

    person: str
    production: str
    monday: date
    agreed: timedelta
    worked: timedelta
    has_holiday: bool


def weeks_of(work: Work, person_id: UUID | None) -> list[WorkedWeek]:
    return _weeks(work, _done(work).where(col(Assignment.person_id) == person_id))


def weeks_at(work: Work, production: Production) -> list[WorkedWeek]:
    return _weeks(work, _done(work).where(col(Production.id) == production.id))


def _done(work: Work) -> Any:
    """Blocks that are over. A day that two versions planned alike stands there once: see `_once`."""
    return (
        select(col(Person.id), col(Person.name), Production, col(Programme.key))
        .add_columns(col(Assignment.on_date), col(Assignment.starts_at), col(Assignment.ends_at))
        .select_from(Assignment)
        .join(Person, col(Person.id) == Assignment.person_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Production, col(Production.id) == Plan.production_id)
        .join(Programme, col(Programme.id) == Production.programme_id)
        .where(
            col(Assignment.status) == AssignmentStatus.DONE,
            col(Assignment.ends_at) > work.now - timedelta(weeks=WEEKS_SHOWN),
        )
        .order_by(col(Person.name), col(Person.id), col(Assignment.starts_at))
    )


def _weeks(work: Work, blocks: Any) -> list[WorkedWeek]:
    weeks: dict[tuple[UUID, UUID, date], list[Any]] = defaultdict(list)
    for row in work.db.execute(blocks).all():
        monday = row.on_date - timedelta(days=row.on_date.weekday())
        weeks[row[0], row.Production.id, monday].append(row)
    found = [_week(monday, rows) for (_, _, monday), rows in weeks.items()]
    return sorted(found, key=lambda week: week.monday, reverse=True)


def _week(monday: date, rows: Sequence[Any]) -> WorkedWeek:
    first = rows[0]
    days_off = blueprint_of(first.key).days_off
    off = sum(monday + timedelta(days=offset) in days_off for offset in range(WORKING_WEEK))
    return WorkedWeek(
        person=first.name,
        production=first.Production.title,
        monday=monday,
        agreed=_agreed(first.Production) * (WORKING_WEEK - off) / WORKING_WEEK,
        worked=_once((row.starts_at, row.ends_at) for row in rows),
        has_holiday=off > 0,
    )


def _once(times: Iterable[tuple[datetime, datetime]]) -> timedelta:
    return sum((end - start for start, end in set(times)), timedelta())


def _agreed(production: Production) -> timedelta:
    """So many blocks a week, each as long as those of the production are on average."""
    lengths = [datetime.combine(date.min, end) - datetime.combine(date.min, start) for start, end in production.blocks]
    return sum(lengths, timedelta()) / len(lengths) * BLOCKS_A_WEEK if lengths else timedelta()
