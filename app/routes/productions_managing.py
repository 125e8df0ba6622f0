"""Productions for managers of their programme: the list, making one, who coordinates it, and ending it."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.productions_managing import CoordinatorWish, EndForm
from app.forms.sign_ins import Nothing
from app.models.productions import Production
from app.pages import productions_managing as views
from app.rules.productions import MANAGE, OVERSEE
from app.services import productions_managing as productions
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("productions")

MADE = N_("The production is made. Whoever coordinates it finds the first step on its page.")
ASKED = N_("It is written down. They coordinate it at once, or when a second person agrees.")
ENDED = N_("The last day is written down. Its coordinators get a message.")


@pages.get("/managed-productions", policy=MANAGE)
def managed(visit: Visit) -> Response:
    return visit.page("productions/managed.html", views.listing(visit.work))


@pages.get("/managed-productions/new", policy=MANAGE)
def making(visit: Visit) -> Response:
    view = views.making(visit.work)
    return visit.page("productions/making.html", view, form=view.form)


@pages.post("/managed-productions/new", policy=MANAGE)
def make(visit: Visit) -> Response:
    view = views.making(visit.work)
    filled = visit.read(view.kind)
    if filled.accepted_by(productions.make, visit.work):
        return visit.to("productions.managed", notice=MADE)
    return visit.page("productions/making.html", view, form=filled)


@pages.get("/managed-productions/{production_id}", policy=OVERSEE)
def manage(visit: Visit, production: Production) -> Response:
    return visit.page("productions/managing.html", views.show(visit.work, production))


@pages.get("/managed-productions/{production_id}/coordinators", policy=OVERSEE)
def asking_coordinator(visit: Visit, production: Production) -> Response:
    view = views.asking(production)
    return visit.page("productions/asking_coordinator.html", view, form=view.form)


@pages.post("/managed-productions/{production_id}/coordinators", policy=OVERSEE)
def ask_coordinator(visit: Visit, production: Production) -> Response:
    filled = visit.read(CoordinatorWish)
    if filled.accepted_by(productions.ask_to_coordinate, visit.work, production):
        return visit.to("productions.manage", production_id=production.id, notice=ASKED)
    return visit.page("productions/asking_coordinator.html", views.asking(production), form=filled)


@pages.get("/managed-productions/{production_id}/end", policy=OVERSEE)
def ending(visit: Visit, production: Production) -> Response:
    return visit.page("productions/ending.html", views.ending(production), form=Filled.blank(EndForm))


@pages.post("/managed-productions/{production_id}/end", policy=OVERSEE)
def check_end(visit: Visit, production: Production) -> Response:
    filled = visit.read(EndForm)
    if filled.accepted_by(productions.check_end, visit.work, production) and filled.form:
        found = views.confirming_end(visit.work, production, filled, filled.form)
        return visit.page("productions/confirming_end.html", found, form=Filled.blank(Nothing))
    return visit.page("productions/ending.html", views.ending(production), form=filled)


@pages.post("/managed-productions/{production_id}/last-day", policy=OVERSEE)
def end(visit: Visit, production: Production) -> Response:
    filled = visit.read(views.carried())
    if filled.accepted_by(productions.end, visit.work, production):
        return visit.to("productions.manage", production_id=production.id, notice=ENDED)
    if filled.form and not filled.errors.keys() - {""}:
        found = views.confirming_end(visit.work, production, filled, filled.form)
        return visit.page("productions/confirming_end.html", found, form=filled)
    view = views.ending(production)
    return visit.page("productions/ending.html", view, form=Filled(EndForm, filled.typed, errors=filled.errors))
