"""The sheet of a place for one day: who sits where and when, who is here, and what to provide. Never why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.adapters.wordings import full_date
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.arrivals import Arrival, KindCheck
from app.models.assignments import Assignment
from app.models.call_sheets import Acknowledgement
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.rules.arrivals import BEFORE_THE_START, SEEN_BY_THEN, TOLD
from app.services.arrivals import arrived_on, asked_on, production_of
from app.services.call_sheets import PlaceDay, acknowledged_on
from app.services.fits import provisions_for
from app.services.passports_reading import fingerprint_of

Crumb = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Seat:
    starts_at: datetime
    ends_at: datetime
    desk: str


@dataclass(frozen=True)
class ToProvide:
    """One line of the checklist. `words` is what is read; the fingerprint says which words were ticked."""

    words: str
    fingerprint: str
    ready_by: str
    ready_at: datetime | None


@dataclass(frozen=True)
class OnSheet:
    """One person on the sheet. `state` is a message id, `kind` its shape."""

    person_id: UUID
    name: str
    assignment_id: UUID
    seats: Sequence[Seat]
    state: str
    kind: str
    here_since: datetime | None
    can_mark: bool
    said: str
    provide: Sequence[ToProvide]


@dataclass(frozen=True)
class PlacePage:
    title: Sentence
    part: str
    production_id: UUID
    location_id: UUID
    day: date
    zone: str
    address: str
    supervisor: str
    people: Sequence[OnSheet]
    crumb: Crumb


@dataclass(frozen=True)
class PlaceToday:
    location_id: UUID
    name: str
    expected: int
    here: int
    not_here_yet: int


@dataclass(frozen=True)
class TodayPage:
    production_id: UUID
    day: date
    part: str
    places: Sequence[PlaceToday]
    next_day: date | None
    crumb: Crumb
    title: str = N_("Today")


def place_day(work: Work, production: Production, location_id: UUID, day: date) -> PlaceDay:
    """Raises `Missing` for a place of another production."""
    location = work.db.get(Location, location_id)
    if location is None or location.production_id != production.id:
        raise Missing
    return PlaceDay(production, location, day)


def place_of(work: Work, assignment: Assignment) -> PlaceDay:
    """The sheet on which a day of somebody stands."""
    desk = work.db.get_one(Workstation, assignment.workstation_id)
    return PlaceDay(production_of(work, assignment), work.db.get_one(Location, desk.location_id), assignment.on_date)


def place(work: Work, place: PlaceDay) -> PlacePage:
    rows = _rows(work, place)
    arrivals = {each.person_id: each for each in work.db.scalars(arrived_on(place.production.id, place.day))}
    checks = {each.person_id: each for each in work.db.scalars(asked_on(place.production.id, place.day))}
    provide = _to_provide(work, place, [row.Person.id for row in rows])
    people = [
        _on_sheet(work, list(group), arrivals.get(person), checks.get(person), provide.get(person, ()))
        for person, group in groupby(rows, key=lambda row: row.Person.id)
    ]
    return PlacePage(
        title=sentence(N_("%(place)s on %(day)s"), place=place.location.name, day=full_date(place.day)),
        part=place.production.title,
        production_id=place.production.id,
        location_id=place.location.id,
        day=place.day,
        zone=place.production.time_zone,
        address=place.location.address,
        supervisor=work.db.scalars(
            select(col(Person.name)).where(col(Person.id) == place.location.supervisor_id)
        ).one(),
        people=people,
        crumb=(place.production.title, "productions.show", {"production_id": place.production.id}),
    )


def today(work: Work, production: Production) -> TodayPage:
    """Each place with its numbers for today, and where nobody works today, the next day on which somebody does."""
    day = work.now.astimezone(ZoneInfo(production.time_zone)).date()
    rows = work.db.execute(
        select(col(Location.id), col(Location.name), col(Assignment.person_id), func.min(col(Assignment.starts_at)))
        .join(Workstation, col(Workstation.location_id) == Location.id)
        .join(Assignment, col(Assignment.workstation_id) == Workstation.id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(col(Assignment.is_live), col(Assignment.on_date) == day, col(Plan.production_id) == production.id)
        .group_by(col(Location.id), col(Location.name), col(Assignment.person_id))
        .order_by(col(Location.name), col(Location.id))
    ).all()
    here = {each.person_id for each in work.db.scalars(arrived_on(production.id, day))}
    places = [_place_today(work, list(group), here) for _, group in groupby(rows, key=lambda row: row[0])]
    coming = _live_days(production).where(col(Assignment.on_date) > day).order_by(col(Assignment.on_date)).limit(1)
    return TodayPage(
        production_id=production.id,
        day=day,
        part=production.title,
        places=places,
        next_day=work.db.scalars(coming).first(),
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def example_place(db: Session, production: Production) -> Mapping[str, str] | None:
    """The newest day on which somebody works at a place."""
    found = db.execute(
        select(col(Workstation.location_id), col(Assignment.on_date))
        .join(Assignment, col(Assignment.workstation_id) == Workstation.id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(col(Assignment.is_live), col(Plan.production_id) == production.id)
        .order_by(col(Assignment.on_date), col(Assignment.id))
        .limit(1)
    ).first()
    return {"location_id": str(found[0]), "day": found[1].isoformat()} if found else None


def _rows(work: Work, place: PlaceDay) -> Sequence[Any]:
    return work.db.execute(
        select(Person, Assignment, Workstation)
        .join(Assignment, col(Assignment.person_id) == Person.id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .where(
            col(Assignment.is_live),
            col(Assignment.on_date) == place.day,
            col(Plan.production_id) == place.production.id,
            col(Workstation.location_id) == place.location.id,
        )
        .order_by(col(Person.name), col(Person.id), col(Assignment.starts_at))
    ).all()


def _on_sheet(
    work: Work, rows: Sequence[Any], arrival: Arrival | None, check: KindCheck | None, provide: Sequence[ToProvide]
) -> OnSheet:
    first, last = rows[0].Assignment, rows[-1].Assignment
    state, kind = _state(work, first.starts_at, last.ends_at, arrival)
    return OnSheet(
        person_id=first.person_id,
        name=rows[0].Person.name,
        assignment_id=first.id,
        seats=[Seat(row.Assignment.starts_at, row.Assignment.ends_at, row.Workstation.name) for row in rows],
        state=state,
        kind=kind,
        here_since=arrival.at if arrival else None,
        can_mark=arrival is None and first.starts_at - BEFORE_THE_START <= work.now <= last.ends_at,
        said=TOLD[check.answer] if check is not None and check.answer else "",
        provide=provide,
    )


def _state(work: Work, starts_at: datetime, ends_at: datetime, arrival: Arrival | None) -> tuple[str, str]:
    if arrival is not None:
        return N_("Here"), "success"
    if work.now > ends_at:
        return N_("The day is over"), "plain"
    if work.now >= starts_at + SEEN_BY_THEN:
        return N_("Not here yet"), "info"
    return N_("Expected"), "plain"


def _to_provide(work: Work, place: PlaceDay, people: Sequence[UUID]) -> dict[UUID, list[ToProvide]]:
    shared = provisions_for(work, place.production.id, dict.fromkeys(people))
    if not shared:
        return {}
    rows = work.db.execute(
        acknowledged_on(place).join(Person, col(Person.id) == col(Acknowledgement.by_id)).add_columns(col(Person.name))
    )
    ready = {(row.person_id, row.words): (name, row.at) for row, name in rows}
    return {
        person: [
            _line(provision.instruction, *ready.get((person, provision.instruction), ("", None))) for provision in lines
        ]
        for person, lines in shared.items()
    }


def _line(words: str, by: str, at: datetime | None) -> ToProvide:
    return ToProvide(words, fingerprint_of(words), by, at)


def _place_today(work: Work, rows: Sequence[Any], here: set[UUID]) -> PlaceToday:
    missing = [row for row in rows if row[2] not in here and row[3] + SEEN_BY_THEN <= work.now]
    return PlaceToday(rows[0][0], rows[0][1], len(rows), sum(row[2] in here for row in rows), len(missing))


def _live_days(production: Production) -> Any:
    return (
        select(col(Assignment.on_date))
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(col(Assignment.is_live), col(Plan.production_id) == production.id)
    )
