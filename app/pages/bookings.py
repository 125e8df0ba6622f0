"""The views of a booking: the page that confirms giving a place back, and the booking as a calendar keeps it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.adapters.calendars import Entry
from app.core.errors import Refused
from app.core.words import N_
from app.core.work import Work
from app.models.sessions import Booking, BookingStatus, Session


@dataclass(frozen=True)
class Cancellation:
    booking_id: UUID
    session_id: UUID
    session: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    is_waiting: bool
    title: str
    crumb: tuple[str, str, dict[str, object]]


def cancellation(work: Work, booking: Booking) -> Cancellation:
    session = work.db.get_one(Session, booking.session_id)
    is_waiting = booking.status is BookingStatus.WAITING
    return Cancellation(
        booking_id=booking.id,
        session_id=session.id,
        session=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.time_zone,
        is_waiting=is_waiting,
        title=N_("Leave the waiting list") if is_waiting else N_("Give your place back"),
        crumb=(N_("the session"), "sessions.show", {"session_id": session.id}),
    )


def calendar_entry(work: Work, booking: Booking, public_url: str) -> Entry:
    """Only what the session itself says. What the place is like stays on the page, and so does everything personal."""
    if booking.status is not BookingStatus.BOOKED:
        raise Refused(N_("You have no place in this session now, so it has no calendar file."))
    return session_entry(booking, work.db.get_one(Session, booking.session_id), public_url)


def session_entry(booking: Booking, session: Session, public_url: str) -> Entry:
    """The same entry in its own file and among all others, so that a calendar that has both shows one."""
    return Entry(
        id=booking.id,
        title=session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place,
        about=f"{session.what_happens}\n\n{session.way_there}",
        address=f"{public_url}/sessions/{session.id}",
        stamped_at=booking.since,
    )
