"""Opening something about one person in an emergency: whom, which parts, why, and ending it."""

from fastapi import Response

from app.core.words import N_
from app.forms.emergencies import NameWanted
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.emergencies import Emergency, Part
from app.models.people import Person
from app.pages import emergencies as views
from app.rules.emergencies import END, LIST, OPEN, READ
from app.services import emergencies, emergencies_parts
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("emergencies")

OPENED = N_("It is open for one hour. The person is told now.")


@pages.get("/emergencies", policy=LIST)
def listing(visit: Visit) -> Response:
    filled = visit.asked(NameWanted)
    return visit.page("emergencies/listing.html", views.listing(visit.work, filled), form=filled)


@pages.get("/emergencies/people/{person_id}", policy=OPEN, proves=True)
def opening(visit: Visit, person: Person) -> Response:
    form = Filled.blank(views.reason_form(visit.work.actor))
    return visit.page("emergencies/opening.html", views.opening(visit.work, person), form=form)


@pages.post("/emergencies/people/{person_id}", policy=OPEN, proves=True)
def open_for(visit: Visit, person: Person) -> Response:
    filled = visit.read(views.reason_form(visit.work.actor))
    if filled.accepted_by(emergencies.open_for, visit.work, person):
        running = emergencies.running_of(visit.work, person)
        return visit.to("emergencies.show", emergency_id=running.id if running else "", notice=OPENED)
    return visit.page("emergencies/opening.html", views.opening(visit.work, person), form=filled)


@pages.get("/emergencies/{emergency_id}", policy=READ, writes=True)
def show(visit: Visit, emergency: Emergency) -> Response:
    emergencies_parts.read(visit.work, emergency, Part.PROVIDE)
    return visit.page("emergencies/show.html", views.show(visit.work, emergency))


@pages.post("/emergencies/{emergency_id}/end", policy=END)
def end(visit: Visit, emergency: Emergency) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(emergencies.end, visit.work, emergency):
        return visit.to("emergencies.listing", notice=N_("It is closed."))
    return visit.page("emergencies/listing.html", views.listing(visit.work, Filled.blank(NameWanted)), form=filled)
