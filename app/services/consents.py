"""Saying yes to one purpose, with the words as they were read. What ends with a yes is in `consents_withdrawing`."""

from uuid import UUID

from sqlmodel import col

from app.adapters.wordings import spoken
from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.work import Work
from app.forms.consents import Yes
from app.models.consents import Consent
from app.rules.consents import CHANGED, PURPOSES, Purpose, running


def purpose_named(key: str) -> Purpose:
    """Raises `Missing` for what nobody is asked."""
    purpose = PURPOSES.get(key)
    if purpose is None:
        raise Missing
    return purpose


def give(work: Work, key: str, form: Yes) -> None:
    """Keep the yes with the words. A second press changes nothing; a yes to older words is replaced."""
    purpose = purpose_named(key)
    if purpose.given_on:
        raise Missing
    if form.version != purpose.version:
        raise Refused(CHANGED)
    say_yes(work, key, _me(work))


def say_yes(work: Work, key: str, person_id: UUID) -> None:
    """Keep the yes that a press says beside which the words stood. Each press after it finds that yes and changes nothing.

    The person is named, because what goes out with an application is sent by the worker just after their press.
    """
    purpose, before = PURPOSES[key], running_yes(work, key, person_id)
    if before is not None and before.version == purpose.version:
        return
    if before is not None:
        before.withdrawn_at = work.now
        work.db.flush()
    consent = Consent(
        id=work.new_id(), person_id=person_id, purpose=key, version=purpose.version,
        shown="\n".join(spoken(words) for words in purpose.words), given_at=work.now,
    )  # fmt: skip
    work.db.add(consent)
    work.record(Event("consents.given", consent.id, about=person_id, facts={"purpose": key}, shown=consent.shown))


def end_yes(work: Work, key: str) -> bool:
    """End the yes of the person who acts; False where there is none. It holds from this moment."""
    before = running_yes(work, key, _me(work))
    if before is None:
        return False
    before.withdrawn_at = work.now
    work.record(Event("consents.withdrawn", before.id, about=before.person_id, facts={"purpose": key}))
    work.db.flush()
    return True


def running_yes(work: Work, key: str, person_id: UUID) -> Consent | None:
    found: Consent | None = work.db.scalars(running(person_id).where(col(Consent.purpose) == key)).one_or_none()
    return found


def _me(work: Work) -> UUID:
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only people in who are signed in
    return work.actor.person_id
