"""Days of work for coordinators: the coming weeks, and the forms for one day, a series and a cancelled day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlmodel import col

from app.adapters.wordings import clock_time, full_date, spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled, FilledField
from app.forms.hours import span_as_written
from app.forms.offering import offering, unseen
from app.forms.shoot_days import DayForm, SeriesForm
from app.forms.times import day_as_written, time_as_written
from app.forms.versions import seen_version
from app.models.productions import Location, Production, ShootDay
from app.models.programmes import Programme
from app.models.units import Unit
from app.pages.productions import Crumb, monday_of, today_at
from app.pages.productions_versions import Stored, stored_now
from app.rules.blueprints import blueprint_of
from app.rules.plans import WEEKS_AHEAD
from app.rules.productions import days_off_of
from app.rules.units import DAY_KINDS
from app.services import shoot_days
from app.services.bookings_touched import Touched
from app.services.units import of_production
from app.services.working_hours import closures, hours_of, is_closed, opening_hours


@dataclass(frozen=True)
class DayLine:
    """`hours` are the open blocks; without any, `why_closed` says why trainees cannot come."""

    id: UUID
    place: str
    unit: str
    kind: str
    call_time: str
    hours: Sequence[str]
    why_closed: str
    what: str
    is_its_own: bool


@dataclass(frozen=True)
class DayGroup:
    """`holiday` is the name of a public holiday on this day."""

    day: date
    holiday: str
    lines: Sequence[DayLine]


@dataclass(frozen=True)
class Week:
    monday: date
    days: Sequence[DayGroup]


@dataclass(frozen=True)
class DayList:
    id: UUID
    part: str
    zone: str
    weeks: Sequence[Week]
    has_places: bool
    crumb: Crumb
    title: str = N_("Days of work")


@dataclass(frozen=True)
class DayFormPage:
    """`touched`, `holiday`, `version` and `stored_now` belong to a day that is there already."""

    title: str
    part: str
    kind: type[Any]
    likely: Filled[Any]
    route: str
    params: Mapping[str, Any]
    day_id: UUID | None
    production_id: UUID
    has_places: bool
    usual: Sequence[str]
    holiday: str
    touched: Touched | None
    version: FilledField
    stored_now: Sequence[Stored]
    crumb: Crumb


@dataclass(frozen=True)
class CancelPage:
    id: UUID
    part: str
    day: date
    place: str
    touched: Touched
    title: str
    crumb: Crumb


def listing(work: Work, production: Production) -> DayList:
    today = today_at(work, production)
    last = monday_of(today) + timedelta(weeks=WEEKS_AHEAD, days=-1)
    rows = work.db.execute(_between(production, today, last)).all()
    open_hours, closed = opening_hours(work, production), closures(work, production, today, last)

    def line(day: ShootDay, place: Location, unit: str | None) -> DayLine:
        blocks = hours_of(production, day, open_hours.get(place.id), place.buffer_minutes).open()
        is_shut = is_closed(closed, place.id, day.on_date)
        why = N_("The place is closed on this day") if is_shut else N_("No block of work fits into the hours")
        return DayLine(
            id=day.id,
            place=place.name,
            unit=unit or "",
            kind=DAY_KINDS[day.kind],
            call_time=clock_time(day.call_time) if day.call_time else "",
            hours=[] if is_shut else _spans(production, [(each.starts_at, each.ends_at) for each in blocks]),
            why_closed="" if blocks and not is_shut else why,
            what=day.what,
            is_its_own=bool(day.block_times or day.works_from),
        )

    names = _holidays(work, production)
    days = [
        DayGroup(on, names(on), [line(*row) for row in group])
        for on, group in groupby(rows, key=lambda row: row[0].on_date)
    ]
    return DayList(
        id=production.id,
        part=production.title,
        zone=production.time_zone,
        weeks=[Week(monday, list(group)) for monday, group in groupby(days, key=lambda each: monday_of(each.day))],
        has_places=bool(rows) or _has_places(work, production),
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def _between(production: Production, first: date, last: date) -> Select[ShootDay, Location, str]:
    """Days of work with their place and the name of their unit, in the order of the page."""
    return (
        select(ShootDay, Location, col(Unit.name))
        .join(Location, col(Location.id) == ShootDay.location_id)
        .outerjoin(Unit, col(Unit.id) == ShootDay.unit_id)
        .where(col(ShootDay.production_id) == production.id, col(ShootDay.on_date).between(first, last))
        .order_by(col(ShootDay.on_date), col(Location.name))
    )


def adding(work: Work, production: Production) -> DayFormPage:
    kind = _kind(work, production, DayForm)
    return _new(production, kind, N_("Add a day"), "shoot_days.add")


def adding_series(work: Work, production: Production) -> DayFormPage:
    kind = _kind(work, production, SeriesForm)
    return _new(production, kind, N_("Add a series of days"), "shoot_days.add_series")


def changing(work: Work, day: ShootDay, filled: Filled[Any] | None = None) -> DayFormPage:
    production = work.db.get_one(Production, day.production_id)
    kind = _kind(work, production, DayForm)
    known = Filled.blank(kind, **_known(day))
    return DayFormPage(
        title=N_("Change one day"),
        part=production.title,
        kind=kind,
        likely=known,
        route="shoot_days.change",
        params={"shoot_day_id": day.id},
        day_id=day.id,
        production_id=production.id,
        has_places=True,
        usual=_usual(production),
        holiday=_holidays(work, production)(day.on_date),
        touched=shoot_days.touched_by(work, production, day),
        version=seen_version(day.version),
        stored_now=stored_now(known, filled),
        crumb=_back(production),
    )


def cancelling(work: Work, day: ShootDay) -> CancelPage:
    production, place = work.db.get_one(Production, day.production_id), work.db.get_one(Location, day.location_id)
    return CancelPage(
        id=day.id,
        part=production.title,
        day=day.on_date,
        place=place.name,
        touched=shoot_days.touched_by(work, production, day),
        title=spoken(sentence(N_("Cancel %(day)s at %(place)s"), day=full_date(day.on_date), place=place.name)),
        crumb=(N_("this day"), "shoot_days.changing", {"shoot_day_id": day.id}),
    )


def added_in_words(added: int, there: int) -> str:
    """The notice after a series."""
    words = N_("Days added: %(added)s. Days that were there already: %(there)s.")
    return spoken(sentence(words, added=added, there=there))


def _new(production: Production, kind: type[Any], title: str, route: str) -> DayFormPage:
    return DayFormPage(
        title=title,
        part=production.title,
        kind=kind,
        likely=Filled.blank(kind, kind="shoot"),
        route=route,
        params={"production_id": production.id},
        day_id=None,
        production_id=production.id,
        has_places=Filled.blank(kind).field("place").kind != "hidden",
        usual=_usual(production),
        holiday="",
        touched=None,
        version=seen_version(0),
        stored_now=(),
        crumb=_back(production),
    )


def _known(day: ShootDay) -> dict[str, object]:
    return {
        "place": day.location_id,
        "day": day_as_written(day.on_date),
        "kind": day.kind.value,
        "unit": day.unit_id,
        "call_time": day.call_time and time_as_written(day.call_time),
        "works_from": day.works_from and time_as_written(day.works_from),
        "works_until": day.works_until and time_as_written(day.works_until),
        "blocks": [span_as_written(span) for span in day.blocks],
        "what": day.what or None,
        "which": "later" if day.is_later else None,
    }


def _kind(work: Work, production: Production, kind: type[Any]) -> type[Any]:
    places = work.db.execute(
        select(col(Location.id), col(Location.name))
        .where(col(Location.production_id) == production.id)
        .order_by(col(Location.name))
    )
    choices = {
        "place": [Option(str(key), name) for key, name in places],
        "unit": [Option(str(each.id), each.name) for each in of_production(work, production)],
    }
    if choices["unit"]:
        choices["unit"].insert(0, Option("", N_("No unit")))
    for name, options in choices.items():
        kind = offering(kind, **{name: options}) if options else unseen(kind, name)
    return kind


def _holidays(work: Work, production: Production) -> Any:
    blueprint = blueprint_of(work.db.get_one(Programme, production.programme_id).key)
    return days_off_of(production, blueprint).name_of


def _has_places(work: Work, production: Production) -> bool:
    own = select(col(Location.id)).where(col(Location.production_id) == production.id).limit(1)
    return work.db.scalars(own).first() is not None


def _usual(production: Production) -> Sequence[str]:
    return [span_as_written(span) for span in production.blocks]


def _spans(production: Production, blocks: Sequence[tuple[datetime, datetime]]) -> list[str]:
    zone = ZoneInfo(production.time_zone)
    return [
        spoken(
            sentence(
                N_("%(start)s to %(end)s"),
                start=clock_time(start.astimezone(zone)),
                end=clock_time(end.astimezone(zone)),
            )
        )
        for start, end in blocks
    ]


def _back(production: Production) -> Crumb:
    return (N_("days of work"), "shoot_days.listing", {"production_id": production.id})
