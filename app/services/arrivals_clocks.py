"""What the hour does with days: they begin, they are over, and whoever was not seen is asked once how they are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlmodel import col

from app.core.events import Event
from app.core.work import Work
from app.models.arrivals import Arrival, KindCheck
from app.models.assignments import Assignment, AssignmentStatus
from app.models.plans import Plan
from app.models.productions import Production
from app.rules.arrivals import BEFORE_THE_START, SEEN_BY_THEN
from app.rules.assignments import LIFE


def begin_days(work: Work) -> None:
    """A day is on the day from an hour before its block. Whoever asked to change it still waits for an answer."""
    _move_all(work, "begin", col(Assignment.starts_at) <= work.now + BEFORE_THE_START, Assignment.ends_at > work.now)


def finish_days(work: Work) -> None:
    """A block that has ended is done, whoever was seen there."""
    _move_all(work, "finish", col(Assignment.ends_at) <= work.now)


def ask_kindly(work: Work) -> None:
    """Ask whoever was not seen half an hour after the start of their day, once. It never takes a place away."""
    for assignment, production in _not_seen(work):
        check = KindCheck(
            id=work.new_id(),
            person_id=assignment.person_id,
            production_id=production.id,
            on_date=assignment.on_date,
            asked_at=work.now,
        )
        work.db.add(check)
        work.db.flush()
        work.record(
            Event(
                "arrivals.not_seen",
                check.id,
                about=assignment.person_id,
                programme_id=production.programme_id,
                facts={"assignment": str(assignment.id), "production": production.title},
            )
        )


def _move_all(work: Work, name: str, *which: Any) -> None:
    rows = work.db.execute(
        select(Assignment, col(Production.programme_id))
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Production, col(Production.id) == Plan.production_id)
        .where(col(Assignment.is_live), col(Assignment.status).in_(LIFE.step(name).sources), *which)
        .order_by(col(Assignment.id))
        .with_for_update(of=Assignment)
    ).all()
    for assignment, programme_id in rows:
        LIFE.move(work, assignment, name, about=assignment.person_id, programme_id=programme_id)


def _not_seen(work: Work) -> Sequence[tuple[Assignment, Production]]:
    """The first block of each day that is running, where nobody came, nobody was asked, and no change was asked for."""
    rows = work.db.execute(
        select(Assignment, Production)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Production, col(Production.id) == Plan.production_id)
        .where(
            col(Assignment.is_live),
            col(Assignment.starts_at) <= work.now - SEEN_BY_THEN,
            col(Assignment.ends_at) > work.now,
            ~_is_there(Arrival),
            ~_is_there(KindCheck),
            ~_asked_to_change(),
        )
        .order_by(col(Assignment.starts_at), col(Assignment.id))
    ).all()
    first: dict[tuple[Any, Any], tuple[Assignment, Production]] = {}
    for assignment, production in rows:
        first.setdefault((assignment.person_id, production.id), (assignment, production))
    return list(first.values())


def _is_there(kind: type[Arrival] | type[KindCheck]) -> Any:
    return exists().where(
        col(kind.person_id) == Assignment.person_id,
        col(kind.production_id) == Production.id,
        col(kind.on_date) == Assignment.on_date,
    )


def _asked_to_change() -> Any:
    other = Assignment.__table__.alias("other")  # type: ignore[attr-defined]  # each table model has one
    return exists().where(
        other.c.person_id == Assignment.person_id,
        other.c.plan_id == Assignment.plan_id,
        other.c.on_date == Assignment.on_date,
        other.c.status == AssignmentStatus.ASKED_TO_CHANGE,
    )
