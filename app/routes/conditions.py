"""The manager's pages of an offer's conditions: reading them, writing one down, saying how one stands."""

from fastapi import Response

from app.core.words import N_
from app.forms.conditions import ConditionChange, NewCondition
from app.forms.filling import Filled
from app.models.applications import Application
from app.models.conditions import Condition
from app.pages import conditions as views
from app.rules.conditions import CHANGE, LIST
from app.services import conditions
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("conditions")

ADDED = N_("The condition is written down.")
CHANGED = N_("The condition is saved.")


@pages.get("/decisions/{application_id}/conditions", policy=LIST)
def listing(visit: Visit, application: Application) -> Response:
    return visit.page(
        "conditions/listing.html", views.listing(visit.work, application), form=Filled.blank(NewCondition)
    )


@pages.post("/decisions/{application_id}/conditions", policy=LIST)
def add(visit: Visit, application: Application) -> Response:
    filled = visit.read(NewCondition)
    if filled.accepted_by(conditions.add, visit.work, application):
        return visit.to("conditions.listing", application_id=application.id, notice=ADDED)
    return visit.page("conditions/listing.html", views.listing(visit.work, application), form=filled)


@pages.get("/conditions/{condition_id}", policy=CHANGE)
def changing(visit: Visit, condition: Condition) -> Response:
    return visit.page("conditions/changing.html", views.changing(visit.work, condition), form=views.known(condition))


@pages.post("/conditions/{condition_id}", policy=CHANGE)
def change(visit: Visit, condition: Condition) -> Response:
    filled = visit.read(ConditionChange)
    if filled.accepted_by(conditions.change, visit.work, condition):
        return visit.to("conditions.listing", application_id=condition.application_id, notice=CHANGED)
    return visit.page("conditions/changing.html", views.changing(visit.work, condition), form=filled)
