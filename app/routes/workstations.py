"""Desks: what one is like, the desks of a place, adding, changing and retiring them."""

from uuid import UUID

from fastapi import Response

from app.adapters.documents import PDF, pdf_of
from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.forms.workstations import KindAsked, Retirement
from app.models.productions import Location
from app.models.workstations import Workstation
from app.pages import workstations as views
from app.pages import workstations_fits as fits
from app.pages import workstations_placing as placing
from app.pages.workstations_document import document
from app.rules.workstations import KINDS, PLACE, READ, RUN
from app.services import workstations
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("workstations")

RETIRED = N_("The desk is retired. You can bring it back below.")


@pages.get("/workstations/{workstation_id}", policy=READ)
def show(visit: Visit, workstation: Workstation) -> Response:
    return visit.page("workstations/show.html", views.show(visit.work, workstation))


@pages.get("/workstations/{workstation_id}/document", policy=READ)
def take(visit: Visit, workstation: Workstation) -> Response:
    made = pdf_of(document(visit.work, visit.parts.storage, workstation))
    return visit.download(made, media_type=PDF, name="desk.pdf")


@pages.get("/workstations/{workstation_id}/fits/{person_id}", policy=RUN, examples=fits.example_person, writes=True)
def fit(visit: Visit, workstation: Workstation, person_id: UUID) -> Response:
    return visit.page("workstations/fit.html", fits.shared(visit.work, workstation, person_id))


@pages.get("/locations/{location_id}/desks", policy=PLACE)
def listing(visit: Visit, place: Location) -> Response:
    return visit.page("workstations/listing.html", placing.listing(visit.work, place), form=Filled.blank(Nothing))


@pages.get("/locations/{location_id}/desks/new", policy=PLACE)
def draft(visit: Visit, place: Location) -> Response:
    kind = visit.asked(KindAsked).text("kind")
    if kind not in KINDS:
        return visit.page("workstations/choosing.html", placing.choosing(place))
    view = placing.new(visit.work, place, kind)
    return visit.page("workstations/draft.html", view, form=view.form)


@pages.post("/locations/{location_id}/desks/new", policy=PLACE)
def add(visit: Visit, place: Location) -> Response:
    view = placing.new(visit.work, place, _kind_of(visit))
    filled = visit.read(view.form_kind)
    if filled.accepted_by(workstations.add, visit.work, place):
        return visit.to("workstations.listing", location_id=place.id, notice=N_("The desk is added."))
    return visit.page("workstations/draft.html", view, form=filled)


@pages.get("/workstations/{workstation_id}/change", policy=RUN)
def redraft(visit: Visit, workstation: Workstation) -> Response:
    view = placing.draft(visit.work, workstation, visit.asked(KindAsked).text("kind"))
    return visit.page("workstations/draft.html", view, form=view.form)


@pages.post("/workstations/{workstation_id}/change", policy=RUN)
def change(visit: Visit, workstation: Workstation) -> Response:
    view = placing.draft(visit.work, workstation, _kind_of(visit))
    filled = visit.read(view.form_kind)
    if filled.accepted_by(workstations.change, visit.work, workstation):
        return visit.to("workstations.show", workstation_id=workstation.id, notice=N_("The desk is changed."))
    return visit.page("workstations/draft.html", placing.draft(visit.work, workstation, _kind_of(visit)), form=filled)


@pages.get("/workstations/{workstation_id}/kind", policy=RUN)
def choosing_again(visit: Visit, workstation: Workstation) -> Response:
    return visit.page("workstations/choosing.html", placing.choosing_again(workstation))


@pages.get("/workstations/{workstation_id}/retirement", policy=RUN)
def retiring(visit: Visit, workstation: Workstation) -> Response:
    view = placing.retiring(visit.work, workstation)
    return visit.page("workstations/retiring.html", view, form=view.form)


@pages.post("/workstations/{workstation_id}/retirement", policy=RUN)
def retire(visit: Visit, workstation: Workstation) -> Response:
    filled = visit.read(Retirement)
    if filled.accepted_by(workstations.retire, visit.work, workstation):
        return visit.to("workstations.listing", location_id=workstation.location_id, notice=RETIRED)
    return visit.page("workstations/retiring.html", placing.retiring(visit.work, workstation), form=filled)


@pages.post("/workstations/{workstation_id}/return", policy=RUN)
def bring_back(visit: Visit, workstation: Workstation) -> Response:
    visit.read(Nothing).accepted_by(workstations.bring_back, visit.work, workstation)
    return visit.to(
        "workstations.show", workstation_id=workstation.id, notice=N_("The desk is back. Plans can use it.")
    )


def _kind_of(visit: Visit) -> str:
    """A kind that is none of ours is read as the plainest one; its form then says so."""
    kind = visit.body.one("kind")
    return kind if kind in KINDS else "other"
