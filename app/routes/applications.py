"""An applicant's own application, from the first press to the answer to an offer."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.applications import Reminder, Withdrawal
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.pages import applications as views
from app.pages import applications_confirming as confirming
from app.pages import applications_lines as lines
from app.pages import applications_results as results
from app.pages.applications_history import history as own_history
from app.pages.supporters_texts import texts_for
from app.rules.applications import NEXT_INTAKE, READ_OWN, REPLY_TO_OFFER, SEND, START, WITHDRAW
from app.services import applications, offers
from app.services import applications_copying as copying
from app.services.accommodations_asking import goes_along
from app.services.applications_reading import case_of
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("applications")

LEFT = N_("You are no longer on the waiting list.")
COPIED = N_("Your earlier answers are here. Check each part.")


def example_programme(_db: Session, _subject: object) -> Mapping[str, str]:
    return {"key": "lumina"}


def nobody_in_story(_db: Session, _subject: object) -> None:
    """`commands.examples` says why."""


@pages.get("/programmes/{key}/application", policy=START, examples=example_programme)
def beginning(visit: Visit, key: str) -> Response:
    return visit.page("applications/beginning.html", confirming.beginning(visit.work, key))


@pages.post("/programmes/{key}/application", policy=START, examples=example_programme)
def start(visit: Visit, key: str) -> Response:
    application = applications.start(visit.work, key)
    return visit.to("applications.tasks", application_id=application.id)


@pages.post("/programmes/{key}/application/earlier", policy=START, examples=nobody_in_story)
def start_with_earlier(visit: Visit, key: str) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(copying.start_with_earlier, visit.work, copying.programme_of(visit.work, key)):
        return visit.to("applications.tasks", application_id=applications.start(visit.work, key).id, notice=COPIED)
    return visit.page("applications/beginning.html", confirming.beginning(visit.work, key), form=filled)


@pages.get("/applications/{application_id}", policy=READ_OWN)
def show(visit: Visit, application: Application) -> Response:
    return visit.page("applications/show.html", views.show(visit.work, application))


@pages.get("/applications/{application_id}/check", policy=SEND)
def check(visit: Visit, application: Application) -> Response:
    case = case_of(visit.work, application)
    view = lines.check(case, texts_for(visit.work, case), sends_list=goes_along(visit.work, application.id))
    return visit.page("applications/check.html", view)


@pages.post("/applications/{application_id}/check", policy=SEND)
def send(visit: Visit, application: Application) -> Response:
    case = case_of(visit.work, application, to_change=True)
    filled = lines.ready_to_send(case)
    if filled.accepted_by(applications.send, visit.work, case):
        return visit.to("applications.sent", application_id=application.id)
    view = lines.check(case, texts_for(visit.work, case), sends_list=goes_along(visit.work, application.id))
    return visit.page("applications/check.html", view, form=filled)


@pages.get("/applications/{application_id}/sent", policy=READ_OWN)
def sent(visit: Visit, application: Application) -> Response:
    return visit.page("applications/sent.html", results.sent(visit.work, application))


@pages.get("/applications/{application_id}/answers", policy=READ_OWN)
def answers(visit: Visit, application: Application) -> Response:
    return visit.page("applications/answers.html", lines.sent_answers(case_of(visit.work, application)))


@pages.get("/applications/{application_id}/history", policy=READ_OWN)
def history(visit: Visit, application: Application) -> Response:
    return visit.page("applications/history.html", own_history(visit.work, application))


@pages.get("/applications/{application_id}/withdrawal", policy=WITHDRAW)
def withdrawal(visit: Visit, application: Application) -> Response:
    view = confirming.withdrawal(visit.work, application)
    return visit.page("applications/confirming.html", view, form=Filled.blank(Withdrawal))


@pages.post("/applications/{application_id}/withdrawal", policy=WITHDRAW)
def withdraw(visit: Visit, application: Application) -> Response:
    filled = visit.read(Withdrawal)
    if filled.accepted_by(applications.withdraw, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=N_("Your application is withdrawn."))
    return visit.page("applications/confirming.html", confirming.withdrawal(visit.work, application), form=filled)


@pages.get("/applications/{application_id}/withdrawal/undoing", policy=WITHDRAW)
def returning(visit: Visit, application: Application) -> Response:
    view = confirming.returning(visit.work, application)
    return visit.page("applications/confirming.html", view, form=Filled.blank(Nothing))


@pages.post("/applications/{application_id}/withdrawal/undoing", policy=WITHDRAW)
def undo_withdrawal(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(applications.undo_withdrawal, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=N_("Your application is back."))
    return visit.page("applications/confirming.html", confirming.returning(visit.work, application), form=filled)


@pages.post("/applications/{application_id}/resumption", policy=READ_OWN)
def resume(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(applications.resume, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=N_("Your application goes on."))
    return visit.page("applications/show.html", views.show(visit.work, application), form=filled)


@pages.get("/applications/{application_id}/result", policy=READ_OWN)
def result(visit: Visit, application: Application) -> Response:
    return visit.page("applications/result.html", results.result(visit.work, application))


@pages.get("/applications/{application_id}/offer/acceptance", policy=REPLY_TO_OFFER)
def acceptance(visit: Visit, application: Application) -> Response:
    view = confirming.acceptance(visit.work, application)
    return visit.page("applications/confirming.html", view, form=Filled.blank(Nothing))


@pages.post("/applications/{application_id}/offer/acceptance", policy=REPLY_TO_OFFER)
def accept(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(applications.accept, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=N_("You said yes to your place."))
    return visit.page("applications/confirming.html", confirming.acceptance(visit.work, application), form=filled)


@pages.get("/applications/{application_id}/offer/refusal", policy=REPLY_TO_OFFER)
def refusal(visit: Visit, application: Application) -> Response:
    view = confirming.refusal(visit.work, application)
    return visit.page("applications/confirming.html", view, form=Filled.blank(Nothing))


@pages.post("/applications/{application_id}/offer/refusal", policy=REPLY_TO_OFFER)
def decline(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(applications.decline, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=N_("You said no to the place."))
    return visit.page("applications/confirming.html", confirming.refusal(visit.work, application), form=filled)


@pages.get("/applications/{application_id}/offer/deferral", policy=REPLY_TO_OFFER)
def deferral(visit: Visit, application: Application) -> Response:
    view = confirming.deferral(visit.work, application)
    form = Filled.blank(confirming.deferral_form(visit.work, application), kept_for=NEXT_INTAKE)
    return visit.page("applications/confirming.html", view, form=form)


@pages.post("/applications/{application_id}/offer/deferral", policy=REPLY_TO_OFFER)
def defer(visit: Visit, application: Application) -> Response:
    filled = visit.read(confirming.deferral_form(visit.work, application))
    if filled.accepted_by(applications.defer, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=N_("Your place is kept for later."))
    return visit.page("applications/confirming.html", confirming.deferral(visit.work, application), form=filled)


@pages.post("/applications/{application_id}/offer/extension", policy=REPLY_TO_OFFER)
def extend(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(offers.extend, visit.work, application):
        return visit.to("applications.result", application_id=application.id, notice=N_("You have more time."))
    return visit.page("applications/result.html", results.result(visit.work, application), form=filled)


@pages.get("/applications/{application_id}/waiting-list/leaving", policy=WITHDRAW)
def leaving_list(visit: Visit, application: Application) -> Response:
    view = confirming.leaving_list(visit.work, application)
    return visit.page("applications/confirming.html", view, form=Filled.blank(Nothing))


@pages.post("/applications/{application_id}/waiting-list/leaving", policy=WITHDRAW)
def leave_list(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(applications.leave_list, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=LEFT)
    return visit.page("applications/confirming.html", confirming.leaving_list(visit.work, application), form=filled)


@pages.post("/applications/{application_id}/reminder", policy=READ_OWN)
def remind(visit: Visit, application: Application) -> Response:
    filled = visit.read(Reminder)
    if filled.accepted_by(applications.remind, visit.work, application):
        return visit.to("applications.result", application_id=application.id, notice=N_("This is saved."))
    return visit.page("applications/result.html", results.result(visit.work, application), form=filled)
