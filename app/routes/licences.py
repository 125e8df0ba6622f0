"""Licences of a production."""

from fastapi import Response

from app.core.words import N_
from app.forms.licences import LicencesForm
from app.models.productions import Production
from app.pages import licences as views
from app.rules.licences import RUN
from app.services import licences
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("licences")


@pages.get("/productions/{production_id}/licences", policy=RUN)
def show(visit: Visit, production: Production) -> Response:
    view = views.show(visit.work, production)
    return visit.page("licences/show.html", view, form=view.form)


@pages.post("/productions/{production_id}/licences", policy=RUN)
def say(visit: Visit, production: Production) -> Response:
    filled = visit.read(LicencesForm)
    if filled.accepted_by(licences.say, visit.work, production):
        return visit.to("licences.show", production_id=production.id, notice=N_("The licences are kept."))
    return visit.page("licences/show.html", views.show(visit.work, production), form=filled)
