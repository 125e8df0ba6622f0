"""What a manager sees of adjustments: figures as they were published, and dates that were not kept, without a word more."""

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
from app.pages.figures_publishing import Publication, publication, said_number
from app.pages.own_data import Crumb
from app.rules.accommodations_figures import GROUPS, WORDS
from app.rules.accommodations_promises import promise_of
from app.rules.figures_tables import ADJUSTMENTS
from app.rules.small_counts import FEWEST
from app.services.accommodations_figures import overdue
from app.services.figures_publishing import Edition, editions

TO_FIGURES: Crumb = (N_("figures about adjustments"), "accommodations.figures", {})
FEWER = sentence(N_("Fewer than %(number)s, or not said"), number=FEWEST)


@dataclass(frozen=True)
class Count:
    label: str
    number: Sentence


@dataclass(frozen=True)
class Figures:
    programme_id: UUID
    programme: str
    published: Publication
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
    """`overdue` is None on the page of one period: what is late is of today, and is no figure."""

    figures: Sequence[Figures]
    overdue: Sequence[Overdue] | None
    title: str | Sentence = N_("Figures about adjustments")
    crumb: Crumb | None = None
    fewest: int = FEWEST


def figures(work: Work) -> FiguresPage:
    programmes = _programmes(work)
    published = editions(work, programmes)
    rows = overdue(work)
    names = _names(work, {row.adviser_id for row in rows if row.adviser_id})
    return FiguresPage(
        [_figures(work, each, published[key]) for key, each in programmes.items()],
        [_overdue(row, programmes[row.programme_id].time_zone, names) for row in rows],
    )


def figures_of_period(work: Work, programme: Programme, key: str) -> FiguresPage:
    """One period as it was published. Raises `Missing` where it was not."""
    of = _figures(work, programme, editions(work, [programme.id])[programme.id], key=key)
    title = sentence(N_("Adjustments in %(programme)s, %(period)s"), programme=of.programme, period=of.published.period)
    return FiguresPage([of], None, title, TO_FIGURES)


def _figures(work: Work, programme: Programme, published: Sequence[Edition], *, key: str | None = None) -> Figures:
    of, name = publication(work, programme, published, key=key)
    counts = [Count(WORDS[group], said_number(of.number(ADJUSTMENTS, group), otherwise=FEWER)) for group in GROUPS]
    return Figures(programme.id, name, of, counts)


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
