"""What coordinators see of one place: how it is described, when it is open and closed, and its coming days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import clock_time, spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled, FilledField
from app.forms.hours import span_as_written
from app.forms.locations import WEEKDAYS, HoursForm, PlaceForm
from app.forms.offering import offering
from app.forms.versions import seen_version
from app.models.closures import Closure, OpeningHours
from app.models.people import Person
from app.models.productions import Location, Production
from app.pages.productions import Crumb, today_at
from app.pages.productions_versions import Stored, stored_now
from app.services.locations import FIELDS, supervisors

WEEKDAY_WORDS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


@dataclass(frozen=True)
class Part:
    label: str
    value: str
    change: None = None


@dataclass(frozen=True)
class PlacePage:
    """`hours` are empty when the place is open on each of its days; `missing` is what a plan waits for."""

    id: UUID
    production_id: UUID
    title: str
    part: str
    address: str
    supervisor: str
    capacity: int
    buffer_minutes: int
    parts: Sequence[Part]
    hours: Sequence[Part]
    closures: Sequence[Closure]
    crumb: Crumb


@dataclass(frozen=True)
class PlaceFormPage:
    """`version` and `stored_now` belong to a place that is there already."""

    title: str
    part: str
    kind: type[PlaceForm]
    route: str
    params: Mapping[str, Any]
    likely: Filled[PlaceForm]
    version: FilledField
    stored_now: Sequence[Stored]
    crumb: Crumb


@dataclass(frozen=True)
class HoursPage:
    id: UUID
    part: str
    likely: Filled[HoursForm]
    version: FilledField
    stored_now: Sequence[Stored]
    crumb: Crumb
    title: str = N_("When this place is open")


def show(work: Work, place: Location) -> PlacePage:
    production, supervisor = work.db.execute(
        select(Production, col(Person.name))
        .join(Person, col(Person.id) == place.supervisor_id)
        .where(col(Production.id) == place.production_id)
    ).one()
    return PlacePage(
        id=place.id,
        production_id=production.id,
        title=place.name,
        part=production.title,
        address=place.address,
        supervisor=supervisor,
        capacity=place.capacity,
        buffer_minutes=place.buffer_minutes,
        parts=[
            Part(N_("How to get there"), place.way_there),
            Part(N_("What trainees do there"), place.what_you_do),
            Part(N_("What could change"), place.what_could_change),
        ],
        hours=_hours_in_words(_hours(work, place)),
        closures=_closures(work, production, place),
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def adding(work: Work, production: Production) -> PlaceFormPage:
    kind = _kind(work, production)
    return PlaceFormPage(
        title=N_("Add a place"),
        part=production.title,
        kind=kind,
        route="locations.add",
        params={"production_id": production.id},
        likely=Filled.blank(kind, capacity=4, buffer_minutes=0),
        version=seen_version(0),
        stored_now=(),
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def changing(work: Work, place: Location, filled: Filled[Any] | None = None) -> PlaceFormPage:
    """Read anew after a refusal, so that it shows what is stored."""
    production = work.db.get_one(Production, place.production_id)
    kind = _kind(work, production)
    known = Filled.blank(kind, supervisor=place.supervisor_id, **{name: getattr(place, name) for name in FIELDS})
    return PlaceFormPage(
        title=N_("Change a place"),
        part=production.title,
        kind=kind,
        route="locations.change",
        params={"location_id": place.id},
        likely=known,
        version=seen_version(place.version),
        stored_now=stored_now(known, filled),
        crumb=(place.name, "locations.show", {"location_id": place.id}),
    )


def hours(work: Work, place: Location, filled: Filled[Any] | None = None) -> HoursPage:
    known = Filled.blank(
        HoursForm,
        **{WEEKDAYS[row.weekday]: span_as_written((row.opens, row.closes)) for row in _hours(work, place)},
    )
    return HoursPage(
        id=place.id,
        part=place.name,
        likely=known,
        version=seen_version(place.version),
        stored_now=stored_now(known, filled),
        crumb=(place.name, "locations.show", {"location_id": place.id}),
    )


def _kind(work: Work, production: Production) -> type[PlaceForm]:
    return offering(
        PlaceForm, supervisor=[Option(str(key), name) for key, name in supervisors(work, production).items()]
    )


def _hours(work: Work, place: Location) -> Sequence[OpeningHours]:
    own = select(OpeningHours).where(col(OpeningHours.location_id) == place.id)
    return work.db.scalars(own.order_by(col(OpeningHours.weekday))).all()


def _hours_in_words(rows: Sequence[OpeningHours]) -> Sequence[Part]:
    found = {
        row.weekday: spoken(
            sentence(N_("%(start)s to %(end)s"), start=clock_time(row.opens), end=clock_time(row.closes))
        )
        for row in rows
    }
    return [Part(day, found.get(number, N_("Closed"))) for number, day in enumerate(WEEKDAY_WORDS)] if found else ()


def _closures(work: Work, production: Production, place: Location) -> Sequence[Closure]:
    """Closed periods that are not over, of this place or of everything."""
    rows = work.db.scalars(
        select(Closure)
        .where(col(Closure.production_id) == production.id, col(Closure.last_day) >= today_at(work, production))
        .order_by(col(Closure.first_day), col(Closure.id))
    )
    return [each for each in rows if each.location_id in {None, place.id}]
