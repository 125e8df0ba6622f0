"""The demonstration's plans that were not made to the end: one that was stopped, and a draft whose days have changed."""

from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlmodel import col

from app.demonstration.theatre import Theatre
from app.forms.plans import PlanWish
from app.models.plans import Plan, PlanStatus
from app.models.productions import ShootDay
from app.services import plans, plans_making, plans_solving
from app.solvers import scheduling

PRODUCTION = "my-brilliant-career"
WORKER = "demonstration"


def play(theatre: Theatre, monday: date) -> None:
    """Two weeks after each other, from this Monday on. Nothing is searched: what is found at once will do."""
    _found(theatre, monday, move="cancel")
    _found(theatre, monday + timedelta(weeks=1), move="draft")
    friday = monday + timedelta(weeks=1, days=4)
    with theatre.by_system() as work:
        mine = col(ShootDay.production_id) == theatre.stage.productions[PRODUCTION].id
        work.db.execute(delete(ShootDay).where(mine, col(ShootDay.on_date) == friday))
        work.db.flush()
        plans_making.notice_changes(work)


def mark_again(theatre: Theatre) -> None:
    """Let each draft be made from what holds now: acts are told one after the other, and not in the order of time."""
    with theatre.by_system() as work:
        for plan in work.db.scalars(select(Plan).where(col(Plan.status) == PlanStatus.DRAFT)).all():
            plans_solving.load(work, plan)


def _found(theatre: Theatre, monday: date, *, move: str) -> None:
    """What the solver finds before it begins to search, stored as it would be at the end or when it was stopped."""
    wish = PlanWish(cohort=theatre.stage.cohorts["lumina"].id, week=monday)
    with theatre.as_("tom") as work:
        plan: Plan = plans.want(work, theatre.stage.productions[PRODUCTION], wish)
    with theatre.by_system() as work:
        plans_making.take(work, plan.id, WORKER)
        problem = plans_solving.load(work, plan)
        plans_solving.store(work, plan, scheduling.solve(problem, seed=1, seconds=1, cancelled=lambda: True), move=move)
        plans_making.let_go(plan)
