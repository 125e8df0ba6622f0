"""Days on which a desk cannot be used: asked for, read, written down, and ended."""

from dataclasses import replace

from fastapi import Response

from app.core.words import N_
from app.forms.breakdowns import BreakdownForm, read_form
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.breakdowns import Breakdown
from app.models.workstations import Workstation
from app.pages import breakdowns as views
from app.rules.breakdowns import NOTE, RUN
from app.services import breakdowns
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("breakdowns")

NOTED = N_("The desk is closed for these days. Nobody lost a day by this.")
WORKS = N_("The desk can be planned again from today on.")


@pages.get("/workstations/{workstation_id}/breakdowns/new", policy=NOTE)
def asking(visit: Visit, workstation: Workstation) -> Response:
    return visit.page("breakdowns/asking.html", views.asking(workstation), form=Filled.blank(BreakdownForm))


@pages.post("/workstations/{workstation_id}/breakdowns/check", policy=NOTE)
def check(visit: Visit, workstation: Workstation) -> Response:
    filled = visit.read(BreakdownForm)
    if filled.accepted_by(breakdowns.check, visit.work, workstation) and filled.form:
        view = views.checking(visit.work, workstation, filled.form)
        return visit.page("breakdowns/checking.html", view, form=filled)
    return visit.page("breakdowns/asking.html", views.asking(workstation), form=filled)


@pages.post("/workstations/{workstation_id}/breakdowns", policy=NOTE)
def note(visit: Visit, workstation: Workstation) -> Response:
    filled = visit.read(BreakdownForm)
    if filled.accepted_by(breakdowns.note, visit.work, workstation):
        made = breakdowns.latest_of(visit.work, workstation)
        return visit.to("breakdowns.show", breakdown_id=made.id, notice=NOTED)
    return _again(visit, workstation, filled)


@pages.get("/breakdowns/{breakdown_id}", policy=RUN)
def show(visit: Visit, breakdown: Breakdown) -> Response:
    return visit.page("breakdowns/show.html", views.show(visit.work, breakdown), form=Filled.blank(Nothing))


@pages.post("/breakdowns/{breakdown_id}/end", policy=RUN)
def end(visit: Visit, breakdown: Breakdown) -> Response:
    visit.read(Nothing).accepted_by(breakdowns.end, visit.work, breakdown)
    return visit.to("breakdowns.show", breakdown_id=breakdown.id, notice=WORKS)


def _again(visit: Visit, workstation: Workstation, filled: Filled[BreakdownForm]) -> Response:
    """The list as it is now, or the questions where an answer has to change."""
    if filled.form is None or set(filled.errors) - {""}:
        return visit.page("breakdowns/asking.html", views.asking(workstation), form=filled)
    return visit.page(
        "breakdowns/checking.html",
        views.checking(visit.work, workstation, filled.form),
        form=replace(filled, kind=read_form()),
    )
