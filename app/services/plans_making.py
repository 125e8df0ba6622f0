"""Making a plan, as the worker and the page share it: who makes it, how far it is, the wish to stop, and what follows."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.assignments import Assignment
from app.models.plans import Plan, PlanStatus
from app.rules.plans import PLANS
from app.services import plans_solving
from app.services.plans_changes import bookings_of
from app.services.plans_checks import every_must_holds, faults
from app.services.plans_facts import gather

LEASE = timedelta(seconds=60)
"""For how long a worker holds a plan without saying so again. It says so about every second."""

FORGOTTEN_AFTER = timedelta(minutes=2)
UNSTARTED_AFTER = timedelta(minutes=30)
"""When a plan that nobody makes is asked for once more, in case its job was given up."""

FOUND_IS_OLD = N_("What was found no longer fits: a day, a desk or a person changed. Ask for this plan again.")
FOUND_NOTHING = N_("Nothing was found before you stopped it. Ask for this plan again.")


class Turn(StrEnum):
    """Whether this worker makes the plan now, waits for another that does, or finds nothing to do."""

    OURS = "ours"
    THEIRS = "theirs"
    OVER = "over"


def take(work: Work, plan_id: UUID, worker: str) -> tuple[Turn, Plan]:
    """Take up a plan that was asked for, or that another worker left half-way."""
    plan = _locked(work, plan_id)
    if plan.status not in {PlanStatus.WANTED, PlanStatus.SOLVING}:
        return Turn.OVER, plan
    if plan.status is PlanStatus.SOLVING and plan.worker != worker and is_held(work, plan):
        return Turn.THEIRS, plan
    if plan.status is PlanStatus.WANTED:
        plan.phase, plan.best, plan.cancel_wanted_at = "", None, None
        PLANS.move(work, plan, "solve")
    plan.worker, plan.lease_until = worker, work.now + LEASE
    return Turn.OURS, plan


def note(work: Work, plan_id: UUID, worker: str, *, phase: str | None, best: dict[str, int] | None) -> bool:
    """Write down how far it is and hold it for longer. True when the worker has to stop: it was wished, or taken away."""
    values = {"lease_until": work.now + LEASE} | ({"phase": phase} if phase else {}) | ({"best": best} if best else {})
    held = work.db.execute(
        update(Plan)
        .where(col(Plan.id) == plan_id, col(Plan.worker) == worker, col(Plan.status) == PlanStatus.SOLVING)
        .values(values)
        .returning(col(Plan.cancel_wanted_at))
    ).all()
    return not held or held[0][0] is not None


def ours(work: Work, plan_id: UUID, worker: str) -> Plan | None:
    """The plan, locked, if this worker still makes it."""
    plan = _locked(work, plan_id)
    return plan if plan.status is PlanStatus.SOLVING and plan.worker == worker else None


def let_go(plan: Plan) -> None:
    plan.worker, plan.lease_until, plan.cancel_wanted_at = "", None, None


def is_held(work: Work, plan: Plan) -> bool:
    return plan.lease_until is not None and plan.lease_until > work.now


def cancel(work: Work, plan: Plan, _form: Nothing) -> None:
    """Stop making it. A worker that is at it sees so within seconds; where none is, it is over at once."""
    work.db.refresh(plan, with_for_update=True)
    if plan.status is PlanStatus.SOLVING and is_held(work, plan):
        plan.cancel_wanted_at = plan.cancel_wanted_at or work.now
        programme_id = plans_solving.programme_of(work, plan)
        work.record(Event("plans.stop_asked", plan.id, programme_id=programme_id))
    else:
        PLANS.move(work, plan, "cancel")
        let_go(plan)


def keep_found(work: Work, plan: Plan, _form: Nothing) -> None:
    """Make what was found before it was stopped a draft. Refuses what no longer fits."""
    if PLANS.allows(plan, "keep") and not has_found(work, plan):
        raise Refused(FOUND_NOTHING)
    if PLANS.allows(plan, "keep") and faults(gather(work, plan), bookings_of(work, plan)):
        raise Refused(FOUND_IS_OLD)
    PLANS.move(work, plan, "keep")


def has_found(work: Work, plan: Plan) -> bool:
    return (
        work.db.scalars(select(col(Assignment.id)).where(col(Assignment.plan_id) == plan.id).limit(1)).first()
        is not None
    )


def release(work: Work, workers: Iterable[str]) -> None:
    """Free what workers hold that are gone, so that the next one need not wait."""
    names = [name for name in workers if name]
    work.db.execute(update(Plan).where(col(Plan.worker).in_(names)).values(lease_until=None))


def ask_again_for_forgotten(work: Work) -> None:
    """Start once more what nobody makes: a job that was given up while the database was away, for instance."""
    since = work.now - FORGOTTEN_AFTER
    begun = (col(Plan.status) == PlanStatus.SOLVING) & (col(Plan.lease_until) < since)
    never = (
        (col(Plan.status) == PlanStatus.WANTED)
        & (col(Plan.asked_at) < work.now - UNSTARTED_AFTER)
        & or_(col(Plan.lease_until).is_(None), col(Plan.lease_until) < work.now - UNSTARTED_AFTER)
    )
    for plan in work.db.scalars(select(Plan).where(begun | never).order_by(col(Plan.id)).with_for_update()).all():
        plan.lease_until = work.now
        work.record(Event("plans.forgotten", plan.id, programme_id=plans_solving.programme_of(work, plan)))


def notice_changes(work: Work) -> None:
    """Mark drafts whose days, desks or people are others now, and those that use a desk to which a yes was taken back or
    ended. Weeks that are over stay as they are.
    """
    today = work.now.date()
    drafts = select(Plan).where(
        col(Plan.status) == PlanStatus.DRAFT, col(Plan.inputs_mark) != "", col(Plan.last_day) > today
    )
    for plan in work.db.scalars(drafts.order_by(col(Plan.id))).all():
        facts = gather(work, plan)
        what = plans_solving.changed_since(plan, facts)
        if not what and not every_must_holds(facts, bookings_of(work, plan)):
            what = ["people"]
        if what:
            plan.changed_at, plan.changed_what = work.now, " ".join(what)
            PLANS.move(work, plan, "outdate", facts={"what": plan.changed_what})


def _locked(work: Work, plan_id: UUID) -> Plan:
    return work.db.scalars(
        select(Plan).where(col(Plan.id) == plan_id).with_for_update().execution_options(populate_existing=True)
    ).one()
