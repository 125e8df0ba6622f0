"""Browsers in which a person has signed in before, known by a long-lived cookie of which only the SHA-256 is stored."""

from uuid import UUID

from sqlmodel import col, select

from app.core.work import Work
from app.models.people import Person
from app.models.sign_ins import KnownBrowser
from app.services.sign_ins import fingerprint


def note(work: Work, token: str, person_id: UUID) -> None:
    """Remember that this person signed in here now. Safe to run twice."""
    work.db.merge(KnownBrowser(token_hash=fingerprint(token), person_id=person_id, seen_at=work.now))


def is_known(work: Work, token: str, email: str) -> bool:
    """Whether the person with this address has signed in here before."""
    known = (
        select(KnownBrowser.person_id)
        .join(Person, col(Person.id) == KnownBrowser.person_id)
        .where(col(KnownBrowser.token_hash) == fingerprint(token), col(Person.email) == email)
    )
    return bool(token) and work.db.scalars(known).first() is not None
