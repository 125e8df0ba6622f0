"""Drafts changed by hand, for coordinators: one cell, one person, and every change with its way back."""

from typing import Any
from uuid import UUID

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.placings import Edit, Keeping, Near, Seating, Target
from app.forms.sign_ins import Nothing
from app.models.plans import Plan
from app.pages import placings as views
from app.pages import placings_examples as examples
from app.pages import placings_sheet
from app.pages.placings_table import free_params, place_of
from app.rules.plans import RUN
from app.services import placings
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("placings")

CELL = "/plans/{plan_id}/cells/{assignment_id}"
FREE = "/plans/{plan_id}/free/{workstation_id}"
"""The day and the block stand in the query: they are places in a table, and no things of their own."""


@pages.get(CELL, policy=RUN, examples=examples.cell, writes=True)
def cell(visit: Visit, plan: Plan, assignment_id: UUID) -> Response:
    view = views.cell(visit.work, plan, assignment_id, visit.asked(Near).form or Near())
    return visit.page("placings/cell.html", view, form=Filled.blank(view.kind, **view.known))


@pages.post(f"{CELL}/place", policy=RUN, examples=examples.cell)
def move(visit: Visit, plan: Plan, assignment_id: UUID) -> Response:
    filled = visit.read(Target)
    row = placings.cell_of(visit.work, plan, assignment_id)
    if filled.accepted_by(placings.move, visit.work, plan, row):
        return visit.to("placings.cell", plan_id=plan.id, assignment_id=assignment_id, notice=MOVED)
    return _cell_again(visit, plan, assignment_id, filled)


@pages.post(f"{CELL}/removal", policy=RUN, examples=examples.cell)
def take_out(visit: Visit, plan: Plan, assignment_id: UUID) -> Response:
    filled = visit.read(Edit)
    row = placings.cell_of(visit.work, plan, assignment_id)
    place = free_params(placings.booking_of(row))
    if filled.accepted_by(placings.take_out, visit.work, plan, row):
        return visit.to("placings.free", plan_id=plan.id, notice=TAKEN_OUT, **place)
    return _cell_again(visit, plan, assignment_id, filled)


@pages.post(f"{CELL}/pin", policy=RUN, examples=examples.cell)
def pin(visit: Visit, plan: Plan, assignment_id: UUID) -> Response:
    filled = visit.read(Keeping)
    if filled.accepted_by(placings.pin, visit.work, plan, placings.cell_of(visit.work, plan, assignment_id)):
        return visit.to("placings.cell", plan_id=plan.id, assignment_id=assignment_id, notice=KEPT)
    return _cell_again(visit, plan, assignment_id, filled)


@pages.post(f"{CELL}/release", policy=RUN, examples=examples.cell)
def unpin(visit: Visit, plan: Plan, assignment_id: UUID) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(placings.unpin, visit.work, plan, placings.cell_of(visit.work, plan, assignment_id)):
        return visit.to("placings.cell", plan_id=plan.id, assignment_id=assignment_id, notice=LET_GO)
    return _cell_again(visit, plan, assignment_id, filled)


@pages.get(FREE, policy=RUN, examples=examples.free, writes=True)
def free(visit: Visit, plan: Plan, workstation_id: UUID) -> Response:
    near = visit.asked(Near).form or Near()
    view = views.free(visit.work, plan, place_of(plan, workstation_id, near), near)
    return visit.page("placings/free.html", view, form=Filled.blank(view.kind, **view.known))


@pages.post(FREE, policy=RUN, examples=examples.free)
def seat(visit: Visit, plan: Plan, workstation_id: UUID) -> Response:
    filled, place = visit.read(Seating), place_of(plan, workstation_id, visit.asked(Near).form or Near())
    views.free(visit.work, plan, place, Near())
    if filled.accepted_by(placings.seat, visit.work, plan, place):
        return visit.to("plans.show", plan_id=plan.id, notice=SEATED)
    view = views.free(visit.work, plan, place, Near(person=filled.form.person if filled.form else None))
    return visit.page("placings/free.html", view, form=view.again(filled))


@pages.get("/plans/{plan_id}/people/{person_id}", policy=RUN, examples=examples.person)
def person(visit: Visit, plan: Plan, person_id: UUID) -> Response:
    return visit.page("placings/person.html", views.person(visit.work, plan, person_id))


@pages.get("/plans/{plan_id}/changes-by-hand", policy=RUN)
def changes(visit: Visit, plan: Plan) -> Response:
    return visit.page("placings/changes.html", views.changes(visit.work, plan))


@pages.post("/plans/{plan_id}/changes-by-hand/{placing_id}/return", policy=RUN, examples=examples.change)
def put_back(visit: Visit, plan: Plan, placing_id: UUID) -> Response:
    filled = visit.read(Edit)
    if filled.accepted_by(placings.put_back, visit.work, plan, placings.change_of(visit.work, plan, placing_id)):
        return visit.to("placings.changes", plan_id=plan.id, notice=BACK)
    view = views.changes(visit.work, plan)
    return visit.page("placings/changes.html", view, form=view.again(filled))


@pages.post("/plans/{plan_id}/copy", policy=RUN)
def copy(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(placings.copy, visit.work, plan):
        draft = placings.newest_draft(visit.work, plan)
        return visit.to("plans.show", plan_id=draft.id, notice=COPIED)
    view = views.changes(visit.work, plan)
    return visit.page("placings/changes.html", view, form=view.again(filled))


@pages.get("/plans/{plan_id}/sheet", policy=RUN)
def sheet(visit: Visit, plan: Plan) -> Response:
    return visit.page("placings/sheet.html", placings_sheet.sheet(visit.work, plan))


def _cell_again(visit: Visit, plan: Plan, assignment_id: UUID, filled: Filled[Any]) -> Response:
    """The cell as it is now, with what was chosen and other ways near it."""
    form = filled.form
    near = Near(day=form.day, block=form.block, desk=form.desk) if isinstance(form, Target) else Near()
    view = views.cell(visit.work, plan, assignment_id, near)
    return visit.page("placings/cell.html", view, form=view.again(filled))


MOVED = N_("The person is moved in this draft. Nobody is told before you publish. You can put it back below.")
TAKEN_OUT = N_("The person is taken out of this draft. Nobody is told before you publish. You can put it back below.")
SEATED = N_("The person is put in. Nobody is told before you publish. You can put it back under Changes by hand.")
KEPT = N_("This is kept. The next plan leaves it where it is.")
LET_GO = N_("This is let go. The next plan may move it.")
BACK = N_("The change is put back.")
COPIED = N_("This is a draft of the published version. Change it by hand, then publish it. Nobody is told before that.")
