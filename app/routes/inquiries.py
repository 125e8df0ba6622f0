"""What is asked after sending: the manager asks, the applicant answers, and the silent are reached."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.inquiries import ContactForm, SettingAside
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.pages import decisions_asking as confirming
from app.pages import inquiries as views
from app.rules.inquiries import ANSWER, ASK, REACH
from app.services import inquiries
from app.services.applications_reading import case_of
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("inquiries")

ASKED = N_("The question is sent. The applicant gets a message.")
ANSWERED = N_("Your answer is sent. Your application goes on.")
SET_ASIDE = N_("The application is set aside. The applicant can carry on at any time.")


@pages.get("/applications/{application_id}/inquiry", policy=ANSWER)
def show(visit: Visit, application: Application) -> Response:
    case = case_of(visit.work, application)
    return visit.page("inquiries/show.html", views.show(case), form=Filled.blank(views.reply_form(case)))


@pages.post("/applications/{application_id}/inquiry", policy=ANSWER)
def reply(visit: Visit, application: Application) -> Response:
    case = case_of(visit.work, application, to_change=True)
    filled = visit.read(views.reply_form(case))
    if filled.accepted_by(inquiries.reply, visit.work, case):
        return visit.to("applications.show", application_id=application.id, notice=ANSWERED)
    return visit.page("inquiries/show.html", views.show(case), form=filled)


@pages.post("/applications/{application_id}/inquiry/extension", policy=ANSWER)
def extend(visit: Visit, application: Application) -> Response:
    case, filled = case_of(visit.work, application, to_change=True), visit.read(Nothing)
    if filled.accepted_by(inquiries.extend, visit.work, case):
        return visit.to("inquiries.show", application_id=application.id, notice=N_("You have more time to answer."))
    return visit.page("inquiries/no_more_time.html", views.show(case), form=filled)


@pages.get("/decisions/{application_id}/inquiry", policy=ASK)
def asking(visit: Visit, application: Application) -> Response:
    case = case_of(visit.work, application)
    return visit.page("inquiries/asking.html", views.asking(visit.work, case), form=views.known_day(case))


@pages.post("/decisions/{application_id}/inquiry", policy=ASK)
def ask(visit: Visit, application: Application) -> Response:
    case = case_of(visit.work, application)
    filled = visit.read(views.asking_form(case))
    if filled.accepted_by(inquiries.ask, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=ASKED)
    return visit.page("inquiries/asking.html", views.asking(visit.work, case), form=filled)


@pages.get("/decisions/{application_id}/reaching", policy=REACH)
def reaching(visit: Visit, application: Application) -> Response:
    view = views.reaching(visit.work, application)
    return visit.page("inquiries/reaching.html", view, form=Filled.blank(ContactForm))


@pages.post("/decisions/{application_id}/reaching", policy=REACH)
def note_try(visit: Visit, application: Application) -> Response:
    filled = visit.read(ContactForm)
    if filled.accepted_by(inquiries.note_try, visit.work, application):
        return visit.to("inquiries.reaching", application_id=application.id, notice=N_("The try is noted."))
    return visit.page("inquiries/reaching.html", views.reaching(visit.work, application), form=filled)


@pages.get("/decisions/{application_id}/setting-aside", policy=REACH)
def setting_aside(visit: Visit, application: Application) -> Response:
    return visit.page("decisions/confirm.html", confirming.setting_aside(application), form=Filled.blank(SettingAside))


@pages.post("/decisions/{application_id}/setting-aside", policy=REACH)
def set_aside(visit: Visit, application: Application) -> Response:
    filled = visit.read(SettingAside)
    if filled.accepted_by(inquiries.set_aside, visit.work, application):
        return visit.to("decisions.show", application_id=application.id, notice=SET_ASIDE)
    return visit.page("decisions/confirm.html", confirming.setting_aside(application), form=filled)
