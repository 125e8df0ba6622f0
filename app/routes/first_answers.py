"""Answering the first questions without an account, and joining them to one."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.first_answers import FirstAddress, joining_form
from app.forms.sign_ins import Nothing
from app.models.first_answers import FirstAnswers
from app.pages import first_answers as views
from app.pages import first_answers_joining as meetings
from app.rules.first_answers import BEGIN, JOIN
from app.services import first_answers, first_answers_joining
from app.services.first_answers import first_case
from app.web.entering import remembered
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("first_answers")

SENT = N_("The link is on its way to you.")
JOINED = N_("Your answers are in your application.")
REMOVED = N_("Your answers are removed.")


def example_programme(_db: Session, _subject: object) -> Mapping[str, str]:
    return {"key": "lumina"}


@pages.get("/programmes/{key}/first-answers", policy=BEGIN, examples=example_programme)
def show(visit: Visit, key: str) -> Response:
    view = views.first_page(first_case(visit.work, key, visit.visitor))
    return visit.page("first_answers/show.html", view, form=view.form)


@pages.post("/programmes/{key}/first-answers", policy=BEGIN, examples=example_programme)
def keep(visit: Visit, key: str) -> Response:
    sending = views.read_first(first_case(visit.work, key, visit.visitor), visit.body.typed)
    if sending.filled.accepted_by(first_answers.keep, visit.work, sending.case, visit.visitor, visit.address):
        return remembered(visit, views.next_route(first_case(visit.work, key, visit.visitor), sending.filled), key=key)
    view = views.first_page(sending.case, sending.filled)
    return visit.page("first_answers/show.html", view, form=view.form, status=view.status)


@pages.get("/programmes/{key}/first-answers/address", policy=BEGIN, examples=example_programme)
def address(visit: Visit, key: str) -> Response:
    case = first_case(visit.work, key, visit.visitor)
    return visit.page("first_answers/address.html", views.address_page(case), form=views.address_form(case))


@pages.post("/programmes/{key}/first-answers/address", policy=BEGIN, examples=example_programme)
def send_link(visit: Visit, key: str) -> Response:
    case = first_case(visit.work, key, visit.visitor)
    filled = visit.read(FirstAddress)
    if filled.accepted_by(first_answers.send_link, visit.work, case, visit.browser):
        return visit.to("first_answers.address", key=key, notice=SENT)
    return visit.page("first_answers/address.html", views.address_page(case), form=filled)


@pages.get("/programmes/{key}/first-answers/removal", policy=BEGIN, examples=example_programme)
def forgetting(visit: Visit, key: str) -> Response:
    view = views.forgetting(first_case(visit.work, key, visit.visitor))
    return visit.page("first_answers/forgetting.html", view, form=Filled.blank(Nothing))


@pages.post("/programmes/{key}/first-answers/removal", policy=BEGIN, examples=example_programme)
def forget(visit: Visit, key: str) -> Response:
    case = first_case(visit.work, key, visit.visitor)
    filled = visit.read(Nothing)
    if filled.accepted_by(first_answers.forget, visit.work, case):
        return visit.to("programmes.show", key=key, notice=REMOVED)
    return visit.page("first_answers/forgetting.html", views.forgetting(case), form=filled)


@pages.get("/first-answers/{first_answers_id}", policy=JOIN)
def meet(visit: Visit, kept: FirstAnswers) -> Response:
    found = first_answers_joining.meeting(visit.work, kept)
    return visit.page("first_answers/meeting.html", meetings.joining_page(found), form=meetings.blank(found))


@pages.post("/first-answers/{first_answers_id}", policy=JOIN)
def join(visit: Visit, kept: FirstAnswers) -> Response:
    found = first_answers_joining.meeting(visit.work, kept)
    filled = visit.read(joining_form(found.twofold))
    if filled.accepted_by(first_answers_joining.join, visit.work, found):
        return visit.to_path(first_answers_joining.path_of(visit.work, kept), notice=JOINED)
    return visit.page("first_answers/meeting.html", meetings.joining_page(found), form=filled)


@pages.get("/first-answers/{first_answers_id}/removal", policy=JOIN)
def removal(visit: Visit, kept: FirstAnswers) -> Response:
    view = meetings.removal(first_answers_joining.meeting(visit.work, kept))
    return visit.page("first_answers/removal.html", view, form=Filled.blank(Nothing))


@pages.post("/first-answers/{first_answers_id}/removal", policy=JOIN)
def remove(visit: Visit, kept: FirstAnswers) -> Response:
    view = meetings.removal(first_answers_joining.meeting(visit.work, kept))
    filled = visit.read(Nothing)
    if filled.accepted_by(first_answers_joining.remove, visit.work, kept):
        return visit.to("people.home", notice=REMOVED)
    return visit.page("first_answers/removal.html", view, form=filled)
