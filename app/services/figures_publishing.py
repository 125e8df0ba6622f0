"""Publishing figures: by the clock, once for each period, and never changed afterwards. And reading what was published."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.core.events import Event
from app.core.work import Work
from app.models.cohorts import Cohort
from app.models.figures import FigureSnapshot
from app.models.programmes import Programme
from app.rules.blueprints import blueprint_of
from app.rules.figures_publishing import Period, is_counted_in, is_in_time, newest_due, period_of
from app.rules.figures_tables import Cell, Linked, fewest_of, sums_of
from app.rules.small_counts_reading import Published
from app.rules.small_counts_saying import said
from app.services.figures_counting import Subject, counted


@dataclass(frozen=True)
class Edition:
    """Everything of one period about one programme or cohort, as it was published."""

    period: Period
    published_at: datetime
    numbers: Mapping[Cell, int | None]


def publish_due(work: Work) -> None:
    """Publish what the day has come for and is not published yet. Safe to run twice, and by two workers at once."""
    for programme in work.db.scalars(select(Programme).order_by(col(Programme.id))).all():
        blueprint = blueprint_of(programme.key)
        period = newest_due(blueprint, work.now)
        if is_in_time(period, blueprint, work.now):
            publish(work, programme, period)
            for cohort in _cohorts(work, programme):
                if is_counted_in(cohort, period, blueprint):
                    publish(work, cohort, period)


def publish(work: Work, subject: Subject, period: Period) -> None:
    """Count now, and keep what may be said. Where this period is published already nothing happens."""
    if not _is_published(work, subject, period):
        keep(work, subject, period, counted(work, subject))


def keep(work: Work, subject: Subject, period: Period, linked: Linked) -> None:
    """Store what may be said of these counts, beside all that was said before. The counts themselves are forgotten."""
    before = [each for each in editions(work, [subject.id])[subject.id] if each.period < period]
    earlier = [Published(each.numbers, sums_of(each.numbers)) for each in reversed(before)]
    numbers = said(linked.counts, fewest_of, linked.sums, unsaid=linked.unsaid, earlier=earlier)
    try:
        with work.db.begin_nested():
            _store(work, subject, period, numbers)
    except IntegrityError:  # another worker was faster, and counted the same
        return
    facts = {"period": period.key}
    work.audit(Event("figures.published", subject.id, programme_id=_programme_id(subject), facts=facts))


def editions(work: Work, subject_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Edition]]:
    """What was published about each of these programmes or cohorts, the newest period first."""
    rows = work.db.scalars(
        select(FigureSnapshot)
        .where(col(FigureSnapshot.subject_id).in_(subject_ids))
        .order_by(col(FigureSnapshot.period).desc(), col(FigureSnapshot.name))
    ).all()
    return {key: _editions([row for row in rows if row.subject_id == key]) for key in subject_ids}


def _editions(rows: Sequence[FigureSnapshot]) -> Sequence[Edition]:
    found: dict[str, Edition] = {}
    for row in rows:
        period = period_of(row.period)
        assert period is not None  # noqa: S101 - only `_store` writes it
        numbers = {(row.name, key): number for key, number in row.numbers.items()}
        known = found.get(row.period)
        found[row.period] = Edition(period, row.published_at, {**(known.numbers if known else {}), **numbers})
    return list(found.values())


def _is_published(work: Work, subject: Subject, period: Period) -> bool:
    of = (col(FigureSnapshot.subject_id) == subject.id, col(FigureSnapshot.period) == period.key)
    return work.db.scalars(select(FigureSnapshot.id).where(*of).limit(1)).first() is not None


def _store(work: Work, subject: Subject, period: Period, numbers: Mapping[Cell, int | None]) -> None:
    tables: dict[str, dict[str, int | None]] = {}
    for (name, row), number in sorted(numbers.items()):
        tables.setdefault(name, {})[row] = number
    for name, of_table in tables.items():
        work.db.add(
            FigureSnapshot(
                id=work.new_id(), programme_id=_programme_id(subject), subject_id=subject.id, period=period.key,
                name=name, numbers=of_table, published_at=work.now,
            )
        )  # fmt: skip
    work.db.flush()


def _programme_id(subject: Subject) -> UUID:
    return subject.programme_id if isinstance(subject, Cohort) else subject.id


def _cohorts(work: Work, programme: Programme) -> Sequence[Cohort]:
    of = select(Cohort).where(col(Cohort.programme_id) == programme.id)
    return work.db.scalars(of.order_by(col(Cohort.id))).all()
