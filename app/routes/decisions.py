"""The manager's pages of applications: the board, one application, its reviewers, its decision, and the release."""

from fastapi import Response

from app.core.words import N_
from app.forms.decisions import Pause
from app.forms.decisions_together import Choosing
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.reviews import Review
from app.pages import decisions as views
from app.pages import decisions_asking as asking_views
from app.pages import decisions_offering as offering_views
from app.pages.decisions_board import board as board_view
from app.pages.decisions_board import ground_of
from app.pages.decisions_release import all_chosen, release_form, releasing
from app.rules.decisions import ASSIGN, BOARD, DECIDE, DEFER, OFFER_AGAIN, PAUSE, READ, RELEASE, UNASSIGN
from app.rules.decisions_board import search_limit
from app.services import decisions, offers, reviews
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("decisions")

DECIDED = N_("Your decision is saved. The applicant is not told before you release it.")
RELEASED = N_("The decisions are released. Each applicant gets a message at the time they chose.")


@pages.get("/decisions", policy=BOARD, limit=search_limit)
def board(visit: Visit) -> Response:
    ground = ground_of(visit.work)
    filled = visit.asked(ground.form)
    view = board_view(visit.work, ground, filled, visit.asked(Choosing))
    return visit.page("decisions/board.html", view, form=filled)


@pages.get("/decisions/release", policy=RELEASE)
def waiting(visit: Visit) -> Response:
    view = releasing(visit.work)
    return visit.page("decisions/release.html", view, form=all_chosen(view))


@pages.post("/decisions/release", policy=RELEASE)
def release(visit: Visit) -> Response:
    view = releasing(visit.work)
    filled = visit.read(release_form(view))
    if filled.accepted_by(decisions.release, visit.work):
        return visit.to("decisions.board", notice=RELEASED)
    return visit.page("decisions/release.html", view, form=filled)


@pages.get("/decisions/{application_id}", policy=READ)
def show(visit: Visit, application: Application) -> Response:
    return visit.page("decisions/show.html", views.one(visit.work, application))


@pages.get("/decisions/{application_id}/reviewers", policy=ASSIGN)
def asking(visit: Visit, application: Application) -> Response:
    filled = Filled.blank(asking_views.asking_form(visit.work, application))
    return visit.page("decisions/reviewers.html", asking_views.asking(visit.work, application, filled), form=filled)


@pages.post("/decisions/{application_id}/reviewers", policy=ASSIGN)
def ask(visit: Visit, application: Application) -> Response:
    filled = visit.read(asking_views.asking_form(visit.work, application))
    if filled.accepted_by(reviews.ask, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=N_("The reviewers are asked."))
    return visit.page("decisions/reviewers.html", asking_views.asking(visit.work, application, filled), form=filled)


@pages.get("/decisions/reviews/{review_id}/removal", policy=UNASSIGN)
def unasking(visit: Visit, review: Review) -> Response:
    return visit.page("decisions/confirm.html", asking_views.removing(visit.work, review), form=Filled.blank(Nothing))


@pages.post("/decisions/reviews/{review_id}/removal", policy=UNASSIGN)
def unask(visit: Visit, review: Review) -> Response:
    view = asking_views.removing(visit.work, review)
    filled = visit.read(Nothing)
    if filled.accepted_by(reviews.unask, visit.work, review):
        return visit.to("decisions.show", application_id=review.application_id, notice=N_("The reviewer is removed."))
    return visit.page("decisions/confirm.html", view, form=filled)


@pages.get("/decisions/{application_id}/decision", policy=DECIDE)
def deciding(visit: Visit, application: Application) -> Response:
    filled = asking_views.known_decision(visit.work, application)
    return visit.page("decisions/deciding.html", asking_views.deciding(visit.work, application, filled), form=filled)


@pages.post("/decisions/{application_id}/decision", policy=DECIDE)
def decide(visit: Visit, application: Application) -> Response:
    filled = visit.read(asking_views.decision_form(visit.work, application))
    if filled.accepted_by(decisions.decide, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=DECIDED)
    return visit.page("decisions/deciding.html", asking_views.deciding(visit.work, application, filled), form=filled)


@pages.get("/decisions/{application_id}/return", policy=DECIDE)
def taking_back(visit: Visit, application: Application) -> Response:
    return visit.page("decisions/confirm.html", asking_views.taking_back(application), form=Filled.blank(Nothing))


@pages.post("/decisions/{application_id}/return", policy=DECIDE)
def take_back(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(decisions.take_back, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=N_("The decision is taken back."))
    return visit.page("decisions/confirm.html", asking_views.taking_back(application), form=filled)


@pages.get("/decisions/{application_id}/offer", policy=OFFER_AGAIN)
def offering(visit: Visit, application: Application) -> Response:
    filled = offering_views.known_offering(visit.work, application)
    return visit.page("decisions/offering.html", offering_views.offering(visit.work, application), form=filled)


@pages.post("/decisions/{application_id}/offer", policy=OFFER_AGAIN)
def offer(visit: Visit, application: Application) -> Response:
    filled = visit.read(offering_views.offering_form(visit.work, application))
    if filled.accepted_by(offers.offer, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=N_("The place is offered."))
    return visit.page("decisions/offering.html", offering_views.offering(visit.work, application), form=filled)


@pages.get("/decisions/{application_id}/deferral", policy=DEFER)
def deferring(visit: Visit, application: Application) -> Response:
    form = Filled.blank(offering_views.agreed_form(visit.work, application))
    return visit.page("decisions/deferring.html", offering_views.deferring(application), form=form)


@pages.post("/decisions/{application_id}/deferral", policy=DEFER)
def defer(visit: Visit, application: Application) -> Response:
    filled = visit.read(offering_views.agreed_form(visit.work, application))
    if filled.accepted_by(offers.agree_deferral, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=N_("The place is kept for later."))
    return visit.page("decisions/deferring.html", offering_views.deferring(application), form=filled)


@pages.get("/decisions/{application_id}/pause", policy=PAUSE)
def pausing(visit: Visit, application: Application) -> Response:
    return visit.page("decisions/confirm.html", asking_views.pausing(application), form=Filled.blank(Pause))


@pages.post("/decisions/{application_id}/pause", policy=PAUSE)
def pause(visit: Visit, application: Application) -> Response:
    filled = visit.read(Pause)
    if filled.accepted_by(decisions.pause, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=N_("The application is paused."))
    return visit.page("decisions/confirm.html", asking_views.pausing(application), form=filled)


@pages.get("/decisions/{application_id}/continuation", policy=PAUSE)
def resuming(visit: Visit, application: Application) -> Response:
    return visit.page("decisions/confirm.html", asking_views.resuming(application), form=Filled.blank(Nothing))


@pages.post("/decisions/{application_id}/continuation", policy=PAUSE)
def resume(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(decisions.resume, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=N_("The application continues."))
    return visit.page("decisions/confirm.html", asking_views.resuming(application), form=filled)
