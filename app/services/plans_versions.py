"""From one published version to the next: what stays, what changes, and for whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.plans import Plan
from app.rules.assignments import KEEPING, LIFE
from app.rules.plans import PLANS
from app.services.plans_facts import Booking

BUSY = N_("Somebody in this draft now works elsewhere at one of these times. Ask for a new draft.")

Day = frozenset[tuple[int, UUID]]
"""The blocks of one day with their desks."""


@dataclass(frozen=True)
class Change:
    """What a new version means for one person, in days."""

    added: frozenset[date] = frozenset()
    gone: frozenset[date] = frozenset()
    kept: frozenset[date] = frozenset()

    @property
    def is_felt(self) -> bool:
        return bool(self.added or self.gone)


def bookings_of(work: Work, plan: Plan) -> list[Booking]:
    rows = work.db.execute(
        select(
            col(Assignment.person_id), col(Assignment.on_date), col(Assignment.block), col(Assignment.workstation_id)
        ).where(col(Assignment.plan_id) == plan.id)
    )
    return [Booking(*row) for row in rows]


def desks_of(plan: Plan) -> Select[Any]:
    return select(col(Assignment.workstation_id)).where(col(Assignment.plan_id) == plan.id)


def compare(before: Iterable[Booking], after: Iterable[Booking]) -> dict[UUID, Change]:
    """For everybody in either version: days that are new or moved, taken out, and the same in every block and desk."""
    was, now = _by_day(before), _by_day(after)
    return {person: _change(was.get(person, {}), now.get(person, {})) for person in sorted(was.keys() | now.keys())}


def replace(work: Work, before: Plan | None, plan: Plan) -> None:
    """Let the new version hold: release the old one, carry answers over, and record who has to be told."""
    old = _rows(work, before) if before else []
    new = _rows(work, plan)
    _refuse_double_booking(work, before, new)
    for each in old:
        each.is_live = False
    work.db.flush()
    _carry_over(work, old, new)
    for each in old:
        if LIFE.allows(each, "release"):
            LIFE.move(work, each, "release", about=each.person_id)
    if before is not None:
        PLANS.move(work, before, "replace")
    changes = compare(map(_booking, old), map(_booking, new))
    for person, change in changes.items():
        if change.is_felt:
            work.record(_told(plan, person, change, is_first=before is None))


def _change(was: Mapping[date, Day], now: Mapping[date, Day]) -> Change:
    kept = frozenset(day for day, blocks in now.items() if was.get(day) == blocks)
    return Change(added=frozenset(now.keys() - kept), gone=frozenset(was.keys() - now.keys()), kept=kept)


def _by_day(bookings: Iterable[Booking]) -> dict[UUID, dict[date, Day]]:
    days: dict[UUID, dict[date, Day]] = defaultdict(dict)
    for each in bookings:
        held = days[each.person_id].get(each.on_date, frozenset())
        days[each.person_id][each.on_date] = held | {(each.block, each.workstation_id)}
    return days


def _rows(work: Work, plan: Plan) -> Sequence[Assignment]:
    return work.db.scalars(select(Assignment).where(col(Assignment.plan_id) == plan.id)).all()


def _refuse_double_booking(work: Work, before: Plan | None, new: Sequence[Assignment]) -> None:
    """Nobody is in two places at once, on this production or another. People's rows are locked while we look."""
    people = sorted({each.person_id for each in new})
    work.db.scalars(
        select(col(Person.id)).where(col(Person.id).in_(people)).order_by(col(Person.id)).with_for_update()
    ).all()
    elsewhere = select(Assignment).where(col(Assignment.person_id).in_(people), col(Assignment.is_live))
    if before is not None:
        elsewhere = elsewhere.where(col(Assignment.plan_id) != before.id)
    for other in work.db.scalars(elsewhere):
        if any(_overlap(each, other) for each in new):
            raise Refused(BUSY)


def _overlap(one: Assignment, other: Assignment) -> bool:
    same = one.person_id == other.person_id
    return same and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _carry_over(work: Work, old: Sequence[Assignment], new: Sequence[Assignment]) -> None:
    answers = {_booking(each): each for each in old}
    for each in new:
        each.is_live = True
        was = answers.get(_booking(each))
        if was is not None and was.status in KEEPING:
            each.wish = was.wish
            LIFE.move(work, each, KEEPING[was.status], about=each.person_id)


def _booking(row: Assignment) -> Booking:
    return Booking(row.person_id, row.on_date, row.block, row.workstation_id)


def _told(plan: Plan, person: UUID, change: Change, *, is_first: bool) -> Event:
    return Event(
        "assignments.days_changed",
        plan.id,
        about=person,
        facts={
            "added": len(change.added),
            "gone": len(change.gone),
            "kept": len(change.kept),
            "first_day": min(change.added | change.gone).isoformat(),
            "is_first": int(is_first),
        },
    )
