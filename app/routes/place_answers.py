"""Whether a place was as described: asked once, and read by coordinators without a name."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.place_answers import AsDescribed
from app.models.assignments import Assignment
from app.models.productions import Production
from app.pages import place_answers as views
from app.rules.place_answers import LIST, OWN
from app.services import place_answers
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("place_answers")


@pages.get("/my-days/{assignment_id}/place", policy=OWN)
def asking(visit: Visit, assignment: Assignment) -> Response:
    return visit.page("place_answers/asking.html", views.asking(visit.work, assignment), form=Filled.blank(AsDescribed))


@pages.post("/my-days/{assignment_id}/place", policy=OWN)
def answer(visit: Visit, assignment: Assignment) -> Response:
    filled = visit.read(AsDescribed)
    if filled.accepted_by(place_answers.answer, visit.work, assignment):
        return visit.to(
            "assignments.mine", notice=N_("Thank you. We do not ask about this desk again for half a year.")
        )
    return visit.page("place_answers/asking.html", views.asking(visit.work, assignment), form=filled)


@pages.get("/productions/{production_id}/place-answers", policy=LIST)
def listing(visit: Visit, production: Production) -> Response:
    return visit.page("place_answers/listing.html", views.listing(visit.work, production))
