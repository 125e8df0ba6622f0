"""The views of emergencies: choosing a person, giving the reason, what is open, and every opening for the auditor.

What an auditor reads of each part is in `emergencies_parts`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.core.actors import Actor
from app.core.events import AuditEntry
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.emergencies import EmergencyReason, NameWanted, PartsWanted
from app.forms.filling import Filled
from app.models.accommodations import Accommodation
from app.models.emergencies import Emergency, Part
from app.models.people import Person
from app.pages import people_found
from app.pages.accommodations import Crumb
from app.pages.people_found import Found
from app.rules.accommodations import BEFORE_DECISION, holding
from app.rules.emergencies import PARTS, opens_parts, people_visible_to, visible_to
from app.rules.sightings import IN_EMERGENCY
from app.services.emergencies import reason_of

LEAST_LETTERS, LATEST = 2, 50
TO_LIST: Crumb = (N_("openings in an emergency"), "emergencies.listing", {})


@dataclass(frozen=True)
class Opened:
    """One opening, for the auditor and for whoever opened it. `parts` are what was chosen; `reads` counts every read of them."""

    id: UUID
    person: str
    opener: str
    parts: Sequence[str]
    reason: str
    opened_at: datetime
    closes_at: datetime
    is_open: bool
    reads: int
    is_mine: bool


@dataclass(frozen=True)
class Listing:
    """`found` are people by name, whether or not there is anything to open; being on it says nothing.

    `chooses` says that the reader is an auditor, who opens parts and sees every opening.
    """

    openings: Sequence[Opened]
    found: Sequence[Found]
    asked: bool
    is_cut: bool
    chooses: bool
    zone: str
    title: str = N_("Openings in an emergency")


@dataclass(frozen=True)
class Opening:
    """`chooses` says that the form asks for parts."""

    person_id: UUID
    person: str
    chooses: bool
    title: Sentence
    crumb: Crumb = TO_LIST


@dataclass(frozen=True)
class Provided:
    """What is agreed, or what holds until a decision, in the words that readers read. Never why."""

    label: str
    words: str


@dataclass(frozen=True)
class PartLink:
    label: str
    route: str


@dataclass(frozen=True)
class Shown:
    """What is open about the person; nothing of it afterwards.

    `provides` says that it is what to provide, which stands here. Otherwise `parts` lead to what was chosen, and say
    nothing about what is there.
    """

    id: UUID
    person_id: UUID
    person: str
    provides: bool
    provided: Sequence[Provided]
    parts: Sequence[PartLink]
    closes_at: datetime
    is_open: bool
    zone: str
    title: Sentence
    crumb: Crumb = TO_LIST


def listing(work: Work, wanted: Filled[NameWanted]) -> Listing:
    """Own openings, for the auditor all of them, and people of a name."""
    name = wanted.form.name if wanted.form else ""
    search = people_found.search(work, people_visible_to(work.actor), name, least=LEAST_LETTERS)
    return Listing(
        openings=_openings(work),
        found=search.found,
        asked=search.asked,
        is_cut=search.is_cut,
        chooses=opens_parts(work.actor),
        zone=_own_zone(work),
    )


def reason_form(actor: Actor) -> type[EmergencyReason] | type[PartsWanted]:
    """What this actor is asked: only an auditor is ever asked for parts."""
    return PartsWanted if opens_parts(actor) else EmergencyReason


def opening(work: Work, person: Person) -> Opening:
    chooses = opens_parts(work.actor)
    words = N_("Open something about %(person)s") if chooses else N_("Open what to provide for %(person)s")
    return Opening(person.id, person.name, chooses, sentence(words, person=person.name))


def show(work: Work, emergency: Emergency) -> Shown:
    person = work.db.get_one(Person, emergency.person_id)
    is_open, provides = emergency.is_open(work.now), Part.PROVIDE in emergency.parts
    words = N_("What to provide for %(person)s") if provides else N_("What you opened about %(person)s")
    return Shown(
        id=emergency.id,
        person_id=person.id,
        person=person.name,
        provides=provides,
        provided=_provided(work, person) if is_open and provides else (),
        parts=[PartLink(PARTS[part].label, f"emergencies_parts.{part}") for part in _chosen(emergency)],
        closes_at=emergency.ended_at or emergency.closes_at,
        is_open=is_open,
        zone=_own_zone(work),
        title=sentence(words, person=person.name),
    )


def _chosen(emergency: Emergency) -> list[Part]:
    return [Part(part) for part in emergency.parts]


def _provided(work: Work, person: Person) -> list[Provided]:
    rows = work.db.scalars(
        select(Accommodation)
        .where(
            col(Accommodation.person_id) == person.id,
            holding() | (col(Accommodation.status).in_(BEFORE_DECISION) & (col(Accommodation.meanwhile) != "")),
        )
        .order_by(col(Accommodation.position), col(Accommodation.id))
    )
    return [
        Provided(NEEDS[row.need].label, row.provide or row.meanwhile) for row in rows if row.provide or row.meanwhile
    ]


def _openings(work: Work) -> list[Opened]:
    opener = aliased(Person)
    reads = (
        select(func.count())
        .where(col(AuditEntry.subject_id) == Emergency.id, col(AuditEntry.name).in_(IN_EMERGENCY))
        .scalar_subquery()
    )
    rows = work.db.execute(
        visible_to(work.actor)
        .join(Person, col(Person.id) == Emergency.person_id)
        .join(opener, col(opener.id) == Emergency.opened_by_id)
        .add_columns(col(Person.name), col(opener.name), reads)
        .order_by(col(Emergency.opened_at).desc(), col(Emergency.id).desc())
        .limit(LATEST)
    ).all()
    return [
        Opened(
            id=row.id,
            person=person,
            opener=name,
            parts=[PARTS[part].label for part in _chosen(row)],
            reason=reason_of(work, row),
            opened_at=row.opened_at,
            closes_at=row.ended_at or row.closes_at,
            is_open=row.is_open(work.now),
            reads=count,
            is_mine=row.opened_by_id == work.actor.person_id,
        )
        for row, person, name, count in rows
    ]


def _own_zone(work: Work) -> str:
    return work.db.get_one(Person, work.actor.person_id).time_zone
