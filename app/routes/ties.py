"""Ties between readers and applicants, said by either side."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.forms.ties import KnowPerson
from app.models.applications import Application
from app.models.ties import KnownPerson
from app.pages import ties as views
from app.rules.ties import FORGET, KNOW, NAME
from app.services import ties
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("ties")

NAMED = N_("Your choice is saved. The people you chose do not read your application.")
KNOWN = N_("It is saved. If this person applied, their application is not shown to you.")
FORGOTTEN = N_("The name is removed from your list.")


@pages.get("/applications/{application_id}/readers", policy=NAME)
def naming(visit: Visit, application: Application) -> Response:
    filled = views.named(visit.work, application)
    return visit.page("ties/naming.html", views.naming(application, filled), form=filled)


@pages.post("/applications/{application_id}/readers", policy=NAME)
def name(visit: Visit, application: Application) -> Response:
    filled = visit.read(views.naming_form(visit.work, application))
    if filled.accepted_by(ties.name_readers, visit.work, application):
        return visit.to("ties.naming", application_id=application.id, notice=NAMED)
    return visit.page("ties/naming.html", views.naming(application, filled), form=filled)


@pages.get("/reviews/people-you-know", policy=KNOW)
def knowing(visit: Visit) -> Response:
    return visit.page("ties/knowing.html", views.knowing(visit.work), form=Filled.blank(KnowPerson))


@pages.post("/reviews/people-you-know", policy=KNOW)
def know(visit: Visit) -> Response:
    filled = visit.read(KnowPerson)
    if filled.accepted_by(ties.know, visit.work):
        return visit.to("ties.knowing", notice=KNOWN)
    return visit.page("ties/knowing.html", views.knowing(visit.work), form=filled)


@pages.get("/reviews/people-you-know/{known_id}/removal", policy=FORGET)
def forgetting(visit: Visit, known: KnownPerson) -> Response:
    return visit.page("ties/forgetting.html", views.forgetting(known), form=Filled.blank(Nothing))


@pages.post("/reviews/people-you-know/{known_id}/removal", policy=FORGET)
def forget(visit: Visit, known: KnownPerson) -> Response:
    view, filled = views.forgetting(known), visit.read(Nothing)
    if filled.accepted_by(ties.forget, visit.work, known):
        return visit.to("ties.knowing", notice=FORGOTTEN)
    return visit.page("ties/forgetting.html", view, form=filled)
