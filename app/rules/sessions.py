"""The law of sessions: members of the cohort see what is published, and the programme's managers plan them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.models.applications import Application, ApplicationStatus, Decision
from app.models.cohorts import Cohort
from app.models.sessions import Session
from app.rules import cohorts
from app.rules.memberships import cohorts_of

INDUCTION = "induction"
"""The one kind that people can be invited to who are in no cohort."""

KINDS: Mapping[str, str] = {
    "orientation": N_("Orientation"),
    INDUCTION: N_("Induction"),
    "craft": N_("Craft session"),
    "talk": N_("Talk"),
    "group": N_("Group meeting"),
}

PREVIEW_WORDS: Mapping[str, str] = {
    "place": N_("Where it is"),
    "way_there": N_("How to get there"),
    "what_it_is_like": N_("What the place is like"),
    "who_is_there": N_("Who is there"),
    "what_happens": N_("What happens"),
    "what_is_asked": N_("What you are asked to do"),
    "what_could_change": N_("What could change"),
}
"""How each part of the preview is named, in the order in which it is read."""


def open_to(actor: Actor) -> Select[Any]:
    """Published sessions of the cohorts that this person is in, and those that a result invited them to."""
    return select(Session).where(col(Session.published_at).is_not(None), _own(actor))


def _own(actor: Actor) -> ColumnElement[bool]:
    """An induction is for those who are invited; whoever is in the cohort knows what it shows."""
    of_cohort = col(Session.cohort_id).in_(cohorts_of(actor)) & (col(Session.kind) != INDUCTION)
    return of_cohort | col(Session.id).in_(invited_to(actor))


def invited_to(actor: Actor) -> Select[Any]:
    """The sessions that stand in a "not yet" of this person."""
    return (
        select(Decision.session_id)
        .join(Application, col(Application.id) == Decision.application_id)
        .where(
            col(Application.person_id) == actor.person_id,
            col(Application.status) == ApplicationStatus.NOT_YET,
            col(Decision.released_at).is_not(None),
            col(Decision.session_id).is_not(None),
        )
    )


def visible_to(actor: Actor) -> Select[Any]:
    """What is open to this person, and every session of the programmes that they manage."""
    managed = col(Session.programme_id).in_(actor.programmes_as(Role.MANAGER))
    published = col(Session.published_at).is_not(None)
    return select(Session).where(or_(managed, published & _own(actor)))


def is_managed(actor: Actor, session: Session) -> bool:
    return session.programme_id in actor.programmes_as(Role.MANAGER)


FOR_MANAGERS = N_("Only managers of this programme can plan its sessions.")

LIST = signed_in(
    "sessions.list",
    why=N_("The list holds only sessions of the cohorts that the person is in."),
    otherwise=N_("Sign in to see your sessions."),
)
READ = Policy(
    "sessions.read",
    {Role.APPLICANT: always},
    N_("Sign in to see this session."),
    Session,
    open_to,
)
PLAN = Policy("sessions.plan", {Role.MANAGER: cohorts.is_managed}, FOR_MANAGERS, Cohort, cohorts.visible_to)
MANAGE = Policy("sessions.manage", {Role.MANAGER: is_managed}, FOR_MANAGERS, Session, visible_to)
