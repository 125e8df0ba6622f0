"""The other side of a passport: what a reader must provide, confirming it, printing it, and the days at the desks."""

from datetime import date

from fastapi import Response

from app.adapters.documents import PDF, pdf_of
from app.core.words import N_
from app.forms.passports import Confirmation
from app.models.people import Person
from app.models.productions import Production
from app.pages import passports_reading as views
from app.rules.passports import READ_SHARED, UNCONFIRMED
from app.rules.productions import READ
from app.services import passports_confirming
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("passports")


@pages.get("/passports/{person_id}", policy=READ_SHARED, writes=True)
def read(visit: Visit, person: Person) -> Response:
    return visit.page("passports/read.html", views.read(visit.work, person))


@pages.post("/passports/{person_id}/confirmation", policy=READ_SHARED)
def confirm(visit: Visit, person: Person) -> Response:
    filled = visit.read(Confirmation)
    if filled.accepted_by(passports_confirming.confirm, visit.work, person):
        return visit.to("passports.read", person_id=person.id, notice=N_("You confirmed that you will provide this."))
    return visit.page("passports/read.html", views.read(visit.work, person), form=filled)


@pages.get("/passports/{person_id}/document", policy=READ_SHARED, writes=True)
def take(visit: Visit, person: Person) -> Response:
    content = pdf_of(views.document_for_reader(visit.work, person))
    return visit.download(content, media_type=PDF, name="what-to-provide.pdf")


@pages.get("/productions/{production_id}/days/{day}", policy=READ, examples=views.example_day, writes=True)
def day(visit: Visit, production: Production, day: date) -> Response:
    return visit.page("passports/day.html", views.day(visit.work, production, day))


@pages.get("/adviser/confirmations", policy=UNCONFIRMED, writes=True)
def unconfirmed(visit: Visit) -> Response:
    return visit.page("passports/unconfirmed.html", views.unconfirmed(visit.work))
