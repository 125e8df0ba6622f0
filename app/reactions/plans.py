"""What follows a plan that was asked for: it is solved, and whoever asked is told."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.parts import Parts
from app.adapters.solving import STOPPED, solve_apart
from app.adapters.wordings import full_date
from app.core.errors import HouseError
from app.core.events import OutboxEvent
from app.core.logs import log
from app.core.work import Work
from app.models.people import Person
from app.models.plans import Plan, PlanStatus
from app.models.productions import Production
from app.reactions.following import follows
from app.rules.plans import PLANS
from app.services import messages, plans, plans_solving
from app.solvers.contract import SchedulePlan, ScheduleProblem

SEED = 1
SECONDS = 20.0


@follows("plans.wanted", slow=True)
def solve_plan(parts: Parts, event: OutboxEvent) -> None:
    """Load, solve outside any transaction, store as a draft. Run again, it takes up a plan that was left half-way."""
    try:
        problem = _begin(parts, event.subject_id)
        if problem is not None:
            _finish(parts, event.subject_id, solve_apart(problem, seed=SEED, seconds=SECONDS))
    except Exception as trouble:  # noqa: BLE001 - whatever it is, the person who asked must not wait for ever
        _stop(parts, event.subject_id, trouble)


@follows("plans.drafted")
def tell_draft(work: Work, event: OutboxEvent) -> None:
    _tell_asker(work, event, "plan_drafted")


@follows("plans.stopped")
def tell_stopped(work: Work, event: OutboxEvent) -> None:
    _tell_asker(work, event, "plan_stopped")


def _begin(parts: Parts, plan_id: UUID) -> ScheduleProblem | None:
    with parts.work() as work:
        plan = work.db.get_one(Plan, plan_id)
        if PLANS.allows(plan, "solve"):
            plans.start_solving(work, plan)
        return plans_solving.load(work, plan) if plan.status is PlanStatus.SOLVING else None


def _finish(parts: Parts, plan_id: UUID, solved: SchedulePlan) -> None:
    with parts.work() as work:
        plan = work.db.get_one(Plan, plan_id)
        if PLANS.allows(plan, "draft"):
            plans_solving.store(work, plan, solved)


def _stop(parts: Parts, plan_id: UUID, trouble: Exception) -> None:
    known = trouble if isinstance(trouble, HouseError) else HouseError(STOPPED, problem=repr(trouble))
    log().warning("plan_stopped", plan=str(plan_id), **{name: str(value) for name, value in known.facts.items()})
    with parts.work() as work:
        plan = work.db.get_one(Plan, plan_id)
        if PLANS.allows(plan, "stop"):
            plans.stop(work, plan, known.sentence.message)


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
