"""A file of shoot days for coordinators: choosing it, what each of its rows would do, and what its use did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import clock_time, full_date, listed, spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.brought_days import DaysUse, UseWithBoth, UseWithBroken, UseWithGone
from app.forms.filling import Filled
from app.models.brought_days import BroughtDays
from app.models.productions import Location, Production, ShootDay
from app.pages.productions import Crumb
from app.rules.brought_days import COLUMNS
from app.services import brought_days
from app.services.bookings_touched import Touched, touched
from app.services.brought_days_comparing import Change, Differences, Line

CHANGES: Mapping[Change, tuple[str, str]] = {
    Change.NEW: (N_("New"), "success"),
    Change.MOVED: (N_("Moved"), "info"),
    Change.CHANGED: (N_("Changed"), "info"),
    Change.GONE: (N_("Not in this file"), "warning"),
}
"""The word and the shape of each; days that stay the same are only counted."""


@dataclass(frozen=True)
class Waiting:
    id: UUID
    brought_at: datetime
    rows: int


@dataclass(frozen=True)
class BringPage:
    id: UUID
    part: str
    zone: str
    waiting: Sequence[Waiting]
    crumb: Crumb
    title: str = N_("Bring shoot days from a file")


@dataclass(frozen=True)
class DifferenceLine:
    """`row` is None for a day that the file does not name."""

    row: int | None
    word: str
    kind: str
    day: str
    place: str
    what: str


@dataclass(frozen=True)
class CheckPage:
    """`kind` asks only what matters for this file."""

    id: UUID
    production_id: UUID
    part: str
    rows: int
    lines: Sequence[DifferenceLine]
    counts: Mapping[str, int]
    same: int
    over: int
    broken: Sequence[Sentence]
    keeps_unnamed: bool
    has_use: bool
    touched: Touched
    kind: type[DaysUse]
    seen: str
    crumb: Crumb
    title: str = N_("Check these days")

    def comparing(self, filled: Filled[Any]) -> Filled[Any]:
        """The form as it was typed, about the differences as they are now."""
        return replace(filled, typed={**filled.typed, "seen": [self.seen]})


@dataclass(frozen=True)
class UsedPage:
    id: UUID
    production_id: UUID
    part: str
    counts: Mapping[str, int]
    left_out: int
    kept: int
    touched: Touched
    first_day: date
    last_day: date
    crumb: Crumb
    title: str = N_("These days are used")


def bringing(work: Work, production: Production) -> BringPage:
    waiting = work.db.scalars(
        select(BroughtDays)
        .where(col(BroughtDays.production_id) == production.id, col(BroughtDays.used_at).is_(None))
        .order_by(col(BroughtDays.brought_at).desc(), col(BroughtDays.id))
    )
    return BringPage(
        id=production.id,
        part=production.title,
        zone=production.time_zone,
        waiting=[Waiting(each.id, each.brought_at, len(each.rows)) for each in waiting],
        crumb=(N_("days of work"), "shoot_days.listing", {"production_id": production.id}),
    )


def show(work: Work, brought: BroughtDays) -> CheckPage | UsedPage:
    production = work.db.get_one(Production, brought.production_id)
    return _used(work, production, brought) if brought.used_at else _checking(work, production, brought)


def _checking(work: Work, production: Production, brought: BroughtDays) -> CheckPage:
    found = brought_days.differences(work, production, brought)
    rows = work.db.execute(
        select(col(Location.id), col(Location.name)).where(col(Location.production_id) == production.id)
    )
    places = {key: name for key, name in rows}  # noqa: C416 - rows are no pairs to dict
    return CheckPage(
        id=brought.id,
        production_id=production.id,
        part=production.title,
        rows=len(brought.rows),
        lines=[_line(line, places) for line in found.lines if line.change is not Change.SAME],
        counts=_counts({change.value: len(found.of(change)) for change in CHANGES}),
        same=len(found.of(Change.SAME)),
        over=found.over,
        broken=[each.sentence for each in found.broken],
        keeps_unnamed=found.keeps_unnamed,
        has_use=found.changes_anything,
        touched=_touched(work, production, found.touches),
        kind=_asked(found),
        seen=found.mark,
        crumb=(N_("files of shoot days"), "brought_days.bringing", {"production_id": production.id}),
    )


def _used(work: Work, production: Production, brought: BroughtDays) -> UsedPage:
    outcome = brought.outcome
    return UsedPage(
        id=brought.id,
        production_id=production.id,
        part=production.title,
        counts=_counts({change.value: int(outcome[change.value]) for change in CHANGES}),
        left_out=int(outcome["left_out"]),
        kept=int(outcome["kept"]),
        touched=_touched(work, production, brought_days.touched_pairs(outcome)),
        first_day=date.fromisoformat(str(outcome["first_day"])),
        last_day=date.fromisoformat(str(outcome["last_day"])),
        crumb=(N_("days of work"), "shoot_days.listing", {"production_id": production.id}),
    )


def _touched(work: Work, production: Production, pairs: Sequence[tuple[UUID, date]]) -> Touched:
    if not pairs:
        return Touched([])
    days = [day for _, day in pairs]
    return touched(work, production, min(days), max(days)).at(pairs)


def _counts(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {CHANGES[Change(name)][0]: count for name, count in counts.items()}


def _asked(found: Differences) -> type[DaysUse]:
    """The form that asks what matters for these differences, and nothing else."""
    if found.broken:
        return UseWithBoth if found.of(Change.GONE) else UseWithBroken
    return UseWithGone if found.of(Change.GONE) else DaysUse


def _line(line: Line, places: Mapping[UUID, str]) -> DifferenceLine:
    word, kind = CHANGES[line.change]
    place, day = (line.row.location_id, line.row.on_date) if line.row else (_of(line).location_id, _of(line).on_date)
    return DifferenceLine(
        row=line.row.number if line.row else None,
        word=word,
        kind=kind,
        day=full_date(day),
        place=places[place],
        what=_in_words(line, places),
    )


def _in_words(line: Line, places: Mapping[UUID, str]) -> str:
    """What is different, in one sentence; empty for a new day and for one that is gone."""
    parts = []
    if line.change is Change.MOVED:
        facts = {"day": full_date(_of(line).on_date), "place": places[_of(line).location_id]}
        parts.append(spoken(sentence(N_("It was on %(day)s at %(place)s."), **facts)))
    if line.day and line.columns:
        names = [_column(name, line) for name in line.columns if name in COLUMNS]
        parts.append(spoken(sentence(N_("Other now: %(what)s."), what=listed(names))) if names else "")
    return " ".join(filter(None, parts))


def _column(name: str, line: Line) -> str:
    value: Any = line.row.columns[name] if line.row else None
    label = spoken(COLUMNS[name])
    return f"{label} {clock_time(value)}" if name in {"call_time", "works_from", "works_until"} and value else label


def _of(line: Line) -> ShootDay:
    assert line.day is not None  # noqa: S101 - only a new one has none
    return line.day
