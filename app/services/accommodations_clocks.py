"""What the clock does by itself with adjustments: it passes on what is late, asks if things work, and begins reviews.

It decides nothing and ends nothing. A clock that the person has paused stands still.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.events import Event
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.models.programmes import Programme
from app.rules.accommodations import WAITS_FOR_ADVISER
from app.rules.accommodations_messages import ASKED_IF_IT_WORKS, PASSED_ON, PASSED_UP
from app.rules.accommodations_promises import (
    BEFORE_IT_IS_NEEDED,
    TIMES_ASKED,
    ask_again,
    hurry,
    promise_anew,
    promise_of,
)
from app.rules.answers import today_of
from app.rules.blueprints import Blueprint, blueprint_of
from app.services.accommodations import first_needed, step
from app.services.accommodations_owners import next_owner

ASKED_ABOUT = frozenset({Status.IN_PLACE, Status.WORKS})


def pass_on_missed(work: Work) -> None:
    """Give what is late to another adviser with a new date, and tell the person. Where that is not enough, a manager
    is asked for help: when nobody else may take it, or when a second date passed as well.
    """
    for row, blueprint in _overdue(work, WAITS_FOR_ADVISER):
        _pass_on(work, row, blueprint)
        work.db.flush()


def ask_if_it_works(work: Work) -> None:
    """Some days after it was put in place, and again some weeks later."""
    for row, blueprint in _overdue(work, ASKED_ABOUT):
        if row.status is Status.IN_PLACE or row.asked < TIMES_ASKED:
            ask_again(row, blueprint, work.now)
            _record(work, row, "accommodations.asked_if_it_works", shown=ASKED_IF_IT_WORKS)


def begin_reviews(work: Work) -> None:
    """Half a year after the person said that it works, both sides look at it again."""
    for row, _ in _overdue(work, {Status.WORKS}):
        if row.asked >= TIMES_ASKED:
            step(work, row, "review")


def review_after_change(work: Work, person_id: UUID) -> None:
    """A new place, production or mentor: what worked before may not work there. Running it again finds nothing to do."""
    for row in work.db.scalars(_of(person_id).where(col(Accommodation.status) == Status.WORKS)).all():
        step(work, row, "review")


def hurry_for(work: Work, person_id: UUID) -> None:
    """Bring forward what has to be in place before a day or session that was planned just now."""
    planned_after = (col(Accommodation.status).in_(BEFORE_IT_IS_NEEDED), col(Accommodation.counted_from) <= work.now)
    rows = work.db.scalars(_of(person_id).where(*planned_after)).all()
    needed_at = first_needed(work, person_id) if rows else None
    for row in rows:
        blueprint = blueprint_of(work.db.get_one(Programme, row.programme_id).key)
        hurry(row, blueprint, work.now, needed_at=needed_at)


def _pass_on(work: Work, row: Accommodation, blueprint: Blueprint) -> None:
    late, promise = row.missed_at is not None, promise_of(row)
    missed_on, needed_at = _day(row.due_at, blueprint), first_needed(work, row.person_id)
    owner = next_owner(work, row)
    promise_anew(row, blueprint, work.now, needed_at=needed_at)
    row.adviser_id = owner or row.adviser_id
    _record(
        work,
        row,
        "accommodations.promise_missed",
        shown=PASSED_ON if owner else PASSED_UP,
        missed_on=missed_on.isoformat(),
        new_on=_day(row.due_at, blueprint).isoformat(),
        promise=promise.staff if promise else "",
        passed_on=int(owner is not None),
        manager_asked=int(owner is None or late),
        is_needed_before=int(row.status in BEFORE_IT_IS_NEEDED and needed_at is not None),
    )


def _overdue(work: Work, states: frozenset[Status] | set[Status]) -> Iterator[tuple[Accommodation, Blueprint]]:
    """Rows whose date has passed, held so that two schedules never tell twice."""
    rows: Sequence[tuple[Accommodation, str]] = [
        (row, key)
        for row, key in work.db.execute(
            select(Accommodation, col(Programme.key))
            .join(Programme, col(Programme.id) == Accommodation.programme_id)
            .where(
                col(Accommodation.status).in_(states),
                col(Accommodation.due_at) < work.now,
                col(Accommodation.paused_at).is_(None),
            )
            .order_by(col(Accommodation.id))
            .with_for_update(of=Accommodation)
        )
    ]
    for row, key in rows:
        yield row, blueprint_of(key)


def _of(person_id: UUID) -> SelectOfScalar[Accommodation]:
    return select(Accommodation).where(col(Accommodation.person_id) == person_id).order_by(col(Accommodation.id))


def _day(instant: datetime | None, blueprint: Blueprint) -> date:
    assert instant is not None  # noqa: S101 - only rows with a date come here
    return today_of(blueprint, instant)


def _record(work: Work, row: Accommodation, name: str, *, shown: str, **facts: str | int) -> None:
    about, programme_id = row.person_id, row.programme_id
    work.record(Event(name, row.id, about=about, programme_id=programme_id, shown=shown, facts=facts))
