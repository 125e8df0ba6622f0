"""An application that is not sent: deleting it, bringing it back, and carrying on in the next intake."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.pages import applications_confirming as confirming
from app.rules.applications import WITHDRAW
from app.services import applications_leaving as leaving
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("applications")

DELETED = N_("Your draft is deleted. You can bring it back here.")
TEMPLATE = "applications/confirming.html"


@pages.get("/applications/{application_id}/deletion", policy=WITHDRAW)
def deletion(visit: Visit, application: Application) -> Response:
    return visit.page(TEMPLATE, confirming.deletion(visit.work, application), form=Filled.blank(Nothing))


@pages.post("/applications/{application_id}/deletion", policy=WITHDRAW)
def delete_draft(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(leaving.delete_draft, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=DELETED)
    return visit.page(TEMPLATE, confirming.deletion(visit.work, application), form=filled)


@pages.get("/applications/{application_id}/restoration", policy=WITHDRAW)
def restoration(visit: Visit, application: Application) -> Response:
    return visit.page(TEMPLATE, confirming.restoration(visit.work, application), form=Filled.blank(Nothing))


@pages.post("/applications/{application_id}/restoration", policy=WITHDRAW)
def restore_draft(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(leaving.restore_draft, visit.work, application):
        return visit.to("applications.show", application_id=application.id, notice=N_("Your draft is back."))
    return visit.page(TEMPLATE, confirming.restoration(visit.work, application), form=filled)


@pages.get("/applications/{application_id}/reopening", policy=WITHDRAW)
def reopening(visit: Visit, application: Application) -> Response:
    return visit.page(TEMPLATE, confirming.reopening(visit.work, application), form=Filled.blank(Nothing))


@pages.post("/applications/{application_id}/reopening", policy=WITHDRAW)
def reopen(visit: Visit, application: Application) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(leaving.reopen, visit.work, application):
        return visit.to("applications.tasks", application_id=application.id, notice=N_("Your answers are back."))
    return visit.page(TEMPLATE, confirming.reopening(visit.work, application), form=filled)
