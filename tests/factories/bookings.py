"""Places in sessions, taken and waited for by playing the services."""

from sqlmodel import col, select

from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.sessions import Booking, Session
from app.services import bookings


def a_booking(work: Work, *, of: Session) -> Booking:
    """A place for whoever acts in this work."""
    bookings.book(work, of, Nothing())
    return _own(work, of)


def a_wait(work: Work, *, of: Session) -> Booking:
    bookings.wait(work, of, Nothing())
    return _own(work, of)


def _own(work: Work, session: Session) -> Booking:
    work.db.flush()
    return work.db.scalars(
        select(Booking).where(col(Booking.session_id) == session.id, col(Booking.person_id) == work.actor.person_id)
    ).one()
