"""The law of emergencies: who may open which parts about one person for an hour, who may read them, and who is told.

A manager opens what to provide: the product holds no plan for the safety of a person, and this is the nearest to one. A
privacy auditor opens what they choose of the other parts, and never what to provide alone. Whoever holds both roles
opens as an auditor. What a part holds is in `emergencies_parts`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, false, or_
from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Application
from app.models.emergencies import Emergency, Part
from app.models.messages import Prefix
from app.models.people import Person
from app.models.reviews import Review
from app.rules.decisions import visible_to as applications_visible_to
from app.rules.messages import Wording
from app.rules.supporters import supports
from app.rules.ties import tied

OPEN_FOR = timedelta(minutes=60)
"""After that it closes by itself. Opening again needs a new reason and a new proof of who it is."""

FOR_FEW = N_("Only programme managers and privacy auditors can open this in an emergency.")


@dataclass(frozen=True)
class PartWords:
    """One part in the words of whoever opens it, and in those of the person it is about."""

    label: str
    told: str


PARTS: Mapping[Part, PartWords] = {
    Part.PROVIDE: PartWords(N_("What to provide"), N_("What to provide for you")),
    Part.CONTACT: PartWords(N_("How to reach them"), N_("Your name and how to reach you")),
    Part.ANSWERS: PartWords(N_("Answers that are scored, and work samples"), N_("Your answers and your work samples")),
    Part.REQUESTS: PartWords(N_("What they asked for to help them"), N_("What you asked for to help you")),
    Part.PAPERS: PartWords(
        N_("Papers for their adviser, and the adviser's notes"), N_("Papers for your adviser, and what advisers wrote")
    ),
    Part.MENTOR_NOTES: PartWords(N_("What their mentor wrote"), N_("What your mentor wrote about the work")),
}
"""They are the same for everybody, so that a part in a list says nothing about anybody."""

TO_CHOOSE = tuple(part for part in Part if part is not Part.PROVIDE)
"""What a privacy auditor chooses from."""


def people_visible_to(actor: Actor) -> Select[Any]:
    """People who applied in the manager's programmes, and for the auditor all who applied. Never oneself, nor somebody
    whom one supports; for the auditor nor somebody whose application they review.

    What is held about somebody plays no part in it: being on the list says nothing.
    """
    managed = applications_visible_to(actor).with_only_columns(col(Application.person_id))
    known: ColumnElement[bool] = col(Person.id).in_(managed)
    if actor.holds(Role.AUDITOR):
        sent = select(col(Application.person_id)).where(col(Application.sent_at).is_not(None))
        known = or_(known, col(Person.id).in_(sent)) & ~_kept_from_auditor(actor, col(Person.id))
    return select(Person).where(known, col(Person.id) != actor.person_id)


def _kept_from_auditor(actor: Actor, person_id: Mapped[UUID]) -> ColumnElement[bool]:
    """Whether this auditor supports that person, was ever asked to score them, or is tied to them where they review.

    A part shows a name, so that whoever opened it would not read blind any more, nor have read so.
    """
    asked = exists().where(col(Review.application_id) == Application.id, col(Review.reviewer_id) == actor.person_id)
    reviewing = actor.programmes_as(Role.REVIEWER)
    is_tied = col(Application.programme_id).in_(reviewing) & tied(actor.person_id) if reviewing else false()
    read_blind = select(col(Application.person_id)).where(or_(asked, is_tied))
    return or_(supports(actor.person_id, person_id), person_id.in_(read_blind))


def visible_to(actor: Actor) -> Select[Any]:
    """One's own openings; for the auditor that there are others, not what they showed."""
    every = select(Emergency)
    return every if actor.holds(Role.AUDITOR) else every.where(col(Emergency.opened_by_id) == actor.person_id)


def parts_visible_to(actor: Actor) -> Select[Any]:
    """The same at each read of a part: whoever is asked to score somebody in this hour reads no more of them."""
    return visible_to(actor).where(~_kept_from_auditor(actor, col(Emergency.person_id)))


def is_opener(actor: Actor, emergency: Emergency) -> bool:
    return actor.person_id == emergency.opened_by_id


def opens_parts(actor: Actor) -> bool:
    """Whether this actor chooses parts. Everybody else who may open opens what to provide."""
    return actor.holds(Role.AUDITOR)


def _provides(actor: Actor, emergency: Emergency) -> bool:
    return is_opener(actor, emergency) and Part.PROVIDE in emergency.parts


def _chose_parts(actor: Actor, emergency: Emergency) -> bool:
    return is_opener(actor, emergency) and Part.PROVIDE not in emergency.parts


def _chose(part: Part) -> Callable[[Actor, Emergency], bool]:
    return lambda actor, emergency: _chose_parts(actor, emergency) and part in emergency.parts


LIST = Policy("emergencies.list", {Role.MANAGER: always, Role.AUDITOR: always}, FOR_FEW)
OPEN = Policy("emergencies.open", {Role.MANAGER: always, Role.AUDITOR: always}, FOR_FEW, Person, people_visible_to)
READ = Policy(
    "emergencies.read",
    {Role.MANAGER: _provides, Role.AUDITOR: _chose_parts},
    N_("Only the person who opened this can read it."),
    Emergency,
    visible_to,
)
READ_PART: Mapping[Part, Policy] = {
    part: Policy(
        f"emergencies.read_{part}",
        {Role.AUDITOR: _chose(part)},
        N_("You did not open this. Only what was chosen with a reason can be read."),
        Emergency,
        parts_visible_to,
    )
    for part in TO_CHOOSE
}
"""Who may read a part, whatever the time. That it is still open is asked at each read (`services.emergencies_parts`)."""

END = Policy(
    "emergencies.end",
    {Role.MANAGER: is_opener, Role.AUDITOR: always},
    N_("Only the person who opened this, or a privacy auditor, can end it."),
    Emergency,
    visible_to,
)

MESSAGES: Mapping[str, Wording] = {
    # A letter lies in a mailbox that others may see, so that it names no part: the page that it leads to does (IO-10).
    "emergency_opened": Wording(
        Prefix.INFORMATION,
        subject=N_("somebody opened a page about you"),
        happened=N_("Somebody opened a page about you for one hour. They wrote down why."),
        to_do=N_("Sign in to read who, why, what they can read, and until when. You need to do nothing else."),
        at_once=True,
    ),
    "emergency_to_look_at": Wording(
        Prefix.INFORMATION,
        subject=N_("a page that somebody opened"),
        happened=N_("Somebody had to open a page about a person."),
        to_do=N_("Sign in to read who did it, and why. You can end it."),
        at_once=True,
    ),
}
