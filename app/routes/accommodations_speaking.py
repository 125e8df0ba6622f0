"""Writing down what somebody said: first what it is about, then their words."""

from fastapi import Response

from app.core.words import N_
from app.forms.accommodations import GroupChoice
from app.forms.filling import Filled
from app.pages import accommodations_speaking as views
from app.rules.accommodations import DESK
from app.rules.consents import ADJUSTMENTS
from app.services.accommodations_speaking import write_down as save
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("accommodations")


@pages.get("/adviser/spoken-requests", policy=DESK)
def writing_down(visit: Visit) -> Response:
    wanted = visit.asked(GroupChoice)
    view = views.writing_down(wanted)
    return visit.page(view.template, view, form=Filled.blank(views.form_for(wanted)) if wanted.form else wanted)


@pages.post("/adviser/spoken-requests", policy=DESK)
def write_down(visit: Visit) -> Response:
    wanted = visit.asked(GroupChoice)
    filled = visit.read_with_yes(views.form_for(wanted), ADJUSTMENTS)
    if filled.accepted_by(save, visit.work):
        return visit.to("accommodations.desk", notice=N_("It is sent in their name, and they are told."))
    return visit.page(views.SPOKEN, views.writing_down(wanted), form=filled)
