"""Putting new days in the place of old ones once there is a yes, or a reason of safety: whole, or not at all."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Facts
from app.core.words import N_
from app.core.work import Work
from app.models.assignments import Assignment, AssignmentStatus
from app.models.day_changes import DayChange, DayChangeStatus
from app.models.plans import Plan
from app.rules.assignments import LIFE as DAYS
from app.rules.day_changes import LIFE
from app.services import claims
from app.services.plans_changes import booking_of
from app.services.plans_checks import Cell, desk_faults, excess
from app.services.plans_facts import PlanFacts, gather

NOT_FREE = N_("One of the desks is still kept for somebody else. Nothing changed. Ask that person first.")

UNFIT = N_("A new desk of this change cannot be used any more. Your days stay as they were. You need not do anything.")
UNFIT_FOR_SAFETY = N_("A new desk of this change cannot be used any more. Nothing changed. Ask for a new plan.")


def settle(work: Work, change: DayChange) -> None:
    """Make every change that was agreed to and whose desks are free now: all together, or else one by one."""
    agreed = work.db.scalars(
        select(DayChange)
        .where(col(DayChange.plan_id) == change.plan_id, col(DayChange.status) == DayChangeStatus.AGREED)
        .order_by(col(DayChange.answered_at), col(DayChange.id))
    ).all()
    agreed = [each for each in agreed if fits(work, each)]
    counts = {each.id: counts_of(work, each) for each in agreed}
    if agreed and not is_made(work, change.plan_id, agreed):
        agreed = [each for each in agreed if is_made(work, change.plan_id, [each])]
    for each in agreed:
        LIFE.move(work, each, "make", about=each.person_id, facts=counts[each.id])


def fits(work: Work, change: DayChange) -> bool:
    """Whether each new desk can be used on its day and meets what must hold for the person, as it is agreed now."""
    facts = gather(work, work.db.get_one(Plan, change.plan_id))
    new = [each for each in rows_of(work, [change]) if each.status is AssignmentStatus.WAITING_FOR_YES]
    return not list(desk_faults(facts, [booking_of(each) for each in new]))


def is_made(work: Work, plan_id: UUID, changes: Sequence[DayChange]) -> bool:
    """Put the new days in the place of the old ones, or leave everything as it was where a desk is not free."""
    facts = gather(work, work.db.get_one(Plan, plan_id))
    was = _excess(work, facts)
    savepoint, recorded = work.db.begin_nested(), len(work.events)
    try:
        _make(work, changes)
        _refuse_fuller(work, facts, was)
    except Refused:
        savepoint.rollback()
        del work.events[recorded:]
        return False
    savepoint.commit()
    return True


def _refuse_fuller(work: Work, facts: PlanFacts, was: Counter[Cell]) -> None:
    if _excess(work, facts) - was:
        raise Refused(NOT_FREE)


def _excess(work: Work, facts: PlanFacts) -> Counter[Cell]:
    """Where it is too full. What is so already, because fewer fit there since, is nobody's answer to settle."""
    live = select(Assignment).where(col(Assignment.plan_id) == facts.plan.id, col(Assignment.is_live))
    return excess(facts, [booking_of(each) for each in work.db.scalars(live)])


def _make(work: Work, changes: Sequence[DayChange]) -> None:
    safe = {each.id for each in changes if each.status is DayChangeStatus.MADE_FOR_SAFETY}
    rows = rows_of(work, changes)
    new = [each for each in rows if each.status is AssignmentStatus.WAITING_FOR_YES]
    old = [each for each in rows if each.is_live]
    for each in old:
        each.is_live = each.is_planned = False
        DAYS.move(work, each, "release", about=each.person_id)
    claims.free(work, old)
    work.db.flush()
    for each in new:
        each.is_planned = each.is_live = True
        DAYS.move(work, each, "place" if each.change_id in safe else "agree_to_change", about=each.person_id)
    claims.hold(work, new)


def rows_of(work: Work, changes: Sequence[DayChange]) -> Sequence[Assignment]:
    ids = [each.id for each in changes]
    return work.db.scalars(select(Assignment).where(col(Assignment.change_id).in_(ids))).all()


def counts_of(work: Work, change: DayChange) -> Facts:
    """How many days a change that is not made yet makes new or moves, and takes out."""
    rows = rows_of(work, [change])
    old = {each.on_date for each in rows if each.is_live}
    new = {each.on_date for each in rows if each.status is AssignmentStatus.WAITING_FOR_YES}
    first_day = min(old | new).isoformat()
    return {"plan": str(change.plan_id), "added": len(new), "gone": len(old - new), "first_day": first_day}
