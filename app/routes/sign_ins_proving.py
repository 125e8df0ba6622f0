"""Showing again who one is, staying signed in, and moving to another e-mail address."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import NewEmail, Nothing, Press
from app.pages import sign_ins_own as views
from app.pages.sign_ins import LinkSent
from app.rules.sign_ins import CONFIRM_EMAIL, OWN_WAYS
from app.services import email_changes, entrances, proofs, sign_ins_ending
from app.web.entering import entered, safe_path
from app.web.router import HASHED, Pages, ended_link
from app.web.visits import Visit

pages = Pages("sign_ins")

PROVED = N_("Thank you. You can go on.")


@pages.get("/sign-ins/proof", policy=OWN_WAYS)
def proof(visit: Visit) -> Response:
    view = views.proof(visit.work, visit.signed, safe_path(visit.request.query_params.get("next", "/")))
    return visit.page("sign_ins/proof.html", view, form=Filled.blank(proofs.FORMS[view.proof], next=view.next_path))


@pages.post("/sign-ins/proof", policy=OWN_WAYS)
def prove(visit: Visit) -> Response:
    filled = visit.read(proofs.FORMS[proofs.wanted(visit.work, visit.signed)])
    entrance = entrances.by_proof(visit.work, visit.signed, filled, visit.address)
    if entrance:
        return entered(visit, entrance, notice=PROVED)
    view = views.proof(visit.work, visit.signed, safe_path(filled.text("next")))
    return visit.page("sign_ins/proof.html", view, form=filled)


@pages.post("/sign-ins/proof/link", policy=OWN_WAYS)
def send_proof(visit: Visit) -> Response:
    filled = visit.read(Press)
    if filled.accepted_by(entrances.send_proof, visit.work, visit.me, visit.browser):
        return visit.page("sign_ins/link_sent.html", LinkSent(visit.me.email))
    view = views.proof(visit.work, visit.signed, safe_path(filled.text("next")))
    return visit.page("sign_ins/proof.html", view, form=filled)


@pages.get("/sign-ins/staying", policy=OWN_WAYS)
def staying(visit: Visit) -> Response:
    return visit.page("sign_ins/staying.html", views.StayingPage())


@pages.post("/sign-ins/staying", policy=OWN_WAYS)
def stay(visit: Visit) -> Response:
    sign_ins_ending.stay(visit.work, visit.signed)
    return visit.page("sign_ins/staying.html", views.StayingPage(is_longer=True))


@pages.get("/sign-ins/email-address", policy=OWN_WAYS, proves=True)
def email(visit: Visit) -> Response:
    return visit.page("sign_ins/email.html", views.EmailPage(visit.me.email), form=Filled.blank(NewEmail))


@pages.post("/sign-ins/email-address", policy=OWN_WAYS, proves=True)
def change_email(visit: Visit) -> Response:
    filled = visit.read(NewEmail)
    if filled.accepted_by(email_changes.ask, visit.work, visit.me):
        return visit.page("sign_ins/email_asked.html", views.EmailAsked(filled.text("email")))
    return visit.page("sign_ins/email.html", views.EmailPage(visit.me.email), form=filled)


@pages.get("/sign-ins/email-address/{token}", policy=CONFIRM_EMAIL, examples=ended_link, example_is_over=HASHED)
def email_ready(visit: Visit, token: str) -> Response:
    return visit.page("sign_ins/email_ready.html", views.email_ready(visit.work, token), form=Filled.blank(Nothing))


@pages.post("/sign-ins/email-address/{token}", policy=CONFIRM_EMAIL, examples=ended_link, example_is_over=HASHED)
def confirm_email(visit: Visit, token: str) -> Response:
    filled, view = visit.read(Nothing), views.email_ready(visit.work, token)
    if filled.accepted_by(email_changes.confirm, visit.work, visit.signed, token):
        return visit.page("sign_ins/email_changed.html", views.EmailChanged(view.email))
    return visit.page("sign_ins/email_ready.html", view, form=filled)
