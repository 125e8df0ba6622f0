"""Bookings: taking a place in a session, waiting for one, giving it back, and its calendar file."""

from fastapi import Response

from app.adapters.calendars import MEDIA_TYPE, calendar_file
from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.sessions import Booking, Session
from app.pages import bookings as views
from app.pages.sessions import show
from app.rules.bookings import OWN
from app.rules.sessions import READ
from app.services import bookings
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("bookings")

BOOKED = N_("You have a place. A message with the time and place is on its way.")
WAITING = N_("You are on the waiting list. You get a message when a place is free.")
GIVEN_BACK = N_("This is done. You can book again on this page while there are places.")


@pages.post("/sessions/{session_id}/bookings", policy=READ)
def book(visit: Visit, session: Session) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(bookings.book, visit.work, session):
        return visit.to("sessions.show", session_id=session.id, notice=BOOKED)
    return visit.page("sessions/show.html", show(visit.work, session), form=filled)


@pages.post("/sessions/{session_id}/waiting-list", policy=READ)
def wait(visit: Visit, session: Session) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(bookings.wait, visit.work, session):
        return visit.to("sessions.show", session_id=session.id, notice=WAITING)
    return visit.page("sessions/show.html", show(visit.work, session), form=filled)


@pages.get("/bookings/{booking_id}/cancellation", policy=OWN)
def cancellation(visit: Visit, booking: Booking) -> Response:
    return visit.page("bookings/cancellation.html", views.cancellation(visit.work, booking), form=Filled.blank(Nothing))


@pages.post("/bookings/{booking_id}/cancellation", policy=OWN)
def cancel(visit: Visit, booking: Booking) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(bookings.cancel, visit.work, booking):
        return visit.to("sessions.show", session_id=booking.session_id, notice=GIVEN_BACK)
    return visit.page("bookings/cancellation.html", views.cancellation(visit.work, booking), form=filled)


@pages.get("/bookings/{booking_id}/calendar", policy=OWN)
def calendar(visit: Visit, booking: Booking) -> Response:
    entry = views.calendar_entry(visit.work, booking, visit.parts.settings.public_url)
    return visit.download(calendar_file(entry), media_type=MEDIA_TYPE, name="session.ics")
