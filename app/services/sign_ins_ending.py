"""How sign-ins end: one, all others, all; by the person, by an administrator, by a change of details, or by time."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlmodel import col, select

from app.core.actors import Grant
from app.core.events import Event
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.people import Person
from app.models.sign_ins import EmailChange, EmailLink, KnownBrowser, RateCounter, SignIn
from app.rules.sign_ins import ENDED_IS_KNOWN_FOR, LIMITS, LINK_LASTS, OWN, is_over
from app.services import calendars, messages
from app.services.sign_ins import Signed, actor_of, note_seen

BROWSER_IS_KNOWN_FOR = timedelta(days=400)


def lasting(work: Work, signed: Signed) -> Sequence[SignIn]:
    """Every sign-in of this person that has not ended, the one that was used last first."""
    assert signed.person is not None  # noqa: S101 - only asked for somebody signed in
    return _lasting(work, signed.person.id, signed.held)


def lasting_of(work: Work, person: Person) -> Sequence[SignIn]:
    """The same for somebody else."""
    return _lasting(work, person.id, actor_of(work.db, person).grants)


def end_one(work: Work, sign_in: SignIn) -> None:
    work.db.execute(delete(SignIn).where(col(SignIn.id) == sign_in.id))
    work.audit(Event("sign_ins.ended", sign_in.id, about=sign_in.person_id))


def end_one_of(work: Work, sign_in: SignIn, _form: Nothing) -> None:
    """End the sign-in of somebody else, and tell them."""
    end_one(work, sign_in)
    messages.tell(work, "signed_out_there", work.db.get_one(Person, sign_in.person_id), path="/sign-ins")


def end_all_of(work: Work, person: Person, _form: Nothing) -> None:
    """End every sign-in of somebody else, every link that could begin one, and their calendar address; and tell them.

    Whoever was in may have made an address of their own, which would go on reading.
    """
    end_all(work, person.id)
    calendars.end(work, person, Nothing())
    work.db.execute(
        update(EmailLink)
        .where(col(EmailLink.email) == person.email, col(EmailLink.used_at).is_(None), col(EmailLink.void_at).is_(None))
        .values(void_at=work.now)
    )
    messages.tell(work, "signed_out_everywhere", person, path="/sign-ins")


def end_others(work: Work, signed: Signed) -> None:
    """End every sign-in of this person but the one in use."""
    assert signed.sign_in is not None  # noqa: S101 - only asked by somebody signed in
    end_all(work, signed.sign_in.person_id, but=signed.sign_in.id)


def end_all(work: Work, person_id: UUID, *, but: UUID | None = None) -> None:
    """End every sign-in of this person, so that no old cookie survives a change of what they sign in with (SESS-05)."""
    gone = work.db.scalars(
        delete(SignIn)
        .where(col(SignIn.person_id) == person_id, col(SignIn.id) != but if but else col(SignIn.id).is_not(None))
        .returning(col(SignIn.id))
    ).all()
    for sign_in_id in gone:
        work.audit(Event("sign_ins.ended", sign_in_id, about=person_id))


def _lasting(work: Work, person_id: UUID, held: frozenset[Grant]) -> Sequence[SignIn]:
    found = work.db.scalars(
        select(SignIn).where(col(SignIn.person_id) == person_id).order_by(col(SignIn.seen_at).desc())
    ).all()
    return [sign_in for sign_in in found if not is_over(sign_in, held, work.now)]


def stay(work: Work, signed: Signed) -> None:
    """Start the idle time anew, by one press and whatever was written a few minutes ago."""
    assert signed.sign_in is not None  # noqa: S101 - only asked by somebody signed in
    note_seen(work, signed.sign_in)
    signed.sign_in.seen_at = work.now


def sweep(work: Work) -> None:
    """Remove what time has ended: sign-ins, used links, changes that nobody confirmed, old counters, old browsers.

    A sign-in is known a while longer, so that a form from an old page is kept for its person.
    """
    long_over = work.now - ENDED_IS_KNOWN_FOR
    work.db.execute(
        delete(SignIn).where(
            or_(col(SignIn.seen_at) <= long_over - OWN.idle, col(SignIn.created_at) <= long_over - OWN.absolute)
        )
    )
    work.db.execute(delete(EmailLink).where(col(EmailLink.made_at) <= work.now - LINK_LASTS))
    work.db.execute(delete(EmailChange).where(col(EmailChange.made_at) <= work.now - LINK_LASTS))
    work.db.execute(delete(KnownBrowser).where(col(KnownBrowser.seen_at) <= work.now - BROWSER_IS_KNOWN_FOR))
    for limit in LIMITS.values():
        window = int(work.now.timestamp()) // limit.seconds
        old = (col(RateCounter.key).startswith(f"{limit.name}:"), col(RateCounter.window) < window)
        work.db.execute(delete(RateCounter).where(*old))


def name_browser(work: Work, token_hash: str, browser: str) -> None:
    """Write down in words which browser this sign-in belongs to, for the person's own list."""
    work.db.execute(update(SignIn).where(col(SignIn.token_hash) == token_hash).values(browser=browser))
