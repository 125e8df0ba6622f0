"""What is removed by time, and holding one application back from it."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.retentions import Holding
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.pages import retentions as views
from app.rules.retentions import HOLD, READ
from app.services import retentions
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("retentions")

HELD = N_("This application is kept until you end it here.")
ENDED = N_("The usual times count again.")


@pages.get("/retention", policy=READ)
def listing(visit: Visit) -> Response:
    return visit.page("retentions/listing.html", views.listing(visit.work, visit.me.time_zone))


@pages.get("/decisions/{application_id}/hold", policy=HOLD)
def holding(visit: Visit, application: Application) -> Response:
    return visit.page("retentions/holding.html", views.holding(visit.work, application), form=Filled.blank(Holding))


@pages.post("/decisions/{application_id}/hold", policy=HOLD)
def hold(visit: Visit, application: Application) -> Response:
    filled = visit.read(Holding)
    if filled.accepted_by(retentions.hold, visit.work, application):
        return visit.to("retentions.holding", application_id=application.id, notice=HELD)
    return visit.page("retentions/holding.html", views.holding(visit.work, application), form=filled)


@pages.post("/decisions/{application_id}/hold/end", policy=HOLD)
def end_hold(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(retentions.end_hold, visit.work, application):
        return visit.to("retentions.holding", application_id=application.id, notice=ENDED)
    return visit.page("retentions/holding.html", views.holding(visit.work, application), form=filled)
