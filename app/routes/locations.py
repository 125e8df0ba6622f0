"""Places of a production: reading one, adding one, describing it anew, and its hours."""

from fastapi import Response

from app.core.words import N_
from app.forms.locations import HoursForm
from app.models.productions import Location, Production
from app.pages import locations as views
from app.rules.locations import ADD, RUN
from app.services import locations
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("locations")

ADDED = N_("The place is added. A plan can use it when it has a desk and days.")
CHANGED = N_("The place is saved.")
HOURS_KEPT = N_("The hours are saved. They count for the next plan that you ask for.")


@pages.get("/productions/{production_id}/places/new", policy=ADD)
def adding(visit: Visit, production: Production) -> Response:
    view = views.adding(visit.work, production)
    return visit.page("locations/describing.html", view, form=view.likely)


@pages.post("/productions/{production_id}/places/new", policy=ADD)
def add(visit: Visit, production: Production) -> Response:
    view = views.adding(visit.work, production)
    filled = visit.read(view.kind)
    if filled.accepted_by(locations.add, visit.work, production):
        return visit.to("productions.show", production_id=production.id, notice=ADDED)
    return visit.page("locations/describing.html", view, form=filled)


@pages.get("/places/{location_id}", policy=RUN)
def show(visit: Visit, place: Location) -> Response:
    return visit.page("locations/show.html", views.show(visit.work, place))


@pages.get("/places/{location_id}/change", policy=RUN)
def changing(visit: Visit, place: Location) -> Response:
    view = views.changing(visit.work, place)
    return visit.page("locations/describing.html", view, form=view.likely)


@pages.post("/places/{location_id}/change", policy=RUN)
def change(visit: Visit, place: Location) -> Response:
    filled = visit.read(views.changing(visit.work, place).kind)
    if filled.accepted_by(locations.change, visit.work, place):
        return visit.to("locations.show", location_id=place.id, notice=CHANGED)
    return visit.page("locations/describing.html", views.changing(visit.work, place, filled), form=filled)


@pages.get("/places/{location_id}/hours", policy=RUN)
def hours(visit: Visit, place: Location) -> Response:
    view = views.hours(visit.work, place)
    return visit.page("locations/hours.html", view, form=view.likely)


@pages.post("/places/{location_id}/hours", policy=RUN)
def keep_hours(visit: Visit, place: Location) -> Response:
    filled = visit.read(HoursForm)
    if filled.accepted_by(locations.keep_hours, visit.work, place):
        return visit.to("locations.show", location_id=place.id, notice=HOURS_KEPT)
    return visit.page("locations/hours.html", views.hours(visit.work, place, filled), form=filled)
