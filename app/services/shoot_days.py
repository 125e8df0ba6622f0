"""Keeping the days of work: adding one or a series, changing one alone, and cancelling one."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import clock_time, full_date
from app.core.errors import Refused
from app.core.events import Event, Facts
from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.hours import as_stored
from app.forms.shoot_days import Cancellation, DayForm, SeriesForm
from app.models.productions import DayKind, Location, Production, ShootDay
from app.models.units import Unit
from app.rules.productions import is_over, works_on
from app.rules.working_hours import times_it_happens
from app.services.bookings_touched import Touched, touched
from app.services.productions_versions import keep_version

LONGEST_SERIES_DAYS = 400
OTHERS_NOW = N_(
    "The published days changed since you opened this page. Read the list below again, then press the button."
)


@dataclass(frozen=True)
class DayWanted:
    """What a day of work is to be. The names are those of its columns."""

    location_id: UUID
    on_date: date
    kind: DayKind
    unit_id: UUID | None
    call_time: time | None
    works_from: time | None
    works_until: time | None
    what: str
    is_later: bool

    def write(self, day: ShootDay) -> None:
        for each in fields(self):
            setattr(day, each.name, getattr(self, each.name))


def add(work: Work, production: Production, form: DayForm) -> ShootDay:
    """Add one day. The router holds the production, so that nobody adds the same day meanwhile."""
    wanted = _wanted(work, production, form)
    refuse_over(work, production, form.day)
    refuse_outside(production, form.day)
    _refuse_taken(work, wanted)
    day = new_day(work, production, wanted)
    day.block_times = _own_blocks(production, form)
    work.record(Event("shoot_days.added", day.id, programme_id=production.programme_id, facts=_facts(day)))
    return day


def add_series(work: Work, production: Production, form: SeriesForm) -> tuple[int, int]:
    """Add a day on each of these weekdays. Returns how many are new, and how many were there already."""
    days = _days_of_series(form)
    refuse_over(work, production, form.first_day, field="first_day")
    refuse_outside(production, form.first_day, field="first_day")
    refuse_outside(production, form.last_day, field="last_day")
    for day in days:
        refuse_odd_times(production, day, [("call_time", form.call_time)], form.which)
    _refuse_strangers(work, production, form.place, form.unit)
    there = set(
        work.db.scalars(
            select(col(ShootDay.on_date)).where(
                col(ShootDay.location_id) == form.place, col(ShootDay.on_date).between(form.first_day, form.last_day)
            )
        )
    )
    wanted = [
        DayWanted(form.place, day, form.kind, form.unit, form.call_time, None, None, form.what, form.which == "later")
        for day in days
        if day not in there
    ]
    added = [new_day(work, production, each) for each in wanted]
    facts: Facts = {"count": len(added), "place": str(form.place)}
    work.record(Event("shoot_days.series_added", production.id, programme_id=production.programme_id, facts=facts))
    return len(added), len(days) - len(added)


def change(work: Work, day: ShootDay, form: DayForm) -> None:
    """Change or move one day alone; the others of its series stay as they are."""
    production = work.db.get_one(Production, day.production_id, with_for_update=True)
    keep_version(day, form.version)
    refuse_over(work, production, day.on_date)
    refuse_over(work, production, form.day)
    refuse_outside(production, form.day)
    wanted = _wanted(work, production, form)
    _refuse_taken(work, wanted, but=day.id)
    blocks = _own_blocks(production, form)
    wanted.write(day)
    day.block_times = blocks
    work.record(Event("shoot_days.changed", day.id, programme_id=production.programme_id, facts=_facts(day)))


def cancel(work: Work, day: ShootDay, form: Cancellation) -> None:
    """Take a day out. Published days there stay until a new plan is published; refused when they are others now."""
    production = work.db.get_one(Production, day.production_id)
    refuse_over(work, production, day.on_date)
    if touched_by(work, production, day).mark != form.seen:
        raise Refused(OTHERS_NOW)
    work.record(Event("shoot_days.cancelled", day.id, programme_id=production.programme_id, facts=_facts(day)))
    work.db.delete(day)


def touched_by(work: Work, production: Production, day: ShootDay) -> Touched:
    return touched(work, production, day.on_date, day.on_date, day.location_id)


def new_day(work: Work, production: Production, wanted: DayWanted) -> ShootDay:
    day = ShootDay(
        id=work.new_id(), production_id=production.id, location_id=wanted.location_id, on_date=wanted.on_date
    )
    wanted.write(day)
    work.db.add(day)
    return day


def refuse_over(work: Work, production: Production, day: date, *, field: str = "day") -> None:
    if day < today_in(production.time_zone, work.now):
        raise Refused(N_("This day is over. Write a day that is still to come"), field=field)


def refuse_outside(production: Production, day: date, *, field: str = "day") -> None:
    """No day of work before the first or after the last day of the production."""
    if works_on(production, day):
        return
    if is_over(production, day):
        words, limit = (
            N_("The last day of this production is %(day)s. Write that day or an earlier one"),
            production.last_day,
        )
    else:
        words, limit = (
            N_("The first day of this production is %(day)s. Write that day or a later one"),
            production.first_day,
        )
    raise Refused(sentence(words, day=full_date(limit)) if limit else words, field=field)


def refuse_odd_times(
    production: Production, day: date, times: Iterable[tuple[str, time | None]], which: str | None
) -> None:
    """Refuse times that do not exist on a day, and ask which is meant where an hour comes twice (REL-14)."""
    for field, moment in times:
        often = 1 if moment is None else times_it_happens(day, moment, production.time_zone)
        if moment is None or often == 1:
            continue
        facts = {"day": full_date(day), "time": clock_time(moment)}
        if often == 0:
            raise Refused(
                sentence(
                    N_("On %(day)s the clock goes forward, and there is no %(time)s. Write another time"), **facts
                ),
                field=field,
            )
        if which is None:
            raise Refused(
                sentence(N_("On %(day)s the clock goes back, and %(time)s comes twice. Choose which one"), **facts),
                field="which",
            )


def _wanted(work: Work, production: Production, form: DayForm) -> DayWanted:
    _refuse_half_hours(form)
    times = [(name, getattr(form, name)) for name in ("call_time", "works_from", "works_until")]
    times += [("blocks", moment) for span in form.blocks for moment in span]
    refuse_odd_times(production, form.day, times, form.which)
    _refuse_strangers(work, production, form.place, form.unit)
    return DayWanted(
        location_id=form.place,
        on_date=form.day,
        kind=form.kind,
        unit_id=form.unit,
        call_time=form.call_time,
        works_from=form.works_from,
        works_until=form.works_until,
        what=form.what,
        is_later=form.which == "later",
    )


def _refuse_half_hours(form: DayForm) -> None:
    if (form.works_from is None) != (form.works_until is None):
        missing = "works_until" if form.works_until is None else "works_from"
        raise Refused(N_("Write both the beginning and the end, or none of them"), field=missing)
    if form.works_from and form.works_until and form.works_until <= form.works_from:
        raise Refused(N_("The end is before the beginning. Write an end on the same day"), field="works_until")


def _own_blocks(production: Production, form: DayForm) -> list[list[str]]:
    most = len(production.block_times)
    if len(form.blocks) > most:
        words = N_("This production has %(most)s blocks a day. Write %(most)s or fewer")
        raise Refused(sentence(words, most=most), field="blocks")
    return as_stored(form.blocks)


def _refuse_strangers(work: Work, production: Production, place: UUID, unit: UUID | None) -> None:
    """A place and a unit belong to this production."""
    found = work.db.get(Location, place)
    if found is None or found.production_id != production.id:
        raise Refused(N_("Choose one of the places in the list"), field="place")
    chosen = work.db.get(Unit, unit) if unit else None
    if unit and (chosen is None or chosen.production_id != production.id):
        raise Refused(N_("Choose one of the units in the list"), field="unit")


def _refuse_taken(work: Work, wanted: DayWanted, but: UUID | None = None) -> None:
    same = select(col(ShootDay.id)).where(
        col(ShootDay.location_id) == wanted.location_id, col(ShootDay.on_date) == wanted.on_date
    )
    if work.db.scalars(same.where(col(ShootDay.id) != but) if but else same).first() is not None:
        facts = {"place": work.db.get_one(Location, wanted.location_id).name, "day": full_date(wanted.on_date)}
        raise Refused(sentence(N_("%(place)s has a day on %(day)s already. Change that one"), **facts), field="day")


def _days_of_series(form: SeriesForm) -> list[date]:
    length = (form.last_day - form.first_day).days
    if length < 0:
        raise Refused(N_("The last day is before the first day"), field="last_day")
    if length > LONGEST_SERIES_DAYS:
        raise Refused(N_("Add a year at most. Check the year that you wrote"), field="last_day")
    weekdays = set(map(int, form.weekdays))
    days = (form.first_day + timedelta(days=offset) for offset in range(length + 1))
    found = [day for day in days if day.weekday() in weekdays]
    if not found:
        raise Refused(N_("There is no such weekday between these days"), field="weekdays")
    return found


def _facts(day: ShootDay) -> dict[str, str]:
    return {"place": str(day.location_id), "day": day.on_date.isoformat()}
