"""Days of work: the coming weeks, one day, a series, and cancelling one."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.shoot_days import Cancellation
from app.models.productions import Production, ShootDay
from app.pages import shoot_days as views
from app.rules.shoot_days import ADD, CHANGE
from app.services import shoot_days
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("shoot_days")

ADDED = N_("The day is added. The next plan can use it.")
CHANGED = N_("The day is saved. Published days stay as they are until a new plan is published.")
CANCELLED = N_("The day is cancelled. If you need it again, add it here.")


@pages.get("/productions/{production_id}/shoot-days", policy=ADD)
def listing(visit: Visit, production: Production) -> Response:
    return visit.page("shoot_days/listing.html", views.listing(visit.work, production))


@pages.get("/productions/{production_id}/shoot-days/new", policy=ADD)
def adding(visit: Visit, production: Production) -> Response:
    view = views.adding(visit.work, production)
    return visit.page("shoot_days/day.html", view, form=view.likely)


@pages.post("/productions/{production_id}/shoot-days/new", policy=ADD)
def add(visit: Visit, production: Production) -> Response:
    view = views.adding(visit.work, production)
    filled = visit.read(view.kind)
    if filled.accepted_by(shoot_days.add, visit.work, production):
        return visit.to("shoot_days.listing", production_id=production.id, notice=ADDED)
    return visit.page("shoot_days/day.html", view, form=filled)


@pages.get("/productions/{production_id}/shoot-days/series", policy=ADD)
def adding_series(visit: Visit, production: Production) -> Response:
    view = views.adding_series(visit.work, production)
    return visit.page("shoot_days/day.html", view, form=view.likely)


@pages.post("/productions/{production_id}/shoot-days/series", policy=ADD)
def add_series(visit: Visit, production: Production) -> Response:
    view = views.adding_series(visit.work, production)
    filled, counts = visit.read(view.kind), list[tuple[int, int]]()
    if filled.accepted_by(lambda *given: counts.append(shoot_days.add_series(*given)), visit.work, production):
        notice = views.added_in_words(*counts[0])
        return visit.to("shoot_days.listing", production_id=production.id, notice=notice)
    return visit.page("shoot_days/day.html", view, form=filled)


@pages.get("/shoot-days/{shoot_day_id}", policy=CHANGE)
def changing(visit: Visit, day: ShootDay) -> Response:
    view = views.changing(visit.work, day)
    return visit.page("shoot_days/day.html", view, form=view.likely)


@pages.post("/shoot-days/{shoot_day_id}", policy=CHANGE)
def change(visit: Visit, day: ShootDay) -> Response:
    filled = visit.read(views.changing(visit.work, day).kind)
    if filled.accepted_by(shoot_days.change, visit.work, day):
        return visit.to("shoot_days.listing", production_id=day.production_id, notice=CHANGED)
    return visit.page("shoot_days/day.html", views.changing(visit.work, day, filled), form=filled)


@pages.get("/shoot-days/{shoot_day_id}/cancellation", policy=CHANGE)
def cancelling(visit: Visit, day: ShootDay) -> Response:
    view = views.cancelling(visit.work, day)
    return visit.page("shoot_days/cancelling.html", view, form=Filled.blank(Cancellation, seen=view.touched.mark))


@pages.post("/shoot-days/{shoot_day_id}/cancellation", policy=CHANGE)
def cancel(visit: Visit, day: ShootDay) -> Response:
    production_id = day.production_id
    filled = visit.read(Cancellation)
    if filled.accepted_by(shoot_days.cancel, visit.work, day):
        return visit.to("shoot_days.listing", production_id=production_id, notice=CANCELLED)
    view = views.cancelling(visit.work, day)
    drawn = Filled(Cancellation, {"seen": [view.touched.mark]}, errors=filled.errors, refusal=filled.refusal)
    return visit.page("shoot_days/cancelling.html", view, form=drawn)
