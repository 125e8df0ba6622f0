"""Signing in and out."""

from fastapi import Response

from app.forms.filling import Filled
from app.forms.sign_ins import LinkRequest, PasswordEntry
from app.pages.sign_ins import Entrance, LinkReady, LinkSent
from app.rules.sign_ins import ENTER, LEAVE
from app.services import entrances, sign_ins
from app.web.entering import entered, left, safe_path
from app.web.router import HASHED, Pages, ended_link
from app.web.visits import Visit

pages = Pages("sign_ins")


@pages.get("/sign-in", policy=ENTER)
def enter(visit: Visit) -> Response:
    next_path = safe_path(visit.request.query_params.get("next", "/"))
    return visit.page("sign_ins/enter.html", Entrance(next_path), form=Filled.blank(LinkRequest, next=next_path))


@pages.post("/sign-in/link", policy=ENTER)
def send_link(visit: Visit) -> Response:
    filled = visit.read(LinkRequest)
    if filled.accepted_by(entrances.send_link, visit.work, visit.browser):
        return visit.page("sign_ins/link_sent.html", LinkSent(filled.text("email")))
    return visit.page("sign_ins/enter.html", Entrance(safe_path(filled.text("next"))), form=filled)


@pages.get("/sign-in/link/{token}", policy=ENTER, examples=ended_link, example_is_over=HASHED)
def open_link(visit: Visit, token: str) -> Response:
    link = sign_ins.link_of(visit.work, token)
    return visit.page("sign_ins/link_ready.html", LinkReady(token, link.email))


@pages.post("/sign-in/link/{token}", policy=ENTER, examples=ended_link, example_is_over=HASHED)
def use_link(visit: Visit, token: str) -> Response:
    entrance = entrances.by_link(visit.work, token)
    return entered(visit, entrance)


@pages.get("/sign-in/password", policy=ENTER)
def enter_password(visit: Visit) -> Response:
    next_path = safe_path(visit.request.query_params.get("next", "/"))
    return visit.page("sign_ins/password.html", Entrance(next_path), form=Filled.blank(PasswordEntry, next=next_path))


@pages.post("/sign-in/password", policy=ENTER)
def use_password(visit: Visit) -> Response:
    filled = visit.read(PasswordEntry)
    entrance = entrances.by_password(visit.work, filled, visit.address)
    if entrance:
        return entered(visit, entrance)
    return visit.page("sign_ins/password.html", Entrance(safe_path(filled.text("next"))), form=filled)


@pages.post("/sign-out", policy=LEAVE)
def end(visit: Visit) -> Response:
    sign_ins.end(visit.work, visit.signed)
    return left(visit)
