"""Asking somebody about a desk that does not meet one of their musts, and their answer."""

from uuid import UUID

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.overrides import Override
from app.models.productions import Production
from app.models.workstations import Workstation
from app.pages import overrides as views
from app.rules.overrides import ANSWER, OWN, WITHDRAW
from app.rules.productions import READ
from app.rules.workstations import RUN
from app.services import overrides
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("overrides")

ASKED = N_("They are asked. Nothing changes before they say yes.")
WITHDRAWN = N_("They are not asked any more, and are told.")
AGREED = N_("You said yes. You can take it back on this page at any time.")
DECLINED = N_("You said no. Nothing changes.")
TAKEN_BACK = N_("You took your yes back. What was agreed with you holds again. Your coordinator is told.")


@pages.get(
    "/workstations/{workstation_id}/questions/{person_id}", policy=RUN, examples=views.example_person, writes=True
)
def asking(visit: Visit, workstation: Workstation, person_id: UUID) -> Response:
    view = views.asking(visit.work, workstation, person_id)
    return visit.page("overrides/asking.html", view, form=view.form)


@pages.post("/workstations/{workstation_id}/questions/{person_id}", policy=RUN, examples=views.example_person)
def ask(visit: Visit, workstation: Workstation, person_id: UUID) -> Response:
    view = views.asking(visit.work, workstation, person_id)
    filled = visit.read(view.kind)
    if filled.accepted_by(overrides.ask, visit.work, workstation, person_id):
        return visit.to("workstations.fit", workstation_id=workstation.id, person_id=person_id, notice=ASKED)
    return visit.page("overrides/asking.html", view, form=filled)


@pages.get("/productions/{production_id}/desk-questions", policy=READ, writes=True)
def listing(visit: Visit, production: Production) -> Response:
    return visit.page("overrides/listing.html", views.listing(visit.work, production), form=Filled.blank(Nothing))


@pages.post("/desk-questions/{override_id}/withdrawal", policy=WITHDRAW)
def withdraw(visit: Visit, override: Override) -> Response:
    filled, production_id = visit.read(Nothing), override.production_id
    if filled.accepted_by(overrides.withdraw, visit.work, override):
        return visit.to("overrides.listing", production_id=production_id, notice=WITHDRAWN)
    view = views.listing_of(visit.work, production_id)
    return visit.page("overrides/listing.html", view, form=filled)


@pages.get("/my-desk-questions", policy=OWN)
def mine(visit: Visit) -> Response:
    return visit.page("overrides/mine.html", views.mine(visit.work))


@pages.get("/my-desk-questions/{override_id}", policy=ANSWER)
def show(visit: Visit, override: Override) -> Response:
    return visit.page("overrides/show.html", views.show(visit.work, override), form=Filled.blank(Nothing))


@pages.post("/my-desk-questions/{override_id}/yes", policy=ANSWER, examples=views.waiting)
def agree(visit: Visit, override: Override) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(overrides.agree, visit.work, override):
        return visit.to("overrides.show", override_id=override.id, notice=AGREED)
    return visit.page("overrides/show.html", views.show(visit.work, override), form=filled)


@pages.post("/my-desk-questions/{override_id}/no", policy=ANSWER, examples=views.waiting)
def decline(visit: Visit, override: Override) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(overrides.decline, visit.work, override):
        return visit.to("overrides.show", override_id=override.id, notice=DECLINED)
    return visit.page("overrides/show.html", views.show(visit.work, override), form=filled)


@pages.post("/my-desk-questions/{override_id}/end", policy=ANSWER, examples=views.agreed)
def take_back(visit: Visit, override: Override) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(overrides.take_back, visit.work, override):
        return visit.to("overrides.show", override_id=override.id, notice=TAKEN_BACK)
    return visit.page("overrides/show.html", views.show(visit.work, override), form=filled)
