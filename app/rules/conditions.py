"""The law of conditions: what an offer waits for, its states, who may change it, and what holds up enrolment."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Application
from app.models.applications import ApplicationStatus as Application_
from app.models.conditions import Condition, Doer
from app.models.conditions import ConditionStatus as Status
from app.models.messages import Prefix
from app.rules import decisions
from app.rules.messages import Wording

_MANAGER = (Role.MANAGER,)
_ALL = frozenset(Status)

LIFE = Lifecycle(
    noun="conditions",
    start=Status.OPEN,
    moves=(
        Move("meet", _ALL - {Status.MET}, Status.MET, _MANAGER, "conditions.met"),
        Move("waive", _ALL - {Status.WAIVED}, Status.WAIVED, _MANAGER, "conditions.waived"),
        Move("miss", _ALL - {Status.NOT_MET}, Status.NOT_MET, _MANAGER, "conditions.not_met"),
        Move("reopen", _ALL - {Status.OPEN}, Status.OPEN, _MANAGER, "conditions.reopened"),
    ),
    words={
        Status.OPEN: Words(N_("Still open"), N_("Open")),
        Status.MET: Words(N_("Done"), N_("Met")),
        Status.WAIVED: Words(N_("No longer needed"), N_("Waived")),
        Status.NOT_MET: Words(N_("Not met. A person talks with you about it"), N_("Not met")),
    },
)
"""A person can correct each of them at any time, so that none is an end."""

LEADS_TO: Mapping[Status, str] = {
    Status.MET: "meet",
    Status.WAIVED: "waive",
    Status.NOT_MET: "miss",
    Status.OPEN: "reopen",
}

KINDS: Mapping[Status, str] = {
    Status.OPEN: "warning",
    Status.MET: "success",
    Status.WAIVED: "plain",
    Status.NOT_MET: "warning",
}

DOERS: Mapping[Doer, str] = {
    Doer.APPLICANT: N_("The applicant does this"),
    Doer.PROGRAMME: N_("The programme does this"),
}

OWN_DOERS: Mapping[Doer, str] = {
    Doer.APPLICANT: N_("You do this."),
    Doer.PROGRAMME: N_("We do this."),
}

HOLDS_UP = frozenset({Status.OPEN, Status.NOT_MET})
"""Enrolment waits for these. An offer can be accepted with them."""

HAS_CONDITIONS = frozenset({Application_.DECIDED_UNRELEASED, Application_.OFFERED, Application_.ACCEPTED})
"""States in which an offer is on its way, made or accepted, so that conditions can be written down."""


def visible_to(actor: Actor) -> Select[Any]:
    """The conditions of the applications that this manager works with."""
    applications = decisions.visible_to(actor).with_only_columns(col(Application.id))
    return select(Condition).where(col(Condition.application_id).in_(applications))


_OTHERWISE = N_("Only managers of this programme can change conditions.")

LIST = Policy("conditions.list", {Role.MANAGER: decisions.is_managed}, _OTHERWISE, Application, decisions.visible_to)
CHANGE = Policy("conditions.change", {Role.MANAGER: always}, _OTHERWISE, Condition, visible_to)

MESSAGES: Mapping[str, Wording] = {
    "condition_changed": Wording(
        Prefix.CHANGE,
        subject=N_("the conditions of your offer %(reference)s"),
        happened=N_("Something changed in the conditions of your offer from %(programme)s. Your place stays yours."),
        to_do=N_("Sign in to read what changed and what is still open."),
    ),
}
"""Neither what the condition is nor how it stands leaves the product by mail."""
