"""Days for trainees."""

from fastapi import Response

from app.core.words import N_
from app.forms.assignments import Wish
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.assignments import Assignment
from app.models.plans import Plan
from app.pages import assignments as days
from app.rules.assignments import ANSWER, ANSWER_WEEK, MINE
from app.services import assignments
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("assignments")


@pages.get("/my-days", policy=MINE)
def mine(visit: Visit) -> Response:
    return visit.page("assignments/mine.html", days.mine(visit.work))


@pages.get("/my-days/{assignment_id}", policy=ANSWER)
def day(visit: Visit, assignment: Assignment) -> Response:
    return visit.page("assignments/day.html", days.day(visit.work, assignment))


@pages.post("/my-days/{assignment_id}/sight", policy=ANSWER)
def see(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(assignments.see, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=N_("We noted that you saw this day."))
    return visit.page("assignments/day.html", days.day(visit.work, assignment), form=filled)


@pages.post("/my-days/{assignment_id}/agreement", policy=ANSWER)
def agree(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(assignments.agree, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=N_("You agreed to this day."))
    return visit.page("assignments/day.html", days.day(visit.work, assignment), form=filled)


@pages.get("/my-days/{assignment_id}/wish", policy=ANSWER)
def wishing(visit: Visit, assignment: Assignment) -> Response:
    form = Filled.blank(Wish, words=assignment.wish)
    return visit.page("assignments/wishing.html", days.asking(visit.work, assignment), form=form)


@pages.post("/my-days/{assignment_id}/wish", policy=ANSWER)
def wish(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Wish)
    if filled.accepted_by(assignments.ask_to_change, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=WISHED)
    return visit.page("assignments/wishing.html", days.asking(visit.work, assignment), form=filled)


@pages.post("/my-weeks/{plan_id}/agreement", policy=ANSWER_WEEK)
def agree_to_week(visit: Visit, plan: Plan) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(assignments.agree_to_week, visit.work, plan):
        return visit.to("assignments.mine", notice=N_("You agreed to these days."))
    return visit.page("assignments/mine.html", days.mine(visit.work), form=filled)


WISHED = N_("Your coordinator is told that you ask to change this day.")
