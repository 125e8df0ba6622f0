"""Reminding people of a draft: the manager changes the words, reads them as they arrive, and sends them."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.reminders import ReminderForm
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.pages import reminders as views
from app.rules.reminders import SEND, SEND_TOGETHER
from app.services import reminders
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("reminders")

SENT_TOGETHER = N_("The reminders are sent. Each person gets theirs at the time they chose.")
SENT = N_("The reminder is sent. Each person gets it at the time they chose.")


@pages.get("/reminders", policy=SEND_TOGETHER)
def choosing(visit: Visit) -> Response:
    view = views.choosing(visit.work)
    return visit.page("reminders/choosing.html", view, form=views.all_chosen(view))


@pages.post("/reminders", policy=SEND_TOGETHER)
def send_together(visit: Visit) -> Response:
    view = views.choosing(visit.work)
    filled = visit.read(views.reminding_form(view))
    if filled.accepted_by(reminders.send_together, visit.work):
        return visit.to("decisions.board", notice=SENT_TOGETHER)
    return visit.page("reminders/choosing.html", view, form=filled)


@pages.get("/cohorts/{cohort_id}/reminder", policy=SEND)
def words(visit: Visit, cohort: Cohort) -> Response:
    view, filled = views.words(visit.work, cohort), views.known_words(visit.work, cohort)
    return visit.page("reminders/words.html", view, form=filled)


@pages.post("/cohorts/{cohort_id}/reminder", policy=SEND)
def change_words(visit: Visit, cohort: Cohort) -> Response:
    filled = visit.read(ReminderForm)
    if filled.accepted_by(reminders.change_words, visit.work, cohort):
        return visit.to("reminders.words", cohort_id=cohort.id, notice=N_("The words are saved."))
    return visit.page("reminders/words.html", views.words(visit.work, cohort), form=filled)


@pages.get("/cohorts/{cohort_id}/reminder/sending", policy=SEND)
def sending(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("reminders/sending.html", views.sending(visit.work, cohort), form=Filled.blank(Nothing))


@pages.post("/cohorts/{cohort_id}/reminder/sending", policy=SEND)
def send(visit: Visit, cohort: Cohort) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(reminders.send, visit.work, cohort):
        return visit.to("cohorts.show", cohort_id=cohort.id, notice=SENT)
    return visit.page("reminders/sending.html", views.sending(visit.work, cohort), form=filled)
