"""The ways in: asking for a link, using it, a password with its code, and proving it again. Every try is counted first."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from app.core.actors import Actor
from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.sign_ins import (
    AnyProof,
    CodeProof,
    LinkRequest,
    PasswordAndCodeProof,
    PasswordEntry,
    PasswordProof,
    Press,
)
from app.models.people import Channel, Person
from app.models.sign_ins import Credential, Method
from app.rules.cast import CAST
from app.rules.sign_ins import BY_ACCOUNT, BY_ADDRESS, BY_CODE, BY_KNOWN_LINK, BY_LINK
from app.services import known_browsers, messages, rates, refusals, sign_ins
from app.services.sign_ins import Signed

CAST_EMAILS = frozenset(member.email for member in CAST.values())


@dataclass(frozen=True)
class Entrance:
    """A sign-in that just began: the cookie's value, whose it is, and where to go."""

    token: str
    person_id: UUID
    next_path: str


def send_link(work: Work, browser: str, form: LinkRequest) -> None:
    """Send a link to this address, known or not: the answer is the same for both (AUTH-03).

    `browser` is what its long-lived cookie says. One that this person has used before has links of its own.
    """
    if known_browsers.is_known(work, browser, form.email):
        rates.count(work, BY_KNOWN_LINK, f"{browser}:{form.email}")
    else:
        rates.count(work, BY_LINK, form.email)
    token = sign_ins.make_link(work, form.email, form.next)
    messages.send_sign_in_link(work, form.email, token)


def send_proof(work: Work, person: Person, browser: str, form: Press) -> None:
    """Send somebody who is signed in a link to their own address, as a proof or to reset a lost password."""
    send_link(work, browser, LinkRequest(email=person.email, next=form.next))


def by_link(work: Work, token: str) -> Entrance:
    """Use a link once. Somebody new becomes a person here: the link proved that the address is theirs."""
    try:
        link = sign_ins.link_of(work, token)
        sign_ins.use_link(work, link)
    except Missing as problem:
        problem.facts["sign_in"] = "link"  # whoever answers writes it down, because this work is undone
        raise
    person = work.db.scalars(select(Person).where(col(Person.email) == link.email)).one_or_none()
    person = person or _welcome(work, link.email)
    return _entered(work, person, Method.EMAIL_LINK, link.next_path)


def by_password(work: Work, filled: Filled[PasswordEntry], address: str) -> Entrance | None:
    """Check a password and, where one is set up, the code. None when the form has errors to draw."""
    found: list[Entrance] = []
    if filled.accepted_by(_enter, work, found, address):
        return found[0]
    return None


def by_proof(work: Work, signed: Signed, filled: Filled[AnyProof], address: str) -> Entrance | None:
    """Show again who one is, and sign in anew by it. None when the form has errors to draw.

    What is asked depends on what is set up; see `proofs`.
    """
    person = signed.person
    if person is None:
        return None
    found: list[Entrance] = []
    if filled.accepted_by(_prove, work, signed, address, found):
        return found[0]
    return None


def as_cast(work: Work, person_id: UUID) -> Entrance:
    """Sign in as one of the demonstration's cast, and as nobody else who looked in by their own address."""
    person = work.db.get(Person, person_id)
    if person is None or person.email not in CAST_EMAILS:
        raise Missing
    return _entered(work, person, Method.DEMONSTRATION, "/")


def _enter(work: Work, found: list[Entrance], address: str, entry: PasswordEntry) -> None:
    with refusals.failures_noted(work, entry.email, address):
        _count(work, entry.email, address, has_code=bool(entry.code))
        person, method = sign_ins.check_password(work, entry.email, entry.password, entry.code)
    found.append(_entered(work, person, method, entry.next))


def _prove(work: Work, signed: Signed, address: str, found: list[Entrance], form: AnyProof) -> None:
    person, sign_in = signed.person, signed.sign_in
    assert person is not None  # noqa: S101 - only asked of somebody signed in
    assert sign_in is not None  # noqa: S101
    with refusals.failures_noted(work, person.email, address):
        _count(work, person.email, address, has_code=bool(getattr(form, "code", "")))
        method = _method_by_proof(work, person, sign_in.method, form)
    found.append(_entered(work, person, method, form.next))


def _method_by_proof(work: Work, person: Person, before: Method, form: AnyProof) -> Method:
    if isinstance(form, Press):
        if before is not Method.DEMONSTRATION:
            raise Refused(N_("Open the link in the e-mail that we sent you."))
        return Method.DEMONSTRATION
    if isinstance(form, CodeProof):
        sign_ins.check_code(work, work.db.get_one(Credential, person.id), form.code)
        return Method.EMAIL_LINK_AND_CODE
    return _method_by_password(work, person, form)


def _method_by_password(work: Work, person: Person, form: PasswordProof | PasswordAndCodeProof) -> Method:
    """The address is known here, so that the sentence may name the password alone."""
    try:
        return sign_ins.check_password(work, person.email, form.password, getattr(form, "code", ""))[1]
    except Refused as refusal:
        if refusal.field:
            raise
        raise Refused(N_("This is not your password. Check it, then try again."), field="password") from refusal


def _entered(work: Work, person: Person, method: Method, next_path: str) -> Entrance:
    return Entrance(sign_ins.start(work, person, method), person.id, next_path)


def _count(work: Work, email: str, address: str, *, has_code: bool) -> None:
    rates.count(work, BY_ADDRESS, address)
    rates.count(work, BY_ACCOUNT, email)
    if has_code:
        for limit in BY_CODE:
            rates.count(work, limit, email)


def _welcome(work: Work, email: str) -> Person:
    person = Person(
        id=work.new_id(), name=email.partition("@")[0], email=email, channel=Channel.EMAIL, created_at=work.now
    )
    work.db.add(person)
    work.db.flush()
    work.actor = Actor(person.id, person.name)
    work.record(Event("people.welcomed", person.id, about=person.id))
    return person
