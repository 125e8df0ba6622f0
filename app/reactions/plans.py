"""What follows a plan that was asked for: it is solved, and whoever asked is told."""

import time
from contextlib import suppress
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.executors import this_process
from app.adapters.parts import Parts
from app.adapters.solving import STOPPED, EndedBy, Solved, Stand, solve_apart
from app.adapters.wordings import full_date
from app.core.errors import HouseError, Refused, Unavailable
from app.core.events import OutboxEvent
from app.core.logs import log
from app.core.work import Work
from app.models.people import Person
from app.models.plans import Plan, PlanOrder
from app.models.productions import Production
from app.reactions.following import follows
from app.rules.plans import PLANS
from app.services import messages, plans, plans_making, plans_solving
from app.services.plans_making import Turn
from app.solvers.contract import ScheduleProblem

SEED = 1
LOOK_SECONDS = 1.0
"""How often to look whether a plan that another worker holds is free."""

TRIES = 2
"""How often a plan is made anew when what it was made from changed meanwhile."""

Made = tuple[ScheduleProblem, PlanOrder]


@follows("plans.wanted", slow=True)
def solve_plan(parts: Parts, event: OutboxEvent) -> None:
    """Load, solve outside any transaction, store as a draft. Run again, it takes up a plan that was left half-way.

    Where the database is away, the job is tried again. Everything else that ends it says why.
    """
    try:
        _make(parts, event.subject_id)
    except Unavailable as trouble:
        if "database" in trouble.facts:
            raise
        _stop(parts, event.subject_id, trouble)
    except Exception as trouble:  # noqa: BLE001 - whatever it is, the person who asked must not wait for ever
        _stop(parts, event.subject_id, trouble)


@follows("plans.forgotten", slow=True)
def solve_forgotten(parts: Parts, event: OutboxEvent) -> None:
    solve_plan(parts, event)


@follows("plans.drafted")
def tell_draft(work: Work, event: OutboxEvent) -> None:
    _tell_asker(work, event, "plan_drafted")


@follows("plans.stopped")
def tell_stopped(work: Work, event: OutboxEvent) -> None:
    _tell_asker(work, event, "plan_stopped")


def _make(parts: Parts, plan_id: UUID) -> None:
    for tries_left in reversed(range(TRIES)):
        taken = _taken(parts, plan_id)
        if taken is None:
            return
        problem, order = taken
        solved = solve_apart(
            problem,
            seed=SEED,
            seconds=parts.settings.solve_seconds,
            calm_first=order is PlanOrder.CALM,
            watch=lambda stand: _watch(parts, plan_id, stand),
        )
        try:
            _finish(parts, plan_id, solved)
        except Refused:
            if not tries_left:
                raise
        else:
            return


def _taken(parts: Parts, plan_id: UUID) -> Made | None:
    """The problem, once no other worker holds the plan; None when there is nothing to make."""
    while True:
        with parts.work() as work:
            turn, plan = plans_making.take(work, plan_id, this_process())
            if turn is Turn.OVER:
                return None
            if turn is Turn.OURS:
                return plans_solving.load(work, plan), plan.order
        time.sleep(LOOK_SECONDS)


def _watch(parts: Parts, plan_id: UUID, stand: Stand | None) -> bool:
    """Store how far it is, in a short work of its own, and say whether to stop. A database that is away is waited for."""
    phase, best = (stand.phase, stand.best) if stand else (None, None)
    try:
        with parts.work() as work:
            return plans_making.note(work, plan_id, this_process(), phase=phase, best=best)
    except Unavailable as trouble:
        log().warning("plan_progress_waits", plan=str(plan_id), **trouble.facts)
        return False


def _finish(parts: Parts, plan_id: UUID, solved: Solved) -> None:
    """Store what was found, unless another worker has taken the plan over."""
    with parts.work() as work:
        plan = plans_making.ours(work, plan_id, this_process())
        if plan is None:
            return
        if solved.ended_by is EndedBy.FALLBACK:
            log().warning("plan_fell_back", plan=str(plan_id))
        if solved.ended_by is EndedBy.WISH:
            _end(work, plan, solved)
        elif solved.plan is not None:
            plans_solving.store(work, plan, solved.plan)
        plans_making.let_go(plan)


def _end(work: Work, plan: Plan, solved: Solved) -> None:
    """It was stopped: what was found so far waits, if it keeps every rule."""
    with suppress(Refused):
        if solved.plan is not None:
            plans_solving.store(work, plan, solved.plan, move="cancel")
    if PLANS.allows(plan, "cancel"):
        PLANS.move(work, plan, "cancel")


def _stop(parts: Parts, plan_id: UUID, trouble: Exception) -> None:
    known = trouble if isinstance(trouble, HouseError) else HouseError(STOPPED, problem=repr(trouble))
    log().warning("plan_stopped", plan=str(plan_id), **{name: str(value) for name, value in known.facts.items()})
    with parts.work() as work:
        plan = work.db.get_one(Plan, plan_id, with_for_update=True)
        if PLANS.allows(plan, "stop"):
            plans.stop(work, plan, known.sentence.message)
            plans_making.let_go(plan)


def _tell_asker(work: Work, event: OutboxEvent, template: str) -> None:
    plan = work.db.get_one(Plan, event.subject_id)
    facts = {
        "production": _title(work, plan),
        "first_day": full_date(plan.first_day),
        "last_day": full_date(plan.last_day),
    }
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, plan.asked_by),
        event_id=event.id,
        facts=facts,
        path=f"/plans/{plan.id}",
    )


def _title(work: Work, plan: Plan) -> str:
    return work.db.scalars(select(col(Production.title)).where(col(Production.id) == plan.production_id)).one()
