"""What one version of a plan changes against another, person by person and in days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.events import Event
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.plans import Plan
from app.rules.day_changes import Notice
from app.services.plans_facts import Booking

Day = frozenset[tuple[int, UUID]]
"""The blocks of one day with their desks."""


@dataclass(frozen=True)
class Change:
    """What a new version means for one person, in days. A day that is moved has other desks or other blocks."""

    added: frozenset[date] = frozenset()
    moved: frozenset[date] = frozenset()
    gone: frozenset[date] = frozenset()
    kept: frozenset[date] = frozenset()

    @property
    def felt_days(self) -> frozenset[date]:
        return self.added | self.moved | self.gone

    @property
    def is_felt(self) -> bool:
        return bool(self.felt_days)

    @property
    def has_halves(self) -> bool:
        """Whether a part of it alone could be worse than none: days that only come, or only go, each stand alone."""
        return bool(self.moved) or bool(self.added and self.gone)

    def notice_of(self, day: date) -> Notice:
        """The promise that a day which is felt falls under."""
        if day in self.added:
            return Notice.BOOK
        return Notice.CANCEL if day in self.gone else Notice.CHANGE

    def only(self, days: frozenset[date]) -> "Change":
        return Change(self.added & days, self.moved & days, self.gone & days, self.kept)

    def without(self, days: frozenset[date]) -> "Change":
        return self.only(self.felt_days - days)

    def event(self, name: str, subject: UUID, person: UUID, *, is_first: bool = False) -> Event:
        """What the person is told of it, in numbers."""
        return Event(
            name,
            subject,
            about=person,
            facts={
                "added": len(self.added | self.moved),
                "gone": len(self.gone),
                "kept": len(self.kept),
                "first_day": min(self.felt_days).isoformat(),
                "is_first": int(is_first),
            },
        )


def bookings_of(work: Work, plan: Plan) -> list[Booking]:
    """What the plan plans: all of a draft, and without what waits for a yes once it is published."""
    rows = work.db.execute(
        select(
            col(Assignment.person_id), col(Assignment.on_date), col(Assignment.block), col(Assignment.workstation_id)
        ).where(col(Assignment.plan_id) == plan.id, col(Assignment.is_planned))
    )
    return [Booking(*row) for row in rows]


def booking_of(row: Assignment) -> Booking:
    return Booking(row.person_id, row.on_date, row.block, row.workstation_id)


def compare(before: Iterable[Booking], after: Iterable[Booking]) -> dict[UUID, Change]:
    """For everybody in either version: days that are new or moved, taken out, and the same in every block and desk."""
    was, now = days_of(before), days_of(after)
    return {person: _change(was.get(person, {}), now.get(person, {})) for person in sorted(was.keys() | now.keys())}


def days_of(bookings: Iterable[Booking]) -> dict[UUID, dict[date, Day]]:
    days: dict[UUID, dict[date, Day]] = defaultdict(dict)
    for each in bookings:
        held = days[each.person_id].get(each.on_date, frozenset())
        days[each.person_id][each.on_date] = held | {(each.block, each.workstation_id)}
    return days


def _change(was: Mapping[date, Day], now: Mapping[date, Day]) -> Change:
    kept = frozenset(day for day, blocks in now.items() if was.get(day) == blocks)
    moved = frozenset(now.keys() & was.keys()) - kept
    return Change(frozenset(now.keys() - was.keys()), moved, frozenset(was.keys() - now.keys()), kept)
