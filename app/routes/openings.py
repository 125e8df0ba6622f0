"""Extra time to change answers after sending: a manager gives it and ends it, an applicant asks for it."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.openings import MoreTime, OpeningForm
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.pages import openings as views
from app.rules.openings import ASK, OPEN_FOR_CHANGES
from app.services import openings
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("openings")

OPENED = N_("The answers are open for changes. The applicant gets a message.")
ASKED = N_("You asked for more time. A person answers you.")


@pages.get("/decisions/{application_id}/opening", policy=OPEN_FOR_CHANGES)
def opening(visit: Visit, application: Application) -> Response:
    return visit.page("openings/opening.html", views.opening(visit.work, application), form=Filled.blank(OpeningForm))


@pages.post("/decisions/{application_id}/opening", policy=OPEN_FOR_CHANGES)
def open_for_changes(visit: Visit, application: Application) -> Response:
    filled = visit.read(OpeningForm)
    if filled.accepted_by(openings.open_for_changes, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=OPENED)
    return visit.page("openings/opening.html", views.opening(visit.work, application), form=filled)


@pages.post("/decisions/{application_id}/opening/end", policy=OPEN_FOR_CHANGES)
def end(visit: Visit, application: Application) -> Response:
    visit.read(Nothing).accepted_by(openings.end, visit.work, application)
    return visit.to("decisions.show", application_id=application.id, notice=N_("The answers are closed again."))


@pages.get("/applications/{application_id}/more-time", policy=ASK)
def asking(visit: Visit, application: Application) -> Response:
    return visit.page("openings/asking.html", views.asking(visit.work, application), form=Filled.blank(MoreTime))


@pages.post("/applications/{application_id}/more-time", policy=ASK)
def ask(visit: Visit, application: Application) -> Response:
    filled = visit.read(MoreTime)
    if filled.accepted_by(openings.ask, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=ASKED)
    return visit.page("openings/asking.html", views.asking(visit.work, application), form=filled)
