"""Day sheets: one's own, in words or pictures and as a document, and that of a place with its checklist."""

from datetime import date
from uuid import UUID

from fastapi import Response

from app.adapters.documents import PDF, pdf_of
from app.core.words import N_
from app.forms.call_sheets import SheetShape, Tick
from app.models.assignments import Assignment
from app.models.productions import Production
from app.pages import call_sheets as views
from app.pages import call_sheets_own as own_views
from app.rules.call_sheets import OWN, PLACE
from app.services import call_sheets
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("call_sheets")

SHEET = "/productions/{production_id}/places/{location_id}/days/{day}"


@pages.get("/my-days/{assignment_id}/sheet", policy=OWN)
def own(visit: Visit, assignment: Assignment) -> Response:
    asked = visit.asked(SheetShape).form or SheetShape()
    view = own_views.own(visit.work, assignment, in_pictures=asked.shape == "pictures")
    return visit.page("call_sheets/own.html", view)


@pages.get("/my-days/{assignment_id}/sheet/document", policy=OWN)
def take(visit: Visit, assignment: Assignment) -> Response:
    content = pdf_of(own_views.document(visit.work, assignment))
    return visit.download(content, media_type=PDF, name="day-sheet.pdf")


@pages.get("/productions/{production_id}/today", policy=PLACE)
def today(visit: Visit, production: Production) -> Response:
    return visit.page("call_sheets/today.html", views.today(visit.work, production))


@pages.get(SHEET, policy=PLACE, examples=views.example_place, writes=True)
def place(visit: Visit, production: Production, location_id: UUID, day: date) -> Response:
    where = views.place_day(visit.work, production, location_id, day)
    return visit.page("call_sheets/place.html", views.place(visit.work, where))


@pages.post(f"{SHEET}/acknowledgements", policy=PLACE, examples=views.example_place)
def acknowledge(visit: Visit, production: Production, location_id: UUID, day: date) -> Response:
    where = views.place_day(visit.work, production, location_id, day)
    filled = visit.read(Tick)
    if filled.accepted_by(call_sheets.acknowledge, visit.work, where):
        return visit.to("call_sheets.place", **where.path, notice=N_("Marked as ready."))
    return visit.page("call_sheets/place.html", views.place(visit.work, where), form=filled)


@pages.post(f"{SHEET}/acknowledgements/undo", policy=PLACE, examples=views.example_place)
def take_back(visit: Visit, production: Production, location_id: UUID, day: date) -> Response:
    where = views.place_day(visit.work, production, location_id, day)
    filled = visit.read(Tick)
    if filled.accepted_by(call_sheets.take_back, visit.work, where):
        return visit.to("call_sheets.place", **where.path, notice=N_("That is taken back."))
    return visit.page("call_sheets/place.html", views.place(visit.work, where), form=filled)
