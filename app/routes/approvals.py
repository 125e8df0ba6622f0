"""What needs a second person: asking for it, agreeing to it, and stopping it."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.approvals import Approval
from app.pages import approvals as views
from app.rules.approvals import AGREE, ASK_EXPORT, LIST, STOP
from app.services import approvals
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("approvals")

ASKED = N_("You asked. Whoever may agree is told.")
AGREED = N_("You agreed. Whoever asked is told.")
STOPPED = N_("It is stopped. Nothing was given.")


@pages.get("/approvals", policy=LIST)
def listing(visit: Visit) -> Response:
    return _listing(visit, Filled.blank(Nothing))


@pages.post("/approvals/exports", policy=ASK_EXPORT)
def ask_export(visit: Visit) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(approvals.ask_export, visit.work):
        return visit.to("approvals.listing", notice=ASKED)
    return _listing(visit, filled)


@pages.post("/approvals/{approval_id}/agreement", policy=AGREE, proves=True)
def agree(visit: Visit, approval: Approval) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(approvals.agree, visit.work, approval):
        return visit.to("approvals.listing", notice=AGREED)
    return _listing(visit, filled)


@pages.post("/approvals/{approval_id}/end", policy=STOP)
def stop(visit: Visit, approval: Approval) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(approvals.stop, visit.work, approval):
        return visit.to("approvals.listing", notice=STOPPED)
    return _listing(visit, filled)


def _listing(visit: Visit, filled: Filled[Nothing]) -> Response:
    return visit.page("approvals/listing.html", views.listing(visit.work, visit.me.time_zone), form=filled)
