"""Closed periods: the list, closing something after reading what it means, and opening it again."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.closures import Closure
from app.models.productions import Production
from app.pages import closures as views
from app.rules.closures import CLOSE, OPEN
from app.services import closures
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("closures")

CLOSED = N_("It is closed on these days. Ask for a new plan to move what is published there.")
OPENED = N_("It is open again. The next plan can use it.")


@pages.get("/productions/{production_id}/closures", policy=CLOSE)
def listing(visit: Visit, production: Production) -> Response:
    return visit.page("closures/listing.html", views.listing(visit.work, production))


@pages.get("/productions/{production_id}/closures/new", policy=CLOSE)
def asking(visit: Visit, production: Production) -> Response:
    view = views.closing(visit.work, production)
    return visit.page("closures/asking.html", view, form=Filled.blank(view.kind))


@pages.post("/productions/{production_id}/closures/new", policy=CLOSE)
def check(visit: Visit, production: Production) -> Response:
    view = views.closing(visit.work, production)
    filled = visit.read(view.kind)
    if filled.accepted_by(closures.check, visit.work, production) and filled.form:
        found = views.confirming(visit.work, production, filled, filled.form)
        return visit.page("closures/confirming.html", found, form=Filled.blank(Nothing))
    return visit.page("closures/asking.html", view, form=filled)


@pages.post("/productions/{production_id}/closures", policy=CLOSE)
def close(visit: Visit, production: Production) -> Response:
    filled = visit.read(views.carried())
    if filled.accepted_by(closures.close, visit.work, production):
        return visit.to("closures.listing", production_id=production.id, notice=CLOSED)
    if filled.form and not filled.errors.keys() - {""}:
        found = views.confirming(visit.work, production, filled, filled.form)
        return visit.page("closures/confirming.html", found, form=filled)
    view = views.closing(visit.work, production)
    return visit.page("closures/asking.html", view, form=Filled(view.kind, filled.typed, errors=filled.errors))


@pages.get("/closures/{closure_id}/opening", policy=OPEN)
def opening(visit: Visit, closure: Closure) -> Response:
    return visit.page("closures/opening.html", views.opening(visit.work, closure), form=Filled.blank(Nothing))


@pages.post("/closures/{closure_id}/opening", policy=OPEN)
def open_again(visit: Visit, closure: Closure) -> Response:
    production_id = closure.production_id
    filled = visit.read(Nothing)
    if filled.accepted_by(closures.open_again, visit.work, closure):
        return visit.to("closures.listing", production_id=production_id, notice=OPENED)
    return visit.page("closures/opening.html", views.opening(visit.work, closure), form=filled)
