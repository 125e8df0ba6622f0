"""Productions for their coordinators."""

from fastapi import Response

from app.core.words import N_
from app.forms.productions import ProductionForm
from app.models.productions import Production
from app.pages import productions as views
from app.pages import productions_changing as forms
from app.rules.productions import CHANGE, LIST, READ
from app.services import productions
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("productions")

CHANGED = N_("The production is saved.")


@pages.get("/productions", policy=LIST)
def listing(visit: Visit) -> Response:
    return visit.page("productions/listing.html", views.listing(visit.work))


@pages.get("/productions/{production_id}", policy=READ)
def show(visit: Visit, production: Production) -> Response:
    return visit.page("productions/show.html", views.show(visit.work, production))


@pages.get("/productions/{production_id}/change", policy=CHANGE)
def changing(visit: Visit, production: Production) -> Response:
    view = forms.changing(production)
    return visit.page("productions/changing.html", view, form=view.likely)


@pages.post("/productions/{production_id}/change", policy=CHANGE)
def change(visit: Visit, production: Production) -> Response:
    filled = visit.read(ProductionForm)
    if filled.accepted_by(productions.change, visit.work, production):
        return visit.to("productions.show", production_id=production.id, notice=CHANGED)
    return visit.page("productions/changing.html", forms.changing(production, filled), form=filled)
