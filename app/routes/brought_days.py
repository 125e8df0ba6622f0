"""Shoot days from a file: choosing it, checking what it changes, and using it."""

from fastapi import Response

from app.core.words import N_
from app.forms.brought_days import BroughtFile
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.brought_days import BroughtDays
from app.models.productions import Production
from app.pages import brought_days as views
from app.rules.brought_days import BRING, USE, longest_file
from app.services import brought_days
from app.web.router import Pages
from app.web.sheets import arrived_days
from app.web.visits import Visit

pages = Pages("brought_days")

PUT_ASIDE = N_("The file is put aside. No day was changed.")


@pages.get("/productions/{production_id}/shoot-days/file", policy=BRING)
def bringing(visit: Visit, production: Production) -> Response:
    view = views.bringing(visit.work, production)
    return visit.page("brought_days/bringing.html", view, form=Filled.blank(BroughtFile))


@pages.post("/productions/{production_id}/shoot-days/file", policy=BRING, takes_file=longest_file)
def bring(visit: Visit, production: Production) -> Response:
    filled, rows = arrived_days(visit, production.time_zone)
    if rows:
        kept = brought_days.keep(visit.work, production, rows)
        return visit.to("brought_days.show", brought_days_id=kept.id)
    return visit.page("brought_days/bringing.html", views.bringing(visit.work, production), form=filled)


@pages.get("/brought-days/{brought_days_id}", policy=USE)
def show(visit: Visit, brought: BroughtDays) -> Response:
    view = views.show(visit.work, brought)
    if isinstance(view, views.UsedPage):
        return visit.page("brought_days/used.html", view)
    return visit.page("brought_days/checking.html", view, form=Filled.blank(view.kind, seen=view.seen))


@pages.post("/brought-days/{brought_days_id}", policy=USE)
def use(visit: Visit, brought: BroughtDays) -> Response:
    view = views.show(visit.work, brought)
    if isinstance(view, views.UsedPage):
        return visit.to("brought_days.show", brought_days_id=brought.id, notice=brought_days.USED)
    filled = visit.read(view.kind)
    if filled.accepted_by(brought_days.use, visit.work, brought):
        return visit.to("brought_days.show", brought_days_id=brought.id)
    return visit.page("brought_days/checking.html", view, form=view.comparing(filled))


@pages.post("/brought-days/{brought_days_id}/removal", policy=USE)
def put_aside(visit: Visit, brought: BroughtDays) -> Response:
    production_id = brought.production_id
    if visit.read(Nothing).accepted_by(brought_days.put_aside, visit.work, brought):
        return visit.to("brought_days.bringing", production_id=production_id, notice=PUT_ASIDE)
    return visit.to("brought_days.bringing", production_id=production_id)
