"""The whole week of a plan for paper: every desk and every day, and nothing else of anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import literal, select
from sqlmodel import col

from app.adapters.wordings import spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.plans import ALL, Look
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.plans import Plan
from app.pages.plans_grid import grid_of, ground_of
from app.pages.plans_views import GridRow
from app.pages.productions import Crumb, name_of
from app.rules.plans import PLANS


@dataclass(frozen=True)
class SheetPage:
    id: UUID
    title: str
    part: str
    line: str
    zone: str
    caption: str
    columns: Sequence[str]
    rows: Sequence[GridRow]
    crumb: Crumb


def sheet(work: Work, plan: Plan) -> SheetPage:
    """Without answers and without what is kept: paper is left lying about."""
    ground = ground_of(work, plan)
    rows = work.db.execute(
        select(Assignment, col(Person.name), literal(0), literal(0), literal(value=False))
        .join(Person, col(Person.id) == Assignment.person_id)
        .where(col(Assignment.plan_id) == plan.id, col(Assignment.is_planned))
    ).all()
    drawn = grid_of(plan, ground, rows, Look("grid", ALL, ALL), {})
    name = spoken(name_of(plan.first_day, plan.last_day, plan.version))
    return SheetPage(
        id=plan.id,
        title=spoken(sentence(N_("On paper: %(days)s"), days=name)),
        part=ground.production.title,
        line=f"{name}. {spoken(PLANS.words[plan.status].staff)}. {ground.cohort.name}.",
        zone=ground.production.time_zone,
        caption=spoken(N_("Who sits where and when")),
        columns=drawn.columns,
        rows=[
            GridRow(row.label, [[replace(entry, note="") for entry in cell] for cell in row.cells])
            for row in drawn.rows
        ],
        crumb=(N_("the plan"), "plans.show", {"plan_id": plan.id}),
    )
