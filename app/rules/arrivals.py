"""The law of arrivals: from when somebody is here, when we ask how they are, who may say that they came."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.arrivals import KindAnswer
from app.models.assignments import Assignment
from app.models.messages import Prefix
from app.models.plans import Plan
from app.rules import assignments
from app.rules.messages import Wording
from app.rules.productions import FOR_COORDINATORS

BEFORE_THE_START = timedelta(hours=1)
"""From how long before the first block on somebody can say that they are here."""
SEEN_BY_THEN = timedelta(minutes=30)
"""So long after the start we ask how somebody is, once on that day."""

ANSWERS: Mapping[KindAnswer, str] = {
    KindAnswer.FINE: N_("I am fine"),
    KindAnswer.TALK: N_("I want to talk"),
}
TOLD: Mapping[KindAnswer, str] = {
    KindAnswer.FINE: N_("Says: I am fine"),
    KindAnswer.TALK: N_("Wants to talk"),
}
"""The same answers, as coordinators read them."""


def of_coordinator(actor: Actor) -> Select[Any]:
    """Published days at the productions that somebody coordinates."""
    run = select(col(Plan.id)).where(col(Plan.production_id).in_(actor.productions_as(Role.COORDINATOR)))
    return select(Assignment).where(col(Assignment.is_live), col(Assignment.plan_id).in_(run))


def _is_own(actor: Actor, assignment: Assignment) -> bool:
    return actor.person_id == assignment.person_id


OWN = Policy(
    "arrivals.own",
    {Role.APPLICANT: _is_own},
    N_("Only the person whose day it is can say this."),
    Assignment,
    assignments.visible_to,
)
MARK = Policy("arrivals.mark", {Role.COORDINATOR: always}, FOR_COORDINATORS, Assignment, of_coordinator)

MESSAGES: Mapping[str, Wording] = {
    "kind_check": Wording(
        Prefix.INFORMATION,
        subject=N_("we did not see you today"),
        happened=N_("We did not see you today at %(production)s. Nothing is lost. Your place is yours."),
        to_do=N_("Do you want to tell us anything? You need not."),
        at_once=True,
    ),
    "kind_answer": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a trainee wants to talk"),
        happened=N_("%(person)s was not seen at %(production)s on %(day)s. They answered that they want to talk."),
        to_do=N_("Get in touch in the way that they chose. Do not ask why. Their place stays theirs."),
        at_once=True,
    ),
}
