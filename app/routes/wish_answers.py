"""Answers to wishes for another day, for coordinators."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.forms.wish_answers import WishAnswer
from app.models.assignments import Assignment
from app.pages import wish_answers as views
from app.rules.wish_answers import ANSWER
from app.services import wish_answers
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("wish_answers")


@pages.get("/day-wishes/{assignment_id}", policy=ANSWER)
def show(visit: Visit, assignment: Assignment) -> Response:
    return visit.page("wish_answers/show.html", views.show(visit.work, assignment))


@pages.get("/day-wishes/{assignment_id}/answer", policy=ANSWER, examples=views.waiting)
def answering(visit: Visit, assignment: Assignment) -> Response:
    view = views.answering(visit.work, assignment)
    return visit.page("wish_answers/answering.html", view, form=Filled.blank(WishAnswer))


@pages.post("/day-wishes/{assignment_id}/answer", policy=ANSWER, examples=views.waiting)
def answer(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(WishAnswer)
    if filled.accepted_by(wish_answers.answer, visit.work, assignment):
        return visit.to("wish_answers.show", assignment_id=assignment.id, notice=STAYS)
    return visit.page("wish_answers/answering.html", views.answering(visit.work, assignment), form=filled)


@pages.post("/day-wishes/{assignment_id}/return", policy=ANSWER, examples=views.answered)
def take_back(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(wish_answers.take_back, visit.work, assignment):
        return visit.to("wish_answers.show", assignment_id=assignment.id, notice=TAKEN_BACK)
    return visit.page("wish_answers/show.html", views.show(visit.work, assignment), form=filled)


STAYS = N_("The day stays. The person gets a message, and reads why on the page of their day.")
TAKEN_BACK = N_("The answer is taken back. The wish waits for you again, and the person is told.")
