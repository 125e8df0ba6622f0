"""What somebody can say yes to, what they said, and the list of those who want to be on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.consents import Consent, SpokenConsent
from app.models.people import Person
from app.pages.accommodations_words import SAID_WORDS
from app.pages.own_data import TO_OWN, Crumb
from app.rules.consents import FOR_PEOPLE, PURPOSES, Purpose, agreed, listed


@dataclass(frozen=True)
class SpokenYes:
    """How and on which day it was said, and the name of who wrote it down."""

    said: str
    said_on: date
    written_by: str


@dataclass(frozen=True)
class OlderYes:
    """A yes to words before those of now, with the words as they were read.

    It `holds` where only the person acts on it, by asking, sharing or writing, and what they gave is still read.
    """

    since: datetime
    words: Sequence[str]
    holds: bool


@dataclass(frozen=True)
class Asked:
    """One purpose. `since` is when the person said yes to these words; `before` is their yes to older ones."""

    key: str
    title: str
    words: Sequence[str]
    version: int
    since: datetime | None
    before: OlderYes | None
    spoken: SpokenYes | None
    """Set where somebody else wrote this yes down."""
    given_on: str
    """The page where this yes is said beside its button, where that is not this one."""


@dataclass(frozen=True)
class Earlier:
    title: str
    given_at: datetime
    withdrawn_at: datetime


@dataclass(frozen=True)
class Listing:
    purposes: Sequence[Asked]
    earlier: Sequence[Earlier]
    zone: str
    title: str = N_("What you say yes to")
    crumb: Crumb = TO_OWN


@dataclass(frozen=True)
class Roster:
    """Names in the order of the alphabet."""

    lines: Sequence[tuple[str, str, str]]
    title: str = N_("People who look for work")


@dataclass(frozen=True)
class AgreedTo:
    """One purpose, and of each who said yes: name, address, cohort and programme."""

    key: str
    title: str
    what: str
    lines: Sequence[tuple[str, str, str, str]]


@dataclass(frozen=True)
class Agreed:
    purposes: Sequence[AgreedTo]
    title: str = N_("Who said yes")


def listing(work: Work, person: Person) -> Listing:
    found = work.db.execute(
        select(Consent, SpokenConsent, col(Person.name))
        .outerjoin(SpokenConsent, col(SpokenConsent.consent_id) == Consent.id)
        .outerjoin(Person, col(Person.id) == SpokenConsent.written_by_id)
        .where(col(Consent.person_id) == person.id)
        .order_by(col(Consent.id))
    ).all()
    rows = [consent for consent, _, _ in found]
    now = {row.purpose: row for row in rows if row.withdrawn_at is None}
    spoken = {consent.id: SpokenYes(SAID_WORDS[said.said], said.said_on, name) for consent, said, name in found if said}
    return Listing(
        [_asked(key, now.get(key), spoken) for key in PURPOSES],
        [
            Earlier(PURPOSES[row.purpose].title, row.given_at, row.withdrawn_at)
            for row in rows
            if row.withdrawn_at is not None and row.purpose in PURPOSES
        ],
        person.time_zone,
    )


def roster(work: Work) -> Roster:
    rows = work.db.execute(listed(work.actor).order_by(col(Person.name), col(Person.id))).all()
    return Roster([(name, cohort, programme) for name, cohort, programme in rows])


def agreed_people(work: Work) -> Agreed:
    """Only people who said yes are read at all, so that the page cannot tell who said no."""
    rows = work.db.execute(agreed(work.actor).order_by(col(Person.name), col(Person.id))).all()
    return Agreed([
        AgreedTo(
            key, PURPOSES[key].title, PURPOSES[key].what,
            [(name, email, cohort, programme) for purpose, name, email, cohort, programme in rows if purpose == key],
        )
        for key in FOR_PEOPLE
    ])  # fmt: skip


def _asked(key: str, consent: Consent | None, spoken: Mapping[UUID, SpokenYes]) -> Asked:
    purpose = PURPOSES[key]
    is_of_now = consent is not None and consent.version == purpose.version
    return Asked(
        key, purpose.title, purpose.words, purpose.version,
        since=consent.given_at if consent is not None and is_of_now else None,
        before=_older(consent, purpose) if consent is not None and not is_of_now else None,
        spoken=spoken.get(consent.id) if consent is not None else None, given_on=purpose.given_on,
    )  # fmt: skip


def _older(consent: Consent, purpose: Purpose) -> OlderYes:
    return OlderYes(consent.given_at, consent.shown.split("\n"), holds=bool(purpose.given_on))
