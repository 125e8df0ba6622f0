"""A published week that changes inside notice: one trainee is asked for a yes, and the next draft moves somebody else."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.demonstration import plans_making
from app.demonstration.theatre import Theatre
from app.forms.plans import FirstPublication, PlanWish, Publication
from app.models.assignments import Assignment, AssignmentStatus
from app.models.plans import Plan, PlanReason, PlanStatus
from app.models.productions import Production
from app.models.workstations import Workstation
from app.rules.plans import PLANS
from app.services import plans
from app.services.plans_changes import bookings_of
from app.services.plans_checks import faults
from app.services.plans_facts import gather
from app.services.plans_versions import rows_of

PRODUCTION = "my-brilliant-career"
NOTICE_DAYS = 10
"""Two working weeks, so that next week is inside it on whichever day somebody looks."""


def play(theatre: Theatre) -> None:
    """Next week is published; then a desk changes for one trainee, who is asked; then a draft changes one for another."""
    plans_making.mark_again(theatre)
    with theatre.at(days=-2), theatre.as_("tom") as work:
        first = _draft(work, theatre)
        plans.publish(work, first, FirstPublication())
        work.db.get_one(Production, first.production_id).notice_days = NOTICE_DAYS
    with theatre.at(days=-0.5), theatre.as_("tom") as work:
        second = _moving(work, first, theatre.stage.id_of("noor"))
        plans.publish(work, second, Publication(reason=PlanReason.DESKS, replaces=str(first.id)))
    with theatre.at(days=-0.4), theatre.as_("tom") as work:
        _moving(work, second, theatre.stage.id_of("ari"))


def _draft(work: Work, theatre: Theatre) -> Plan:
    ours = theatre.stage.productions[PRODUCTION].id
    drafts = select(Plan).where(col(Plan.production_id) == ours, col(Plan.status) == PlanStatus.DRAFT)
    return work.db.scalars(drafts).one()


def _moving(work: Work, before: Plan, person: UUID) -> Plan:
    """A draft like the version before, with another desk for this person on one day: the first that breaks no rule."""
    production = work.db.get_one(Production, before.production_id)
    plan = plans.want(work, production, PlanWish(cohort=before.cohort_id, week=before.first_day))
    plans.start_solving(work, plan)
    plan.figures, plan.explanations, plan.made_at = dict(before.figures), list(before.explanations), work.now
    rows = [_copied(work, each, plan) for each in rows_of(work, before)]
    work.db.add_all(rows)
    work.db.flush()
    _move(work, plan, [each for each in rows if each.person_id == person])
    PLANS.move(work, plan, "draft", programme_id=production.programme_id)
    work.db.flush()
    return plan


def _copied(work: Work, row: Assignment, plan: Plan) -> Assignment:
    return Assignment(
        id=work.new_id(),
        plan_id=plan.id,
        person_id=row.person_id,
        workstation_id=row.workstation_id,
        on_date=row.on_date,
        block=row.block,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        status=AssignmentStatus.PROPOSED,
    )


def _move(work: Work, plan: Plan, own: list[Assignment]) -> None:
    facts = gather(work, plan)
    for row in own:
        desk = row.workstation_id
        for other in _free_desks(work, plan, row):
            row.workstation_id = other
            work.db.flush()
            if not faults(facts, bookings_of(work, plan)):
                return
        row.workstation_id = desk
        work.db.flush()


def _free_desks(work: Work, plan: Plan, row: Assignment) -> list[UUID]:
    """Desks of the same place that nobody has then, by name."""
    place = select(col(Workstation.location_id)).where(col(Workstation.id) == row.workstation_id).scalar_subquery()
    taken = select(col(Assignment.workstation_id)).where(
        col(Assignment.plan_id) == plan.id, col(Assignment.on_date) == row.on_date, col(Assignment.block) == row.block
    )
    desks = select(col(Workstation.id)).where(col(Workstation.location_id) == place, col(Workstation.id).not_in(taken))
    return list(work.db.scalars(desks.order_by(col(Workstation.name))))
