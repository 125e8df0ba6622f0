"""The law of emergencies: who may open one person's adjustments for an hour, who may read it, and who is told."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Application
from app.models.emergencies import Emergency
from app.models.messages import Prefix
from app.models.people import Person
from app.rules.decisions import visible_to as applications_visible_to
from app.rules.messages import Wording

OPEN_FOR = timedelta(minutes=60)
"""After that it closes by itself. Opening again needs a new reason and a new proof of who it is."""

FOR_FEW = N_("Only programme managers and privacy auditors can open this in an emergency.")


def people_visible_to(actor: Actor) -> Select[Any]:
    """People who applied in the manager's programmes, and for the auditor all who applied. Never oneself.

    Whether somebody has adjustments plays no part in it: being on the list says nothing.
    """
    managed = applications_visible_to(actor).with_only_columns(col(Application.person_id))
    known: ColumnElement[bool] = col(Person.id).in_(managed)
    if actor.holds(Role.AUDITOR):
        sent = select(col(Application.person_id)).where(col(Application.sent_at).is_not(None))
        known = or_(known, col(Person.id).in_(sent))
    return select(Person).where(known, col(Person.id) != actor.person_id)


def visible_to(actor: Actor) -> Select[Any]:
    """One's own openings; for the auditor that there are others, not what they showed."""
    every = select(Emergency)
    return every if actor.holds(Role.AUDITOR) else every.where(col(Emergency.opened_by_id) == actor.person_id)


def is_opener(actor: Actor, emergency: Emergency) -> bool:
    return actor.person_id == emergency.opened_by_id


LIST = Policy("emergencies.list", {Role.MANAGER: always, Role.AUDITOR: always}, FOR_FEW)
OPEN = Policy("emergencies.open", {Role.MANAGER: always, Role.AUDITOR: always}, FOR_FEW, Person, people_visible_to)
READ = Policy(
    "emergencies.read",
    {Role.MANAGER: is_opener, Role.AUDITOR: is_opener},
    N_("Only the person who opened this can read it."),
    Emergency,
    visible_to,
)
END = Policy(
    "emergencies.end",
    {Role.MANAGER: is_opener, Role.AUDITOR: always},
    N_("Only the person who opened this, or a privacy auditor, can end it."),
    Emergency,
    visible_to,
)

MESSAGES: Mapping[str, Wording] = {
    "emergency_opened": Wording(
        Prefix.INFORMATION,
        subject=N_("somebody opened a page about you"),
        happened=N_("Somebody opened a page about you for one hour. They wrote down why."),
        to_do=N_("Sign in to read who, why, and until when. You need to do nothing else."),
        at_once=True,
    ),
    "emergency_to_look_at": Wording(
        Prefix.INFORMATION,
        subject=N_("an emergency opening"),
        happened=N_("Somebody opened what is agreed for a person, in an emergency."),
        to_do=N_("Sign in to read who opened it, and why. You can end it."),
        at_once=True,
    ),
}
