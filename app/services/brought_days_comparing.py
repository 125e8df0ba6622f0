"""What a brought file changes: each of its rows beside the day that is known, by row id, event or place and day."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.models.productions import Production, ShootDay
from app.services.brought_days_checking import BrokenRow, Checked, GoodRow

HOURS = frozenset({"works_from", "works_until", "is_later"})
"""Columns of which a change moves the blocks of a day, and so touches whoever is booked."""


NAMES = {"unit": "unit_id"}
"""Columns of a file whose value is kept under another name."""


class Change(StrEnum):
    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True)
class Line:
    """One difference. `day` is what is known, absent for a new one; `row` is what the file says, absent for one that is gone."""

    change: Change
    day: ShootDay | None
    row: GoodRow | None
    columns: Sequence[str] = ()

    @property
    def touches(self) -> tuple[UUID, date] | None:
        """The place and day whose bookings this touches."""
        is_felt = self.change in {Change.MOVED, Change.GONE} or bool(HOURS & set(self.columns))
        return (self.day.location_id, self.day.on_date) if self.day and is_felt else None


@dataclass(frozen=True)
class Differences:
    """`keeps_unnamed` says that rows cannot be read and nobody can know which days they are about: then none is gone."""

    lines: Sequence[Line]
    broken: Sequence[BrokenRow]
    over: int
    keeps_unnamed: bool

    def of(self, change: Change) -> Sequence[Line]:
        return [line for line in self.lines if line.change is change]

    @property
    def touches(self) -> list[tuple[UUID, date]]:
        return [pair for line in self.lines if (pair := line.touches)]

    @property
    def changes_anything(self) -> bool:
        return any(line.change is not Change.SAME for line in self.lines)

    @property
    def mark(self) -> str:
        """Names these very differences, so that a press on an older page is noticed."""
        text = "\n".join(
            f"{line.change}{line.day and (line.day.id, line.day.version)}{line.row}{line.columns}"
            for line in self.lines
        )
        return hashlib.sha256(f"{text}{[each.number for each in self.broken]}".encode()).hexdigest()


@dataclass
class _Known:
    """The coming days of the production. A day is matched once."""

    by_key: dict[str, ShootDay]
    by_place: dict[tuple[UUID, date], ShootDay]
    matched: set[UUID] = field(default_factory=set)

    @classmethod
    def of(cls, days: Iterable[ShootDay]) -> "_Known":
        listed = list(days)
        return cls(
            {day.source_key: day for day in listed if day.source_key},
            {(day.location_id, day.on_date): day for day in listed},
        )


def compare(work: Work, production: Production, checked: Checked) -> Differences:
    """In one statement. Days that were added by hand are never gone because a file does not name them."""
    coming = select(ShootDay).where(
        col(ShootDay.production_id) == production.id,
        col(ShootDay.on_date) >= today_in(production.time_zone, work.now),
    )
    known = _Known.of(work.db.scalars(coming.order_by(col(ShootDay.on_date), col(ShootDay.id))))
    pairs = _matched(known, checked.good)
    broken = [*checked.broken, *_refused_targets(known, pairs)]
    refused = {each.number for each in broken}
    lines = [_line(day, row) for row, day in pairs if row.number not in refused]
    excused = {each.key for each in broken}
    gone = [] if "" in excused else _gone(known, excused)
    return Differences([*lines, *gone], sorted(broken, key=lambda each: each.number), checked.over, "" in excused)


def _matched(known: _Known, rows: Sequence[GoodRow]) -> list[tuple[GoodRow, ShootDay | None]]:
    """Row ids and events first, so that a day that moved is never taken for the one that stood there before."""
    found: dict[int, ShootDay | None] = {}
    for row in rows:
        day = known.by_key.get(row.key)
        if day is not None:
            found[row.number] = day
            known.matched.add(day.id)
    for row in rows:
        day = known.by_place.get((row.location_id, row.on_date))
        if row.number not in found:
            found[row.number] = day if day and day.id not in known.matched else None
            known.matched |= {day.id} if day else set()
    return [(row, found[row.number]) for row in rows]


def _refused_targets(known: _Known, pairs: Sequence[tuple[GoodRow, ShootDay | None]]) -> list[BrokenRow]:
    """Rows that would put a day where one stands that was added by hand and is not in the file."""
    broken = []
    for row, day in pairs:
        there = known.by_place.get((row.location_id, row.on_date))
        if there and there is not day and not there.source_key and there.id not in known.matched:
            words = N_("Row %(number)s: this place has a day then that was added by hand. Change one of the two.")
            broken.append(BrokenRow(row.number, row.key, sentence(words, number=row.number)))
    return broken


def _line(day: ShootDay | None, row: GoodRow) -> Line:
    if day is None:
        return Line(Change.NEW, None, row)
    columns = [name for name, value in row.columns.items() if getattr(day, NAMES.get(name, name)) != value]
    if (day.location_id, day.on_date) != (row.location_id, row.on_date):
        return Line(Change.MOVED, day, row, columns)
    return Line(Change.CHANGED if columns else Change.SAME, day, row, columns)


def _gone(known: _Known, excused: set[str]) -> list[Line]:
    return [
        Line(Change.GONE, day, None)
        for day in known.by_key.values()
        if day.id not in known.matched
        and day.source_key not in excused
        and f"at:{day.location_id}:{day.on_date}" not in excused
    ]


def values_of(row: GoodRow) -> Mapping[str, Any]:
    columns = {NAMES.get(name, name): value for name, value in row.columns.items()}
    return {**columns, "location_id": row.location_id, "on_date": row.on_date, "source_key": row.key}
