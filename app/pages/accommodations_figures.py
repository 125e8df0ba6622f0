"""What a manager sees of adjustments: figures that hide small numbers, and dates that were not kept, without a word more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.core.actors import Role
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.accommodations_figures import WORDS
from app.rules.accommodations_promises import promise_of
from app.rules.small_counts import FEWEST
from app.services.accommodations_figures import counts_of, overdue

FEWER = sentence(N_("Fewer than %(number)s, or not said"), number=FEWEST)


@dataclass(frozen=True)
class Count:
    label: str
    number: Sentence


@dataclass(frozen=True)
class Figures:
    programme: str
    counts: Sequence[Count]


@dataclass(frozen=True)
class Overdue:
    """One date that was not kept: which promise, who has it now, and the new day. Never whom or what it is about."""

    promise: str
    missed_on: date
    new_on: date | None
    adviser: str


@dataclass(frozen=True)
class FiguresPage:
    figures: Sequence[Figures]
    overdue: Sequence[Overdue]
    title: str = N_("Figures about adjustments")


def figures(work: Work) -> FiguresPage:
    programmes = _programmes(work)
    counted = counts_of(work)
    rows = overdue(work)
    names = _names(work, {row.adviser_id for row in rows if row.adviser_id})
    return FiguresPage(
        [
            Figures(each.name, [Count(WORDS[group], _number(n)) for group, n in counted[str(key)].items()])
            for key, each in programmes.items()
        ],
        [_overdue(row, programmes[row.programme_id].time_zone, names) for row in rows],
    )


def _number(count: int | None) -> Sentence:
    return FEWER if count is None else sentence(N_("About %(num)s"), num=count)


def _overdue(row: Accommodation, zone: str, names: dict[UUID, str]) -> Overdue:
    promise, local = promise_of(row), ZoneInfo(zone)
    assert row.missed_at is not None  # noqa: S101 - only rows with a missed date come here
    return Overdue(
        promise.staff if promise else "",
        row.missed_at.astimezone(local).date(),
        row.due_at.astimezone(local).date() if row.due_at else None,
        names.get(row.adviser_id, "") if row.adviser_id else "",
    )


def _programmes(work: Work) -> dict[UUID, Programme]:
    managed = work.actor.programmes_as(Role.MANAGER)
    rows = work.db.scalars(select(Programme).where(col(Programme.id).in_(managed)).order_by(col(Programme.name)))
    return {each.id: each for each in rows}


def _names(work: Work, ids: set[UUID]) -> dict[UUID, str]:
    return {each.id: each.name for each in work.db.scalars(select(Person).where(col(Person.id).in_(ids)))}
