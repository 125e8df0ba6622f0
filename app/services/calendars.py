"""Private calendar addresses: made and shown once, ended or replaced at once, and found by their secret."""

from sqlalchemy import delete
from sqlmodel import col, select

from app.core.errors import Missing
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.calendars import Calendar
from app.models.people import Person
from app.services import messages
from app.services.sign_ins import fingerprint

GONE = N_("This calendar address has ended or is not known.")


def make(work: Work, person: Person, made: list[str], _form: Nothing) -> None:
    """Make an address and put its secret into `made`, because only its hash is kept. An older one ends.

    The person is told by mail: the address goes on reading after every sign-in has ended.
    """
    work.db.get(Person, person.id, with_for_update=True)  # of two presses at once the second replaces the first
    _remove(work, person)
    token = work.entropy.token()
    work.db.add(Calendar(person_id=person.id, token_hash=fingerprint(token), made_at=work.now))
    work.audit(Event("calendars.made", person.id, about=person.id))
    messages.tell(work, "calendar_made", person, path="/my-calendar")
    made.append(token)


def end(work: Work, person: Person, _form: Nothing) -> None:
    """From the next request on there is nothing at the address. Ending twice does nothing more."""
    if calendar_of(work, person) is not None:
        _remove(work, person)
        work.audit(Event("calendars.ended", person.id, about=person.id))


def calendar_of(work: Work, person: Person) -> Calendar | None:
    return work.db.get(Calendar, person.id)


def owner_of(work: Work, token: str) -> Person:
    """Whose calendar this is. Raises `Missing` when the address ended or never was, the same for both."""
    owner = (
        select(Person)
        .join(Calendar, col(Calendar.person_id) == Person.id)
        .where(col(Calendar.token_hash) == fingerprint(token))
    )
    person = work.db.scalars(owner).one_or_none()
    if person is None:
        raise Missing(GONE)
    return person


def _remove(work: Work, person: Person) -> None:
    work.db.execute(delete(Calendar).where(col(Calendar.person_id) == person.id))
