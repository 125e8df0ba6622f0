"""The ways in: asking for a link, using it, and a password with its code. Every try is counted first."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from app.core.actors import Actor
from app.core.errors import Missing
from app.core.events import Event
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.sign_ins import LinkRequest, PasswordEntry
from app.models.people import Channel, Person
from app.models.sign_ins import Method
from app.rules.cast import CAST
from app.rules.sign_ins import BY_ACCOUNT, BY_ADDRESS, BY_CODE, BY_LINK, OWN
from app.services import messages, rates, sign_ins

CAST_EMAILS = frozenset(member.email for member in CAST.values())


@dataclass(frozen=True)
class Entrance:
    """A sign-in that just began: the cookie's value, how long the browser keeps it, and where to go."""

    token: str
    next_path: str
    seconds: int = int(OWN.absolute.total_seconds())


def send_link(work: Work, form: LinkRequest) -> None:
    """Send a link to this address, known or not: the answer is the same for both (AUTH-03)."""
    rates.count(work, BY_LINK, form.email)
    token = sign_ins.make_link(work, form.email, form.next)
    messages.send_sign_in_link(work, form.email, token)


def by_link(work: Work, token: str) -> Entrance:
    """Use a link once. Somebody new becomes a person here: the link proved that the address is theirs."""
    link = sign_ins.link_of(work, token)
    sign_ins.use_link(work, link)
    person = work.db.scalars(select(Person).where(col(Person.email) == link.email)).one_or_none()
    person = person or _welcome(work, link.email)
    return Entrance(sign_ins.start(work, person, Method.EMAIL_LINK), link.next_path)


def by_password(work: Work, filled: Filled[PasswordEntry], address: str) -> Entrance | None:
    """Check a password and, where one is set up, the code. None when the form has errors to draw."""
    entry = filled.form
    if entry is None:
        return None
    rates.count(work, BY_ADDRESS, address)
    rates.count(work, BY_ACCOUNT, entry.email)
    if entry.code:
        rates.count(work, BY_CODE, entry.email)
    found: list[Entrance] = []
    if filled.accepted_by(_enter, work, found):
        return found[0]
    return None


def as_cast(work: Work, person_id: UUID) -> Entrance:
    """Sign in as one of the demonstration's cast, and as nobody else who looked in by their own address."""
    person = work.db.get(Person, person_id)
    if person is None or person.email not in CAST_EMAILS:
        raise Missing
    return Entrance(sign_ins.start(work, person, Method.DEMONSTRATION), "/")


def _enter(work: Work, found: list[Entrance], entry: PasswordEntry) -> None:
    person, method = sign_ins.check_password(work, entry.email, entry.password, entry.code)
    found.append(Entrance(sign_ins.start(work, person, method), entry.next))


def _welcome(work: Work, email: str) -> Person:
    person = Person(
        id=work.new_id(), name=email.partition("@")[0], email=email, channel=Channel.EMAIL, created_at=work.now
    )
    work.db.add(person)
    work.db.flush()
    work.actor = Actor(person.id, person.name)
    work.record(Event("people.welcomed", person.id, about=person.id))
    return person
