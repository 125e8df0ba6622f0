"""What somebody hears before they are erased: that it happens now, or why it waits. Afterwards no address is left to write to."""

from uuid import UUID

from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.erasures import Erasure
from app.models.messages import Message, MessageStatus
from app.models.people import Person
from app.services import messages
from app.services.deliveries import deliver

LAST_LETTER, IT_WAITS = "erasure_begins", "erasure_waits"


def has_heard(parts: Parts, person_id: UUID, event_id: UUID) -> bool:
    """Write and send the last letter. Whether it has left, or was tried so often that it never will. Safe to run again."""
    with parts.work() as work:
        person = work.db.get_one(Person, person_id)
        messages.write(work, LAST_LETTER, to=person, event_id=event_id)
        work.db.flush()
        same = (col(Message.event_id) == event_id, col(Message.email) == person.email)
        letter = work.db.scalars(select(Message.id).where(*same, col(Message.template) == LAST_LETTER)).one()
    deliver(parts, letter)
    with parts.work(writes=False) as work:
        return work.db.get_one(Message, letter).status is not MessageStatus.WAITING


def tell_that_it_waits(parts: Parts, wish: Erasure) -> None:
    """Once for each wish: the day has come, and a dispute holds it back."""
    with parts.work() as work:
        person = work.db.get_one(Person, wish.person_id)
        messages.write(work, IT_WAITS, to=person, event_id=wish.id, path="/erasure")
