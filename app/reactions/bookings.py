"""What follows bookings: the place is confirmed, and whoever waited longest learns of a place that became free."""

from sqlmodel import col, select

from app.adapters.wordings import span
from app.core.events import Facts, OutboxEvent
from app.core.work import Work
from app.models.people import Person
from app.models.sessions import Booking, Session
from app.reactions.following import follows
from app.services import bookings, messages


@follows("bookings.booked")
def confirm(work: Work, event: OutboxEvent) -> None:
    session = _session(work, event)
    person = work.db.get_one(Person, event.about)
    facts = {**_facts(session), "place": session.place}
    messages.write(work, "booking_confirmed", to=person, event_id=event.id, facts=facts, path=f"/sessions/{session.id}")


@follows("bookings.cancelled")
def tell_waiting(work: Work, event: OutboxEvent) -> None:
    _tell_next(work, event)


@follows("bookings.left_waiting_list")
def tell_waiting_after(work: Work, event: OutboxEvent) -> None:
    _tell_next(work, event)


def _tell_next(work: Work, event: OutboxEvent) -> None:
    """Tell the last person whose turn has come; those before them were told when theirs came."""
    session = _session(work, event)
    tally = bookings.tally_of(work, session)
    turns = tally.waiting[: tally.free]
    if turns and session.starts_at > work.now:
        person = work.db.get_one(Person, turns[-1])
        messages.write(
            work, "place_is_free", to=person, event_id=event.id, facts=_facts(session), path=f"/sessions/{session.id}"
        )


def _session(work: Work, event: OutboxEvent) -> Session:
    return work.db.scalars(
        select(Session).join(Booking, col(Booking.session_id) == Session.id).where(col(Booking.id) == event.subject_id)
    ).one()


def _facts(session: Session) -> Facts:
    return {"session": session.title, "when": span(session.starts_at, session.ends_at, session.time_zone)}
