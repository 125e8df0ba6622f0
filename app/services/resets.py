"""Taking away a lost authenticator: asked for, confirmed by two others, stopped, or closed because it was not its person.

The password goes with it. With the authenticator gone a password alone would open the setting-up of a new one, and one
that was enough beside a code may be too short alone (AUTH-02). What is left is the mailbox, as at an invitation.
"""

import hmac
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from app.core.errors import Conflict, Missing, Refused
from app.core.events import Event
from app.core.policy import Allowed
from app.core.words import N_
from app.core.work import Work
from app.forms.resets import Confirmation
from app.forms.sign_ins import Nothing
from app.models.people import Person
from app.models.resets import Reset, ResetConfirmation, ResetStatus
from app.rules.resets import CONFIRM, LIFE, OPEN, OPEN_FOR, is_open, may_dispute, visible_to
from app.rules.sign_ins import BY_WISH
from app.services import calendars, credentials, messages, rates, sign_ins

NO_AUTHENTICATOR = N_("There is no authenticator to take away. A new one can be set up at once.")
ASKED_ALREADY = N_("This is asked for already. You find it in the list.")
OVER = N_("This is over, so it can no longer be confirmed or stopped.")
TWICE = N_("You confirmed this already. The second person has to be somebody else.")
FIRST_IS_GONE = N_("Whoever confirmed first no longer has the role for it. Stop this, then ask again.")
LINK_IS_OVER = N_("This link is over. If something is not right, tell your contact person.")


def ask(work: Work, person: Person, _form: Nothing) -> None:
    """Write down the wish, by the person or by a colleague for them. Nothing changes before two others confirm."""
    work.db.get(Person, person.id, with_for_update=True)
    if not credentials.has_authenticator(work, person.id):
        raise Refused(NO_AUTHENTICATOR)
    if open_of(work, person.id) is not None:
        raise Refused(ASKED_ALREADY)
    rates.count(work, BY_WISH, str(person.id))
    reset = Reset(
        id=work.new_id(), person_id=person.id, asked_by_id=work.db.get_one(Person, work.actor.person_id).id,
        status=ResetStatus.ASKED, asked_at=work.now, lapses_at=work.now + OPEN_FOR,
    )  # fmt: skip
    work.db.add(reset)
    work.record(Event("resets.asked", reset.id, about=person.id))
    _tell(work, reset, "reset_asked")


def confirm(work: Work, reset: Reset, form: Confirmation) -> None:
    """The first of two others changes nothing; with the second the authenticator goes and every sign-in ends.

    Raises `Conflict` where the page no longer offers it, so that only an older page can ask.
    """
    _refuse_if_over(work, reset)
    before = confirmations_of(work, reset)
    if any(each.person_id == work.actor.person_id for each in before):
        raise Conflict(TWICE)
    if not all(_still_may(work, each.person_id, reset) for each in before):
        raise Refused(FIRST_IS_GONE)
    work.db.add(
        ResetConfirmation(
            id=work.new_id(), reset_id=reset.id, person_id=work.db.get_one(Person, work.actor.person_id).id,
            known_by=form.known_by, confirmed_at=work.now,
        )
    )  # fmt: skip
    facts = {"known_by": form.known_by.value}
    if not before:
        LIFE.move(work, reset, "confirm", about=reset.person_id, facts=facts)
        _tell(work, reset, "reset_confirmed_once")
        return
    LIFE.move(work, reset, "complete", about=reset.person_id, facts=facts)
    reset.ended_at = work.now
    _close(work, reset)
    _tell(work, reset, "reset_done")


def stop(work: Work, reset: Reset, _form: Nothing) -> None:
    """Nothing was taken away, and nobody can confirm it any more."""
    _refuse_if_over(work, reset)
    _end(work, reset, "stop", "reset_stopped")


def say_not_me(work: Work, token: str, _form: Nothing) -> None:
    """What the link in each mail does: stop it while it is open; once it is done, close every way in again."""
    reset = work.db.get(Reset, reset_of(work, token).id, with_for_update=True, populate_existing=True)
    if reset is not None and is_open(reset, work.now):
        _end(work, reset, "stop", "reset_stopped", facts={"by": "link"})
    elif reset is not None and may_dispute(reset, work.now):
        _close(work, reset)
        _end(work, reset, "dispute", "reset_disputed", facts={"by": "link"})
    else:
        raise Refused(LINK_IS_OVER)


def end_old_ones(work: Work) -> None:
    """What nobody confirmed in time ends by itself. Safe to run twice."""
    old = select(Reset).where(col(Reset.status).in_(OPEN), col(Reset.lapses_at) <= work.now)
    for reset in work.db.scalars(old.order_by(col(Reset.id)).with_for_update()).all():
        _end(work, reset, "lapse", "reset_lapsed")


def open_of(work: Work, person_id: UUID) -> Reset | None:
    found = select(Reset).where(
        col(Reset.person_id) == person_id, col(Reset.status).in_(OPEN), col(Reset.lapses_at) > work.now
    )
    return work.db.scalars(found.order_by(col(Reset.id).desc()).limit(1)).first()


def confirmations_of(work: Work, reset: Reset) -> Sequence[ResetConfirmation]:
    found = select(ResetConfirmation).where(col(ResetConfirmation.reset_id) == reset.id)
    return work.db.scalars(found.order_by(col(ResetConfirmation.id))).all()


def token_of(work: Work, reset_id: UUID) -> str:
    """The secret of the link in every mail about this wish. It is made from the key of the log and stored nowhere."""
    return f"{reset_id.hex}{work.vault.mark(f'reset:{reset_id}')}"


def reset_of(work: Work, token: str) -> Reset:
    """The wish behind a link. Raises `Missing` for whatever we did not make."""
    try:
        reset = work.db.get(Reset, UUID(token[:32]))
    except ValueError:
        reset = None
    if reset is None or not hmac.compare_digest(token_of(work, reset.id).encode(), token.encode()):
        raise Missing(LINK_IS_OVER)
    return reset


def _close(work: Work, reset: Reset) -> None:
    """Every way in but the mailbox. A lost telephone read the calendar address too."""
    credentials.take_away(work, reset.person_id)
    calendars.end(work, work.db.get_one(Person, reset.person_id), Nothing())


def _end(work: Work, reset: Reset, move: str, template: str, facts: dict[str, str | int | None] | None = None) -> None:
    LIFE.move(work, reset, move, about=reset.person_id, facts=facts)
    reset.ended_at = work.now
    _tell(work, reset, template)


def _tell(work: Work, reset: Reset, template: str) -> None:
    """At once, by a mail of its own, because the person may be signed in nowhere. Its link can only close."""
    person = work.db.get_one(Person, reset.person_id)
    messages.send_to_address(work, template, person.email, path=f"/not-me/{token_of(work, reset.id)}")


def _refuse_if_over(work: Work, reset: Reset) -> None:
    if not is_open(reset, work.now):
        raise Conflict(OVER)


def _still_may(work: Work, person_id: UUID, reset: Reset) -> bool:
    """Whether whoever confirmed first could do so now: a role that was taken away takes its word with it."""
    actor = sign_ins.actor_of(work.db, work.db.get_one(Person, person_id))
    sees = work.db.scalars(visible_to(actor).where(col(Reset.id) == reset.id)).first() is not None
    return sees and isinstance(CONFIRM.permits(actor, reset), Allowed)
