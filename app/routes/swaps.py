"""A quieter desk at once, or another way through a hard day."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.swaps import OtherWay
from app.models.assignments import Assignment
from app.pages import swaps as views
from app.rules.swaps import OWN
from app.services import swaps
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("swaps")


@pages.get("/my-days/{assignment_id}/quieter", policy=OWN)
def choosing(visit: Visit, assignment: Assignment) -> Response:
    view = views.choosing(visit.work, assignment)
    return visit.page("swaps/choosing.html", view, form=Filled.blank(view.kind))


@pages.post("/my-days/{assignment_id}/quieter", policy=OWN)
def swap(visit: Visit, assignment: Assignment) -> Response:
    view = views.choosing(visit.work, assignment)
    filled = visit.read(view.kind)
    if filled.accepted_by(swaps.swap, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=SWAPPED)
    return visit.page("swaps/choosing.html", view, form=filled)


@pages.get("/my-days/{assignment_id}/other-ways", policy=OWN)
def other_ways(visit: Visit, assignment: Assignment) -> Response:
    view = views.other_ways(visit.work, assignment)
    return visit.page("swaps/other_ways.html", view, form=Filled.blank(OtherWay))


@pages.post("/my-days/{assignment_id}/other-ways", policy=OWN)
def wish(visit: Visit, assignment: Assignment) -> Response:
    view = views.other_ways(visit.work, assignment)
    filled = visit.read(OtherWay)
    if filled.accepted_by(swaps.wish, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=WISHED)
    return visit.page("swaps/other_ways.html", view, form=filled)


SWAPPED = N_("This is your desk now. Your coordinator knows which desk, and nothing else.")
WISHED = N_("Your coordinator is told what would help. Your place is kept.")
