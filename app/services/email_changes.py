"""Changing the address that somebody signs in with: asked from the old one, told to both, and true once the new one agrees."""

from sqlalchemy import delete, update
from sqlmodel import col, select

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import NewEmail, Nothing
from app.models.people import Person
from app.models.sign_ins import EmailChange, EmailLink
from app.rules.sign_ins import BY_LINK, LINK_LASTS
from app.services import messages, rates
from app.services.sign_ins import Signed, fingerprint
from app.services.sign_ins_ending import end_all

GONE = N_("This link was used, replaced or is older than one hour. Ask for the change again.")


def ask(work: Work, person: Person, form: NewEmail) -> None:
    """Send a link to the new address and a word to the old one. A newer wish replaces an older one.

    Whether somebody else has the address already is not said here; only its own mailbox learns that (AUTH-03).
    """
    rates.count(work, BY_LINK, form.email)
    if form.email == person.email:
        raise Refused(N_("This is the address that you have now. Write the new one."), field="email")
    work.db.execute(delete(EmailChange).where(col(EmailChange.person_id) == person.id))
    token = work.entropy.token()
    work.db.add(
        EmailChange(
            id=work.new_id(), token_hash=fingerprint(token), person_id=person.id, email=form.email, made_at=work.now
        )
    )
    work.audit(Event("sign_ins.email_change_asked", person.id, about=person.id))
    messages.send_to_address(work, "email_change_link", form.email, path=f"/sign-ins/email-address/{token}")
    messages.tell(work, "email_change_asked", person)


def asked_by(work: Work, token: str) -> EmailChange:
    """The change behind a link while it can be made. Raises `Missing` otherwise."""
    change = work.db.scalars(select(EmailChange).where(col(EmailChange.token_hash) == fingerprint(token))).one_or_none()
    if change is None or work.now >= change.made_at + LINK_LASTS:
        raise Missing(GONE)
    return change


def confirm(work: Work, signed: Signed, token: str, _form: Nothing) -> None:
    """Use the new address from now on. Every other sign-in ends, and so does every link to the old address."""
    change = asked_by(work, token)
    _use_up(work, change)
    if work.db.scalars(select(Person.id).where(col(Person.email) == change.email)).first():
        raise Refused(N_("Somebody uses this address already. Ask your contact person what to do."))
    person = work.db.get_one(Person, change.person_id)
    messages.tell(work, "email_changed", person)
    work.db.execute(
        update(EmailLink)
        .where(col(EmailLink.email) == person.email, col(EmailLink.void_at).is_(None))
        .values(void_at=work.now)
    )
    person.email = change.email
    messages.tell(work, "email_changed", person)
    is_here = signed.sign_in is not None and signed.sign_in.person_id == person.id
    end_all(work, person.id, but=signed.sign_in.id if is_here and signed.sign_in else None)
    work.audit(Event("sign_ins.email_changed", person.id, about=person.id))


def _use_up(work: Work, change: EmailChange) -> None:
    """Once: of many presses at the same moment exactly one goes on."""
    used = work.db.scalars(
        delete(EmailChange).where(col(EmailChange.id) == change.id).returning(col(EmailChange.id))
    ).all()
    if not used:
        raise Missing(GONE)
