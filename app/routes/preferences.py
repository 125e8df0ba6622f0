"""Change how this looks: for everybody, before signing in too, and without script."""

from fastapi import Response

from app.core.words import N_
from app.forms.preferences import DeliveryForm, LookForm
from app.pages import preferences as views
from app.rules.sign_ins import LOOK, OWN_PAGES
from app.services import preferences
from app.web.looking import before_of, sampled, saved
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("preferences")

SAVED = N_("Your choices are saved.")


@pages.get("/preferences", policy=LOOK)
def show(visit: Visit) -> Response:
    view = views.show(visit.work, visit.signed.preferences, before_of(visit))
    return visit.page("preferences/show.html", view, form=views.look_form(visit.look))


@pages.post("/preferences", policy=LOOK)
def change(visit: Visit) -> Response:
    filled = visit.read(LookForm)
    if visit.body.one("sample"):
        return sampled(visit, filled, views.sample(visit.work, visit.signed.preferences))
    if filled.accepted_by(preferences.change_look, visit.work):
        return saved(visit, filled, notice=SAVED)
    return visit.page("preferences/show.html", views.show(visit.work, visit.signed.preferences, {}), form=filled)


@pages.post("/preferences/messages", policy=OWN_PAGES)
def change_delivery(visit: Visit) -> Response:
    filled = visit.read(DeliveryForm)
    if filled.accepted_by(preferences.change_delivery, visit.work):
        return visit.to("preferences.show", notice=SAVED)
    return visit.page("preferences/messages.html", views.PreferencesPage(filled, {}), form=filled)
