"""Which published days of which people a change touches. They keep them until a new plan is published (row 71)."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.work import Work
from app.core.working_days import today_in
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.productions import Location, Production
from app.models.workstations import Workstation


@dataclass(frozen=True, order=True)
class TouchedDay:
    """One day that somebody has at a place."""

    name: str
    person_id: UUID
    day: date
    place: str
    location_id: UUID


@dataclass(frozen=True)
class TouchedPerson:
    name: str
    days: Sequence[TouchedDay]


@dataclass(frozen=True)
class Touched:
    """In the order of names and days."""

    days: Sequence[TouchedDay]

    @property
    def people(self) -> Sequence[TouchedPerson]:
        by_person: dict[UUID, list[TouchedDay]] = {}
        for each in self.days:
            by_person.setdefault(each.person_id, []).append(each)
        return [TouchedPerson(days[0].name, days) for days in by_person.values()]

    @property
    def day_count(self) -> int:
        return len(self.days)

    @property
    def mark(self) -> str:
        text = " ".join(f"{each.person_id}{each.day}{each.location_id}" for each in self.days)
        return hashlib.sha256(text.encode()).hexdigest()

    def at(self, pairs: Iterable[tuple[UUID, date]]) -> "Touched":
        """Only those at one of these places on its day."""
        wanted = set(pairs)
        return Touched([each for each in self.days if (each.location_id, each.day) in wanted])


def touched(work: Work, production: Production, first: date, last: date, location_id: UUID | None = None) -> Touched:
    """Published days from today on, in one statement; without a place those of the whole production."""
    today = today_in(production.time_zone, work.now)
    found = _live(production).where(col(Assignment.on_date).between(max(first, today), last))
    if location_id is not None:
        found = found.where(col(Location.id) == location_id)
    return Touched([TouchedDay(*row) for row in work.db.execute(found)])


def _live(production: Production) -> Select[str, UUID, date, str, UUID]:
    return (
        select(col(Person.name), col(Person.id), col(Assignment.on_date), col(Location.name), col(Location.id))
        .select_from(Assignment)
        .join(Person, col(Person.id) == Assignment.person_id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Location.production_id) == production.id, col(Assignment.is_live))
        .distinct()
        .order_by(col(Person.name), col(Person.id), col(Assignment.on_date), col(Location.name), col(Location.id))
    )
