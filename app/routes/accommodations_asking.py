"""Asking for adjustments: inside an application, and outside any. The two have the same pages."""

from fastapi import Response

from accessibility.vocabulary import NEEDS
from app.core.words import N_
from app.forms.accommodations import GroupChoice, OwnWords, details_form
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, AccommodationStatus
from app.models.applications import Application
from app.models.programmes import Programme
from app.pages import accommodations as own
from app.pages import accommodations_asking as views
from app.rules.accommodations import ASK, ASK_ANYTIME, ASK_IN_PROGRAMME, CHANGE
from app.rules.consents import ADJUSTMENTS
from app.services import accommodations_asking as services
from app.services.accommodations_asking import Asking
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("accommodations")

ON_THE_LIST = N_("It is on your list. Nothing is sent yet.")
SENT = N_("Your list is sent to the advisers.")
REMOVE = N_("Take it off the list")


def _only_drafts(_db: object, accommodation: Accommodation) -> dict[str, str] | None:
    """Pages about a list that is not sent work with drafts alone."""
    return {} if accommodation.status is AccommodationStatus.DRAFT else None


@pages.get("/applications/{application_id}/adjustments", policy=ASK)
def asking(visit: Visit, application: Application) -> Response:
    return _ask(visit, services.asking_in(application))


@pages.post("/applications/{application_id}/adjustments", policy=ASK)
def choose(visit: Visit, application: Application) -> Response:
    return _choose(visit, services.asking_in(application))


@pages.post("/applications/{application_id}/adjustments/own-words", policy=ASK)
def say(visit: Visit, application: Application) -> Response:
    return _say(visit, services.asking_in(application))


@pages.post("/applications/{application_id}/adjustments/sending", policy=ASK)
def send(visit: Visit, application: Application) -> Response:
    return _send(visit, services.asking_in(application))


@pages.get("/adjustments/new", policy=ASK_ANYTIME)
def asking_anytime(visit: Visit) -> Response:
    return _ask(visit, services.asking_anytime(visit.work))


@pages.post("/adjustments/new", policy=ASK_ANYTIME)
def choose_anytime(visit: Visit) -> Response:
    return _choose(visit, services.place_to_ask(visit.work))


@pages.post("/adjustments/own-words", policy=ASK_ANYTIME)
def say_anytime(visit: Visit) -> Response:
    return _say(visit, services.place_to_ask(visit.work))


@pages.post("/adjustments/sending", policy=ASK_ANYTIME)
def send_anytime(visit: Visit) -> Response:
    return _send(visit, services.place_to_ask(visit.work))


@pages.get("/programmes/{programme_id}/adjustments", policy=ASK_IN_PROGRAMME)
def asking_in_programme(visit: Visit, programme: Programme) -> Response:
    return _ask(visit, services.asking_of(visit.work, programme))


@pages.post("/programmes/{programme_id}/adjustments", policy=ASK_IN_PROGRAMME)
def choose_in_programme(visit: Visit, programme: Programme) -> Response:
    return _choose(visit, services.asking_of(visit.work, programme))


@pages.post("/programmes/{programme_id}/adjustments/own-words", policy=ASK_IN_PROGRAMME)
def say_in_programme(visit: Visit, programme: Programme) -> Response:
    return _say(visit, services.asking_of(visit.work, programme))


@pages.post("/programmes/{programme_id}/adjustments/sending", policy=ASK_IN_PROGRAMME)
def send_in_programme(visit: Visit, programme: Programme) -> Response:
    return _send(visit, services.asking_of(visit.work, programme))


@pages.get("/adjustments/{accommodation_id}/details", policy=CHANGE, examples=_only_drafts)
def details(visit: Visit, accommodation: Accommodation) -> Response:
    services.refuse_unless_draft(accommodation)
    view = views.details(accommodation)
    return visit.page("accommodations/details.html", view, form=views.known_details(visit.work, accommodation))


@pages.post("/adjustments/{accommodation_id}/details", policy=CHANGE, examples=_only_drafts)
def detail(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(details_form(NEEDS[accommodation.need]))
    if filled.accepted_by(services.detail, visit.work, accommodation):
        name, params = views.after(visit.work, views.place_of(accommodation))
        return visit.to(name, notice=ON_THE_LIST, **params)
    return visit.page("accommodations/details.html", views.details(accommodation), form=filled)


@pages.get("/adjustments/{accommodation_id}/removal", policy=CHANGE, examples=_only_drafts)
def removal(visit: Visit, accommodation: Accommodation) -> Response:
    services.refuse_unless_draft(accommodation)
    return visit.page("accommodations/removal.html", own.step(accommodation, REMOVE))


@pages.post("/adjustments/{accommodation_id}/removal", policy=CHANGE, examples=_only_drafts)
def remove(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(services.remove, visit.work, accommodation):
        name, params = views.after(visit.work, views.place_of(accommodation))
        return visit.to(name, notice=N_("It is off your list. You can choose it again."), **params)
    return visit.page("accommodations/removal.html", own.step(accommodation, REMOVE), form=filled)


def _ask(visit: Visit, asking: Asking | None) -> Response:
    wanted = visit.asked(GroupChoice)
    view = views.asking(visit.work, asking, wanted, whole=visit.look.questions == "all")
    return visit.page(view.template, view, form=view.form)


def _choose(visit: Visit, asking: Asking) -> Response:
    wanted = visit.asked(GroupChoice)
    filled = visit.read(views.choosing_form(visit.work, asking, wanted))
    if filled.accepted_by(services.choose, visit.work, asking):
        name, params = views.after(visit.work, asking)
        return visit.to(name, notice=ON_THE_LIST, **params)
    view = views.asking(visit.work, asking, wanted, whole=True, filled=filled)
    return visit.page(view.template, view, form=filled)


def _say(visit: Visit, asking: Asking) -> Response:
    filled = visit.read(OwnWords)
    if filled.accepted_by(services.say, visit.work, asking):
        name, params = views.after(visit.work, asking)
        return visit.to(name, notice=ON_THE_LIST, **params)
    view = views.own_words(visit.work, asking, filled)
    return visit.page(view.template, view, form=filled)


def _send(visit: Visit, asking: Asking) -> Response:
    filled = visit.read_with_yes(Nothing, ADJUSTMENTS)
    if filled.accepted_by(services.send, visit.work, asking):
        return visit.to("accommodations.listing", notice=SENT)
    view = views.asking(visit.work, asking, visit.asked(GroupChoice), whole=False)
    return visit.page(view.template, view, form=filled)
