"""Answering proposals: share again what was shared before, item by item, or not."""

from fastapi import Response

from app.core.words import N_
from app.forms.sign_ins import Nothing
from app.models.passports import PassportProposal
from app.pages import passports_carrying as views
from app.rules.consents import PASSPORT
from app.rules.passports import ANSWER, OWN
from app.services import passports_carrying
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("passports")

NOT_SHARED = N_("It is not shared. You can still share it from your passport.")


@pages.get("/passport/proposals", policy=OWN)
def proposals(visit: Visit) -> Response:
    return visit.page("passports/proposals.html", views.proposals(visit.work))


@pages.post("/passport/proposals/{proposal_id}/yes", policy=ANSWER)
def accept(visit: Visit, proposal: PassportProposal) -> Response:
    filled = visit.read_with_yes(Nothing, PASSPORT)
    if filled.accepted_by(passports_carrying.accept, visit.work, proposal):
        return visit.to("passports.proposals", notice=N_("It is shared. You can end it at any time."))
    return visit.page("passports/proposals.html", views.proposals(visit.work), form=filled)


@pages.post("/passport/proposals/{proposal_id}/no", policy=ANSWER)
def decline(visit: Visit, proposal: PassportProposal) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(passports_carrying.decline, visit.work, proposal):
        return visit.to("passports.proposals", notice=NOT_SHARED)
    return visit.page("passports/proposals.html", views.proposals(visit.work), form=filled)
