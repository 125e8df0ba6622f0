"""The law of deciding: which applications a manager works with, who may do what, and what each outcome leads to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Application, Decision, Outcome
from app.models.applications import ApplicationStatus as Status
from app.models.messages import Prefix
from app.models.reviews import Review, ReviewStatus
from app.rules.messages import Wording
from app.rules.supporters import supports
from app.rules.ties import tied

NOT_SENT = frozenset({Status.DRAFT, Status.KEPT_FOR_NEXT_INTAKE, Status.DELETED})
RESULTS = frozenset({Outcome.NOT_YET, Outcome.NOT_OFFERED})
"""Outcomes without a place: they need reasons from the programme's list."""

RELEASES: Mapping[Outcome, str] = {
    Outcome.OFFERED: "release_offer",
    Outcome.WAITING_LIST: "release_waiting",
    Outcome.NOT_YET: "release_not_yet",
    Outcome.NOT_OFFERED: "release_not_offered",
}
"""The move of the application's lifecycle that tells the person each outcome."""

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.OFFERED: N_("Offer a place"),
    Outcome.WAITING_LIST: N_("Waiting list"),
    Outcome.NOT_YET: N_("Not yet, with next steps"),
    Outcome.NOT_OFFERED: N_("No place this time"),
}

MOST_RELEASED = 50
"""A page of previews that one person can read; the rest waits for the next page."""

_HIDING = (ReviewStatus.ASSIGNED, ReviewStatus.CONFLICT)


def visible_to(actor: Actor) -> Select[Any]:
    """Sent applications of the actor's programmes, but not one that they applied with that is hidden from them, or of somebody whom
    they support.
    """
    return select(Application).where(
        col(Application.programme_id).in_(actor.programmes_as(Role.MANAGER)),
        col(Application.status).not_in(NOT_SENT),
        col(Application.sent_at).is_not(None),
        col(Application.person_id) != actor.person_id,
        ~supports(actor.person_id, col(Application.person_id)),
        ~hidden_from(actor),
    )


def hidden_from(actor: Actor) -> ColumnElement[bool]:
    """Whether the application of the statement around is one that this manager is tied to, or still reviews.

    Whoever is manager and reviewer of the same application sees it as a reviewer until their review is given, and what
    a tie hides from a reviewer is not open to them by another door.
    """
    reads_it_blind = exists().where(
        col(Review.application_id) == Application.id,
        col(Review.reviewer_id) == actor.person_id,
        col(Review.status).in_(_HIDING),
    )
    reviews_in = actor.programmes_as(Role.REVIEWER) & actor.programmes_as(Role.MANAGER)
    is_tied = col(Application.programme_id).in_(reviews_in) & tied(actor.person_id) if reviews_in else false()
    return or_(reads_it_blind, is_tied)


def reviews_visible_to(actor: Actor) -> Select[Any]:
    """The reviews of those applications, with whoever was asked."""
    applications = visible_to(actor).with_only_columns(col(Application.id))
    return select(Review).where(col(Review.application_id).in_(applications))


def waiting_for_release(actor: Actor) -> Select[Any]:
    """Applications with their unreleased decisions, in the order of the reference, as many as one page shows."""
    return (
        visible_to(actor)
        .add_columns(Decision)
        .join(Decision, col(Decision.application_id) == Application.id)
        .where(col(Application.status) == Status.DECIDED_UNRELEASED)
        .order_by(col(Application.reference))
        .limit(MOST_RELEASED)
    )


def mark_of(decision: Decision) -> str:
    """Exactly this decision in exactly this version."""
    return f"{decision.id}.{decision.version}"


def is_managed(actor: Actor, application: Application) -> bool:
    return application.programme_id in actor.programmes_as(Role.MANAGER)


def _managed(name: str) -> Policy:
    otherwise = N_("Only managers of this programme can do this.")
    return Policy(name, {Role.MANAGER: is_managed}, otherwise, Application, visible_to)


BOARD = Policy("decisions.board", {Role.MANAGER: always}, N_("This list is for programme managers."))
READ = _managed("decisions.read")
ASSIGN = _managed("decisions.assign")
UNASSIGN = Policy(
    "decisions.unassign",
    {Role.MANAGER: always},
    N_("Only managers of this programme can do this."),
    Review,
    reviews_visible_to,
)
DECIDE = _managed("decisions.decide")
PAUSE = _managed("decisions.pause")
OFFER_AGAIN = _managed("decisions.offer_again")
DEFER = _managed("decisions.defer")
RELEASE = Policy("decisions.release", {Role.MANAGER: always}, N_("Only programme managers release decisions."))

MESSAGES: Mapping[str, Wording] = {
    "result_ready": Wording(
        Prefix.INFORMATION,
        subject=N_("your result is ready"),
        happened=N_("We decided about your application. The result and our feedback wait for you."),
        to_do=N_("Sign in to read them, when it suits you."),
        by_when=N_("If there is something to answer, the page says by when. You have at least 10 working days."),
    ),
    "result_changed": Wording(
        Prefix.CHANGE,
        subject=N_("your result changed"),
        happened=N_("We looked at your application again, and your result changed. Why it changed stands with it."),
        to_do=N_("Sign in to read it, when it suits you."),
        by_when=N_("If there is something to answer, the page says by when. You have at least 10 working days."),
    ),
}
