"""Booking a place in a session, waiting for one, and giving it back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.errors import Refused
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.sessions import Booking, BookingStatus, Session
from app.rules.bookings import LIFE, Tally, lowest_free

HAS_STARTED = N_("This session has started, so its places stay as they are.")
FULL = N_("Every place is taken. You can join the waiting list, or choose one of the other times below.")
JUST_TAKEN = N_("Somebody took this place at the same moment. Try again, or choose one of the other times below.")


def book(work: Work, session: Session, _form: Nothing) -> None:
    """Take the lowest free place. Refused when none is free for this person, or they have another session then."""
    _refuse_if_started(work, session)
    _queue_for(work, session)
    booking, places = _booking_of(work, session), tally_of(work, session)
    if booking.status is BookingStatus.BOOKED:
        raise Refused(N_("You have a place in this session already."))
    if not places.has_place_for(work.actor.person_id):
        raise Refused(FULL)
    _refuse_if_busy(work, session)
    _take(work, session, booking, seat=lowest_free(places.taken, places.seats))


def wait(work: Work, session: Session, _form: Nothing) -> None:
    """Join the end of the waiting list. Refused while a place can be booked."""
    _refuse_if_started(work, session)
    _queue_for(work, session)
    if tally_of(work, session).has_place_for(work.actor.person_id):
        raise Refused(N_("A place is free now. You can book it."))
    booking = _booking_of(work, session)
    booking.since = work.now
    _move(work, session, booking, "wait")


def cancel(work: Work, booking: Booking, _form: Nothing) -> None:
    """Give the place back, or leave the waiting list. Needs no reason."""
    session = work.db.get_one(Session, booking.session_id)
    _refuse_if_started(work, session)
    waits = booking.status is BookingStatus.WAITING
    booking.seat = None
    _move(work, session, booking, "leave" if waits else "cancel")


def tally_of(work: Work, session: Session) -> Tally:
    """The places of a session as they are now."""
    return tally(session, work.db.scalars(places_taken([session.id])).all())


def places_taken(session_ids: Sequence[UUID]) -> SelectOfScalar[Booking]:
    """Everybody who has a place in these sessions or waits for one, in the order of the waiting list."""
    return (
        select(Booking)
        .where(
            col(Booking.session_id).in_(session_ids),
            col(Booking.status).in_([BookingStatus.BOOKED, BookingStatus.WAITING]),
        )
        .order_by(col(Booking.since), col(Booking.id))
    )


def note_attendance(work: Work, session: Session, booking: Booking) -> None:
    """Write down that somebody who had a place took part, once the session is over."""
    if session.ends_at > work.now:
        raise Refused(N_("This session is not over yet."), field="value")
    _move(work, session, booking, "held")


def tally(session: Session, bookings: Sequence[Booking]) -> Tally:
    """The places of one session from its bookings, in the order of the waiting list."""
    taken = frozenset(booking.seat for booking in bookings if booking.seat is not None)
    waiting = tuple(booking.person_id for booking in bookings if booking.status is BookingStatus.WAITING)
    return Tally(session.seats, taken, waiting)


def _queue_for(work: Work, session: Session) -> None:
    """One after the other at the same session, so that nobody is told to try again. SQLite queues writers anyway."""
    work.db.execute(select(Session.id).where(col(Session.id) == session.id).with_for_update())


def _take(work: Work, session: Session, booking: Booking, *, seat: int | None) -> None:
    """The unique constraint decides who has a seat; two who take it at the same moment cannot both succeed."""
    try:
        with work.db.begin_nested():
            booking.seat, booking.since = seat, work.now
            _move(work, session, booking, "book")
            work.db.flush()
    except IntegrityError as problem:
        raise Refused(JUST_TAKEN) from problem


def _move(work: Work, session: Session, booking: Booking, name: str) -> None:
    facts = {"session": str(session.id)}
    LIFE.move(work, booking, name, about=booking.person_id, programme_id=session.programme_id, facts=facts)


def _booking_of(work: Work, session: Session) -> Booking:
    """The row of this person and session; there is one at most, whatever happened before."""
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    found = work.db.scalars(
        select(Booking).where(col(Booking.session_id) == session.id, col(Booking.person_id) == work.actor.person_id)
    ).one_or_none()
    booking = found or Booking(
        id=work.new_id(),
        session_id=session.id,
        person_id=work.actor.person_id,
        status=BookingStatus.OFFERED,
        since=work.now,
    )
    work.db.add(booking)
    return booking


def _refuse_if_started(work: Work, session: Session) -> None:
    if session.starts_at <= work.now:
        raise Refused(HAS_STARTED)


def _refuse_if_busy(work: Work, session: Session) -> None:
    """One person cannot be in two places: a session of theirs at the same time is named."""
    other = work.db.scalars(
        select(Session.title)
        .join(Booking, col(Booking.session_id) == Session.id)
        .where(
            col(Booking.person_id) == work.actor.person_id,
            col(Booking.status) == BookingStatus.BOOKED,
            col(Session.id) != session.id,
            col(Session.starts_at) < session.ends_at,
            col(Session.ends_at) > session.starts_at,
        )
    ).first()
    if other:
        raise Refused(
            sentence(
                N_("You have a place in %(session)s at this time. You can give that one back first."), session=other
            )
        )
