"""What pages of published figures share: which period is shown, which others there are, and what comes next and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.figures import FigureSnapshot
from app.models.programmes import Programme
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.figures_publishing import Period, is_counted_in, is_in_time, newest_due, publishes_at
from app.rules.figures_tables import Cell
from app.services.figures_counting import Subject
from app.services.figures_publishing import Edition

ABOUT = N_("These figures are for %(period)s. They were counted and published on %(day)s. They do not change any more.")
COMING = N_("The next figures are for %(period)s. They are published on %(day)s.")


@dataclass(frozen=True)
class Publication:
    """What stands beside the numbers. Before the first publication only `coming` says something.

    The page of one period leaves `coming` out. `others` are further periods with their keys, the newest first.
    """

    period: Sentence | None
    about: Sentence | None
    coming: Sentence | None
    numbers: Mapping[Cell, int | None] | None
    others: Sequence[tuple[Sentence, str]]

    def number(self, table: str, row: str) -> int | None:
        return (self.numbers or {}).get((table, row))


def publication(
    work: Work, subject: Subject, editions: Sequence[Edition], *, key: str | None = None
) -> tuple[Publication, str]:
    """The newest period, or the one of this key, and the name of its programme. Raises `Missing` where it is not there."""
    programme = subject if isinstance(subject, Programme) else work.db.get_one(Programme, subject.programme_id)
    blueprint = blueprint_of(programme.key)
    shown = _chosen(editions, key)
    made = Publication(
        period=shown.period.words if shown else None,
        about=_about(shown, blueprint.time_zone) if shown else None,
        coming=_coming(work, subject, blueprint, editions) if key is None else None,
        numbers=shown.numbers if shown else None,
        others=[(each.period.words, each.period.key) for each in editions if each is not shown],
    )
    return made, programme.name


def said_number(count: int | None, *, otherwise: Sentence) -> Sentence:
    return otherwise if count is None else sentence(N_("About %(num)s"), num=count)


def example_period(db: Any, subject: Subject) -> Mapping[str, str] | None:
    """A period that was published about this programme or cohort."""
    of = select(FigureSnapshot.period).where(col(FigureSnapshot.subject_id) == subject.id)
    found = db.scalars(of.order_by(col(FigureSnapshot.period)).limit(1)).first()
    return {"period": found} if found else None


def _chosen(editions: Sequence[Edition], key: str | None) -> Edition | None:
    if key is None:
        return editions[0] if editions else None
    found = next((each for each in editions if each.period.key == key), None)
    if found is None:
        raise Missing
    return found


def _about(shown: Edition, zone: str) -> Sentence:
    day = shown.published_at.astimezone(ZoneInfo(zone)).date()
    return sentence(ABOUT, period=shown.period.words, day=day)


def _coming(work: Work, subject: Subject, blueprint: Blueprint, editions: Sequence[Edition]) -> Sentence:
    period = _next(work, subject, blueprint, editions)
    if period is None:
        return sentence(N_("The cohort has ended. No more figures are published about it."))
    return sentence(COMING, period=period.words, day=publishes_at(period, blueprint).date())


def _next(work: Work, subject: Subject, blueprint: Blueprint, editions: Sequence[Edition]) -> Period | None:
    """The period that is published next; today's, while its day has come and no worker has counted yet."""
    period = newest_due(blueprint, work.now)
    if not is_in_time(period, blueprint, work.now) or period in [each.period for each in editions]:
        period = period.next
    if isinstance(subject, Programme):
        return period
    while period.starts_on <= subject.ends_on:
        if is_counted_in(subject, period, blueprint):
            return period
        period = period.next
    return None
