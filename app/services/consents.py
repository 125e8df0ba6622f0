"""Saying yes to one purpose, with the words as they were read. What ends with a yes is in `consents_withdrawing`."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import col, select

from app.adapters.wordings import spoken
from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.consents import Yes
from app.models.accommodations import Said
from app.models.consents import Consent, SpokenConsent
from app.rules.consents import CHANGED, PURPOSES, Purpose, running

TAKEN_BACK_SINCE = N_(
    "They took their yes back on this day or after it. They can say yes again themselves. Or ask them again on a later "
    "day, then write that day"
)


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


def write_down_yes(work: Work, key: str, person_id: UUID, *, said: Said, said_on: date, zone: str) -> None:
    """Keep a yes that the person spoke, with how, on which day, and who writes it down. A yes that runs stays as it is.

    Refused where they took their yes back on that day or after it: they press it themselves, or are asked on a later
    day. A day says nothing of the hour, so that on the same day nobody could tell which of the two came last.
    """
    before = running_yes(work, key, person_id)
    if before is None and _taken_back_since(work, key, person_id, said_on, zone):
        raise Refused(TAKEN_BACK_SINCE, field="agreed_on")
    say_yes(work, key, person_id)
    work.db.flush()
    consent = running_yes(work, key, person_id)
    if consent is not None and consent is not before:
        work.db.add(SpokenConsent(consent_id=consent.id, said=said, said_on=said_on, written_by_id=_me(work)))


def _taken_back_since(work: Work, key: str, person_id: UUID, day: date, zone: str) -> bool:
    last = select(func.max(col(Consent.withdrawn_at))).where(
        col(Consent.person_id) == person_id, col(Consent.purpose) == key
    )
    withdrawn = work.db.scalars(last).one()
    return withdrawn is not None and withdrawn.astimezone(ZoneInfo(zone)).date() >= day


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
