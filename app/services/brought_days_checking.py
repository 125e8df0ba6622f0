"""Each row of a brought file against the places, units and clock of its production: a day that is meant, or what is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from pydantic_core import PydanticCustomError
from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import full_date, listed, spoken
from app.core.errors import Refused
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.dates import sensible_date
from app.forms.times import sensible_time
from app.models.productions import DayKind, Location, Production
from app.rules.brought_days import COLUMNS
from app.services.brought_days_reading import Row
from app.services.shoot_days import refuse_odd_times
from app.services.units import of_production

MOST_NAMED = 6
LONGEST_SHOWN = 40
MIDNIGHT = re.compile(r"\s+00:00(:00)?$")
SECONDS = re.compile(r"^(\d{1,2}:\d{2}):\d{2}$")
WHICH = re.compile(r"\s+(first|second)$", re.IGNORECASE)
KINDS = {
    "shoot": DayKind.SHOOT,
    "shoot day": DayKind.SHOOT,
    "shooting": DayKind.SHOOT,
    "post": DayKind.POST,
    "post-production": DayKind.POST,
    "post-production day": DayKind.POST,
    "post production": DayKind.POST,
}
TIMES = ("call_time", "works_from", "works_until")


@dataclass(frozen=True)
class GoodRow:
    """`columns` holds what the file says about the day, by the names of its columns; what it does not say stays as it is."""

    number: int
    key: str
    location_id: UUID
    on_date: date
    columns: Mapping[str, Any]


@dataclass(frozen=True)
class BrokenRow:
    """`key` names the day that the row may be about, or is empty when nobody can know."""

    number: int
    key: str
    sentence: Sentence


@dataclass(frozen=True)
class Checked:
    """`over` counts rows of days that are over; they change nothing."""

    good: Sequence[GoodRow]
    broken: Sequence[BrokenRow]
    over: int


class Wrong(Exception):
    """One cell cannot be used."""

    def __init__(self, column: str, message: str, **facts: object) -> None:
        self.column, self.said = column, sentence(message, **facts)
        super().__init__(message)


@dataclass
class Checking:
    """One walk over the rows; `seen` are the keys and days that were met before, with their rows."""

    production: Production
    places: Mapping[str, UUID]
    place_names: Sequence[str]
    units: Mapping[str, UUID]
    today: date
    seen: dict[str, int] = field(default_factory=dict)

    def check(self, rows: Sequence[Row]) -> Checked:
        good: list[GoodRow] = []
        broken: list[BrokenRow] = []
        over = 0
        for row in rows:
            number = int(row["number"])
            try:
                found = self._row(number, row)
            except Wrong as wrong:
                broken.append(BrokenRow(number, self._key_of_broken(row), _said(number, wrong)))
                continue
            if found.on_date < self.today:
                over += 1
            else:
                good.append(found)
        return Checked(good, broken, over)

    def _row(self, number: int, row: Row) -> GoodRow:
        _refuse_formulas(row)
        if row.get("repeats"):
            raise Wrong("day", N_("this event repeats. Save each day as an event of its own"))
        day, place = self._day(row["day"]), self._place(row["place"])
        columns = {name: read(self, row[name]) for name, read in READERS.items() if name in row}
        times = {name: _time(name, row[name]) for name in TIMES if name in row}
        columns |= {**times, "is_later": self._clock(row, day)} if times else {}
        _refuse_half_hours(row, columns)
        key = f"row:{row['id']}" if row.get("id") else f"at:{place}:{day}"
        self._refuse_twice(number, {key: "id", f"at:{place}:{day}": "day"})
        return GoodRow(number, key, place, day, columns)

    def _day(self, text: str) -> date:
        """A day of the production; one that is over stays as it is whatever the production's days are now."""
        day, first, last = _day(text), self.production.first_day, self.production.last_day
        if day >= self.today and last and day > last:
            words = N_("%(typed)s is after the last day of this production, %(day)s. Write that day or an earlier one")
            raise Wrong("day", words, typed=_short(text), day=full_date(last))
        if day >= self.today and first and day < first:
            words = N_("%(typed)s is before the first day of this production, %(day)s. Write that day or a later one")
            raise Wrong("day", words, typed=_short(text), day=full_date(first))
        return day

    def _place(self, text: str) -> UUID:
        if not text:
            raise Wrong("place", N_("nothing is written. Write the name of a place"))
        place = self._known_place(text)
        if place is None:
            known = listed(list(self.place_names[:MOST_NAMED])) or spoken(N_("none yet"))
            words = N_("“%(typed)s” is no place of this production. Add it first, or write one of these: %(known)s")
            raise Wrong("place", words, typed=_short(text), known=known)
        return place

    def _known_place(self, text: str) -> UUID | None:
        """By its name; a calendar often has the address behind it."""
        return self.places.get(text.casefold()) or self.places.get(text.partition(",")[0].strip().casefold())

    def unit(self, text: str) -> UUID | None:
        if text and text.casefold() not in self.units:
            words = N_("“%(typed)s” is no unit of this production. Add it first, or leave it empty")
            raise Wrong("unit", words, typed=_short(text))
        return self.units.get(text.casefold())

    def _clock(self, row: Row, day: date) -> bool:
        """Whether the later of two equal hours is meant. Refuses times that a clock change leaves out."""
        chosen = {name: _which(row[name]) for name in TIMES if name in row}
        for name, which in chosen.items():
            try:
                refuse_odd_times(self.production, day, [(name, _time(name, row[name]))], which)
            except Refused as refusal:
                if refusal.field == name:
                    raise Wrong(name, refusal.sentence.message, **refusal.sentence.facts) from refusal
                words = N_("%(typed)s comes twice on that day. Write “%(typed)s first” or “%(typed)s second”")
                raise Wrong(name, words, typed=_short(row[name])) from refusal
        return "later" in chosen.values()

    def _refuse_twice(self, number: int, keys: Mapping[str, str]) -> None:
        for key, column in keys.items():
            before = self.seen.setdefault(key, number)
            if before != number and column == "id" and key.startswith("row:"):
                raise Wrong(column, N_("row %(before)s has the same one. Keep one of the two"), before=before)
            if before != number:
                raise Wrong("day", N_("row %(before)s is about the same place and day. Keep one"), before=before)

    def _key_of_broken(self, row: Row) -> str:
        if row.get("id"):
            return f"row:{row['id']}"
        place = self._known_place(row.get("place", ""))
        try:
            return f"at:{place}:{_day(row.get('day', ''))}" if place else ""
        except Wrong:
            return ""


def check_rows(work: Work, production: Production, rows: Sequence[Row]) -> Checked:
    """In two statements."""
    own = select(col(Location.name), col(Location.id)).where(col(Location.production_id) == production.id)
    places = work.db.execute(own.order_by(col(Location.name))).all()
    return Checking(
        production=production,
        places={name.casefold(): key for name, key in places},
        place_names=[name for name, _ in places],
        units={each.name.casefold(): each.id for each in of_production(work, production)},
        today=today_in(production.time_zone, work.now),
    ).check(rows)


def _kind(_checking: Checking, text: str) -> DayKind:
    if text and text.casefold() not in KINDS:
        raise Wrong("kind", N_("“%(typed)s” is no kind of day. Write shoot or post-production"), typed=_short(text))
    return KINDS.get(text.casefold(), DayKind.SHOOT)


def _what(_checking: Checking, text: str) -> str:
    return text


READERS: Mapping[str, Callable[[Checking, str], Any]] = {"unit": Checking.unit, "kind": _kind, "what": _what}


def _refuse_formulas(row: Row) -> None:
    for name in COLUMNS:
        if row.get(name, "").startswith("="):
            raise Wrong(name, N_("“%(typed)s” is a formula. Write what it shows"), typed=_short(row[name]))


def _day(text: str) -> date:
    if not text:
        raise Wrong("day", N_("nothing is written. Write a day, such as 6 May 2027"))
    try:
        day = sensible_date(MIDNIGHT.sub("", text))
    except PydanticCustomError as problem:
        words = N_("“%(typed)s” is not a day. Write it like 6 May 2027")
        raise Wrong("day", words, typed=_short(text)) from problem
    assert isinstance(day, date)  # noqa: S101 - text becomes a date or a mistake
    return day


def _time(column: str, text: str) -> time | None:
    bare = WHICH.sub("", text)
    if not bare:
        return None
    try:
        found = sensible_time(SECONDS.sub(r"\1", bare))
    except PydanticCustomError as problem:
        words = N_("%(typed)s is not a time of day. Write 06:30 or 6:30am")
        raise Wrong(column, words, typed=_short(bare)) from problem
    assert isinstance(found, time)  # noqa: S101 - text becomes a time or a mistake
    return found


def _which(text: str) -> str | None:
    found = WHICH.search(text)
    return {"first": "earlier", "second": "later"}[found[1].lower()] if found else None


def _refuse_half_hours(row: Row, columns: Mapping[str, Any]) -> None:
    start, end = columns.get("works_from"), columns.get("works_until")
    if row.get("ends_later"):
        raise Wrong("works_until", N_("the end is on another day. Write an end on the same day"))
    if (start is None) != (end is None):
        missing = "works_until" if end is None else "works_from"
        raise Wrong(missing, N_("nothing is written. Write both from and until, or none of them"))
    if start and end and end <= start:
        raise Wrong("works_until", N_("the end is before the beginning. Write an end on the same day"))


def _said(number: int, wrong: Wrong) -> Sentence:
    words = N_("Row %(number)s, %(column)s: %(what)s.")
    return sentence(words, number=number, column=spoken(COLUMNS[wrong.column]), what=spoken(wrong.said))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
