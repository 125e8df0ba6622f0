"""Asking to be erased, and taking that back."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.pages import erasures as views
from app.rules.erasures import OWN
from app.services import erasures
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("erasures")

ASKED = N_("You asked to be erased. Until the day below you can take that back.")
TAKEN_BACK = N_("Everything stays as it is.")


@pages.get("/erasure", policy=OWN, proves=True)
def show(visit: Visit) -> Response:
    return visit.page("erasures/show.html", views.show(visit.work, visit.me), form=Filled.blank(Nothing))


@pages.post("/erasure", policy=OWN, proves=True)
def ask(visit: Visit) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(erasures.ask, visit.work, visit.me):
        return visit.to("erasures.show", notice=ASKED)
    return visit.page("erasures/show.html", views.show(visit.work, visit.me), form=filled)


@pages.post("/erasure/return", policy=OWN)
def take_back(visit: Visit) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(erasures.take_back, visit.work, visit.me):
        return visit.to("erasures.show", notice=TAKEN_BACK)
    return visit.page("erasures/show.html", views.show(visit.work, visit.me), form=filled)
