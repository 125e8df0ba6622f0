"""Saying that somebody is here, taking it back, and answering the kind question."""

from fastapi import Response

from app.core.words import N_
from app.forms.arrivals import KindReply
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.assignments import Assignment
from app.pages import arrivals as views
from app.pages import assignments as days
from app.pages import call_sheets as sheets
from app.rules.arrivals import MARK, OWN
from app.services import arrivals
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("arrivals")


@pages.post("/my-days/{assignment_id}/arrival", policy=OWN)
def arrive(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(arrivals.arrive, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=N_("You are here. That is all."))
    return visit.page("assignments/day.html", days.day(visit.work, assignment), form=filled)


@pages.post("/my-days/{assignment_id}/arrival/undo", policy=OWN)
def take_back(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(arrivals.take_back, visit.work, assignment):
        return visit.to("assignments.day", assignment_id=assignment.id, notice=N_("That is taken back."))
    return visit.page("assignments/day.html", days.day(visit.work, assignment), form=filled)


@pages.get("/my-days/{assignment_id}/check", policy=OWN, examples=views.example_asked)
def check(visit: Visit, assignment: Assignment) -> Response:
    return visit.page("arrivals/check.html", views.check(visit.work, assignment), form=Filled.blank(KindReply))


@pages.post("/my-days/{assignment_id}/check", policy=OWN, examples=views.example_asked)
def answer(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(KindReply)
    if filled.accepted_by(arrivals.answer, visit.work, assignment):
        return visit.to(
            "assignments.day", assignment_id=assignment.id, notice=N_("Thank you. Your coordinator reads it.")
        )
    return visit.page("arrivals/check.html", views.check(visit.work, assignment), form=filled)


@pages.post("/arrivals/{assignment_id}", policy=MARK)
def mark(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    place = sheets.place_of(visit.work, assignment)
    if filled.accepted_by(arrivals.arrive, visit.work, assignment):
        return visit.to("call_sheets.place", **place.path, notice=N_("Marked as here."))
    return visit.page("call_sheets/place.html", sheets.place(visit.work, place), form=filled)


@pages.post("/arrivals/{assignment_id}/undo", policy=MARK)
def unmark(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    place = sheets.place_of(visit.work, assignment)
    if filled.accepted_by(arrivals.take_back, visit.work, assignment):
        return visit.to("call_sheets.place", **place.path, notice=N_("That is taken back."))
    return visit.page("call_sheets/place.html", sheets.place(visit.work, place), form=filled)
