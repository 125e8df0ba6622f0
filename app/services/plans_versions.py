"""From one published version to the next: what stays, what changes at once, and what waits for somebody's yes."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from app.core.errors import Refused
from app.core.words import N_
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.plans import Plan
from app.rules.assignments import KEEPING, LIFE
from app.rules.plans import PLANS
from app.services import claims, day_changes
from app.services.claims import BUSY
from app.services.plans_changes import booking_of, compare
from app.services.plans_checks import crowding
from app.services.plans_elsewhere import Span, is_free, sessions_of
from app.services.plans_facts import gather

WAITS = N_(
    "Somebody keeps a desk of this draft until they say yes to a change inside their notice. The draft is kept. "
    "Ask for a new draft, or move whoever would sit there."
)


def desks_of(plan: Plan) -> Select[Any]:
    return select(col(Assignment.workstation_id)).where(col(Assignment.plan_id) == plan.id)


def replace(work: Work, before: Plan | None, plan: Plan) -> None:
    """Let the new version hold: release the old one, carry answers over, and record who has to be told.

    Whoever has a new day, a change or a day less inside their notice is asked, and keeps their days until they answer.
    """
    old = rows_of(work, before) if before else []
    new = rows_of(work, plan)
    changes = compare(map(booking_of, old), map(booking_of, new))
    asked = day_changes.inside_notice(work, plan, changes, [*old, *new])
    planned = day_changes.put_off(work, plan, day_changes.Turn(changes, asked, old, new)) if asked else new
    if asked:
        _store(work, plan, planned)
    _refuse_busy(work, [each for each in planned if each.change_id is None])
    _release(work, before, old)
    claims.hold(work, planned)
    _carry_over(work, old, planned)
    for each in old:
        if LIFE.allows(each, "release"):
            LIFE.move(work, each, "release", about=each.person_id)
    if before is not None:
        PLANS.move(work, before, "replace")
    for person, change in changes.items():
        at_once = change.without(asked[person].days) if person in asked else change
        if at_once.is_felt:
            work.record(at_once.event("assignments.days_changed", plan.id, person, is_first=before is None))


def rows_of(work: Work, plan: Plan) -> Sequence[Assignment]:
    """What the plan plans, in the order of time. What waits for a yes is not among it."""
    planned = select(Assignment).where(col(Assignment.plan_id) == plan.id, col(Assignment.is_planned))
    return work.db.scalars(planned.order_by(col(Assignment.starts_at), col(Assignment.id))).all()


def _store(work: Work, plan: Plan, planned: Sequence[Assignment]) -> None:
    """Store what somebody keeps until they say yes, unless the draft gives it to somebody else meanwhile."""
    if crowding(gather(work, plan), [booking_of(each) for each in planned]):
        raise Refused(WAITS)
    try:
        with work.db.begin_nested():
            work.db.add_all(planned)
            work.db.flush()
    except IntegrityError as problem:
        raise Refused(WAITS) from problem


def _refuse_busy(work: Work, new: Sequence[Assignment]) -> None:
    """Nobody is planned into a session that they booked since. Other days and desks are the constraint's to refuse."""
    if not new:
        return
    people = {each.person_id for each in new}
    first, last = min(each.starts_at for each in new), max(each.ends_at for each in new)
    booked: dict[UUID, list[Span]] = defaultdict(list)
    for person, start, end in sessions_of(work, people, first, last):
        booked[person].append((start, end))
    if not all(is_free(booked[each.person_id], each.starts_at, each.ends_at) for each in new):
        raise Refused(BUSY)


def _release(work: Work, before: Plan | None, old: Sequence[Assignment]) -> None:
    """Nothing of the version before is live or held from here on, and nobody is asked about it any more."""
    for each in old:
        each.is_live = False
    if before is not None:
        day_changes.lapse_of(work, before)
    claims.free(work, old)
    work.db.flush()


def _carry_over(work: Work, old: Sequence[Assignment], new: Sequence[Assignment]) -> None:
    answers = {booking_of(each): each for each in old}
    for each in new:
        each.is_live = True
        was = answers.get(booking_of(each))
        if was is not None and was.status in KEEPING:
            each.wish, each.wish_answer, each.wish_version = was.wish, was.wish_answer, was.wish_version
            LIFE.move(work, each, KEEPING[was.status], about=each.person_id)
