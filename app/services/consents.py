"""Saying yes to one purpose, with the words as they were read, and taking it back. Each is one press."""

from uuid import UUID

from sqlmodel import col

from app.adapters.wordings import spoken
from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.consents import Yes
from app.forms.sign_ins import Nothing
from app.models.consents import Consent
from app.rules.consents import PURPOSES, Purpose, running

CHANGED = N_("The words changed since you opened this page. Read them again, then choose.")


def purpose_named(key: str) -> Purpose:
    """Raises `Missing` for what nobody is asked."""
    purpose = PURPOSES.get(key)
    if purpose is None:
        raise Missing
    return purpose


def give(work: Work, key: str, form: Yes) -> None:
    """Keep the yes with the words. A second press changes nothing; a yes to older words is replaced."""
    purpose = purpose_named(key)
    if form.version != purpose.version:
        raise Refused(CHANGED)
    before = _running(work, key)
    if before is not None and before.version == purpose.version:
        return
    if before is not None:
        _end(work, before)
        work.db.flush()
    consent = Consent(
        id=work.new_id(), person_id=_me(work), purpose=key, version=purpose.version,
        shown="\n".join(spoken(words) for words in purpose.words), given_at=work.now,
    )  # fmt: skip
    work.db.add(consent)
    work.record(
        Event("consents.given", consent.id, about=consent.person_id, facts={"purpose": key}, shown=consent.shown)
    )


def withdraw(work: Work, key: str, _form: Nothing) -> None:
    """It holds from this moment: whatever reads consents reads only those that run. A second press changes nothing."""
    purpose_named(key)
    before = _running(work, key)
    if before is not None:
        _end(work, before)


def _end(work: Work, consent: Consent) -> None:
    consent.withdrawn_at = work.now
    work.record(Event("consents.withdrawn", consent.id, about=consent.person_id, facts={"purpose": consent.purpose}))


def _running(work: Work, key: str) -> Consent | None:
    found: Consent | None = work.db.scalars(running(_me(work)).where(col(Consent.purpose) == key)).one_or_none()
    return found


def _me(work: Work) -> UUID:
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only people in who are signed in
    return work.actor.person_id
