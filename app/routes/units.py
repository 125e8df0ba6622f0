"""Units of a production."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.units import UnitForm
from app.models.productions import Production
from app.models.units import Unit
from app.pages import units as views
from app.rules.units import CHANGE, LIST
from app.services import units
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("units")

ADDED = N_("The unit is added. You can choose it for days.")
CHANGED = N_("The unit is saved.")


@pages.get("/productions/{production_id}/units", policy=LIST)
def listing(visit: Visit, production: Production) -> Response:
    return visit.page("units/listing.html", views.listing(visit.work, production), form=Filled.blank(UnitForm))


@pages.post("/productions/{production_id}/units", policy=LIST)
def add(visit: Visit, production: Production) -> Response:
    filled = visit.read(UnitForm)
    if filled.accepted_by(units.add, visit.work, production):
        return visit.to("units.listing", production_id=production.id, notice=ADDED)
    return visit.page("units/listing.html", views.listing(visit.work, production), form=filled)


@pages.get("/units/{unit_id}", policy=CHANGE)
def changing(visit: Visit, unit: Unit) -> Response:
    view = views.changing(visit.work, unit)
    return visit.page("units/changing.html", view, form=view.likely)


@pages.post("/units/{unit_id}", policy=CHANGE)
def change(visit: Visit, unit: Unit) -> Response:
    filled = visit.read(UnitForm)
    if filled.accepted_by(units.change, visit.work, unit):
        return visit.to("units.listing", production_id=unit.production_id, notice=CHANGED)
    return visit.page("units/changing.html", views.changing(visit.work, unit, filled), form=filled)
