"""The law of plans: states and moves, why a version is published, who may ask for one and publish it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy
from app.core.words import N_
from app.models.messages import Prefix
from app.models.plans import Plan, PlanOrder, PlanReason, PlanStatus
from app.models.productions import Production
from app.rules import productions
from app.rules.messages import Wording

_COORDINATOR = (Role.COORDINATOR,)

PLANS = Lifecycle(
    noun="plans",
    start=PlanStatus.WANTED,
    moves=(
        Move("solve", frozenset({PlanStatus.WANTED}), PlanStatus.SOLVING, _COORDINATOR, "plans.solving_started"),
        Move("draft", frozenset({PlanStatus.SOLVING}), PlanStatus.DRAFT, _COORDINATOR, "plans.drafted"),
        Move(
            "stop",
            frozenset({PlanStatus.WANTED, PlanStatus.SOLVING}),
            PlanStatus.STOPPED,
            _COORDINATOR,
            "plans.stopped",
        ),
        Move(
            "cancel",
            frozenset({PlanStatus.WANTED, PlanStatus.SOLVING}),
            PlanStatus.CANCELLED,
            _COORDINATOR,
            "plans.cancelled",
        ),
        Move("keep", frozenset({PlanStatus.CANCELLED}), PlanStatus.DRAFT, _COORDINATOR, "plans.kept"),
        Move("outdate", frozenset({PlanStatus.DRAFT}), PlanStatus.STALE, _COORDINATOR, "plans.outdated"),
        Move(
            "want_again",
            frozenset({PlanStatus.STOPPED, PlanStatus.CANCELLED, PlanStatus.STALE}),
            PlanStatus.WANTED,
            _COORDINATOR,
            "plans.wanted",
        ),
        Move("publish", frozenset({PlanStatus.DRAFT}), PlanStatus.PUBLISHED, _COORDINATOR, "plans.published"),
        Move("replace", frozenset({PlanStatus.PUBLISHED}), PlanStatus.REPLACED, _COORDINATOR, "plans.replaced"),
        Move(
            "discard",
            frozenset({PlanStatus.DRAFT, PlanStatus.STALE}),
            PlanStatus.DISCARDED,
            _COORDINATOR,
            "plans.discarded",
        ),
        Move("bring_back", frozenset({PlanStatus.DISCARDED}), PlanStatus.DRAFT, _COORDINATOR, "plans.brought_back"),
    ),
    words={
        PlanStatus.WANTED: Words(N_("Asked for"), N_("Asked for")),
        PlanStatus.SOLVING: Words(N_("Being made"), N_("Being made")),
        PlanStatus.DRAFT: Words(N_("Draft"), N_("Draft")),
        PlanStatus.PUBLISHED: Words(N_("Published"), N_("Published")),
        PlanStatus.REPLACED: Words(N_("Replaced by a newer version"), N_("Replaced by a newer version")),
        PlanStatus.DISCARDED: Words(N_("Put aside"), N_("Put aside")),
        PlanStatus.STOPPED: Words(N_("Not made"), N_("Not made")),
        PlanStatus.CANCELLED: Words(N_("Stopped before it was ready"), N_("Stopped before it was ready")),
        PlanStatus.STALE: Words(N_("Out of date"), N_("Out of date")),
    },
    ends=frozenset({PlanStatus.REPLACED}),
)

ORDERS: Mapping[PlanOrder, str] = {
    PlanOrder.HOURS: N_("Hours first: people get as many half days as they can"),
    PlanOrder.CALM: N_("Calm first: as little as possible changes for people"),
}

CHANGED_SINCE: Mapping[str, str] = {
    "days": N_("It was made before a change of days or of how many can come, noticed on %(day)s."),
    "desks": N_("It was made before a change of desks, noticed on %(day)s."),
    "people": N_("It was made before something changed for the people in it, noticed on %(day)s."),
}
"""What a draft is out of date about. One sentence stands for everything about people, so that it tells nothing of anybody."""

REASONS: Mapping[PlanReason, str] = {
    PlanReason.FIRST: N_("This is the first plan for these days."),
    PlanReason.PEOPLE: N_("Somebody joined or left the cohort."),
    PlanReason.DAYS: N_("The production moved its days."),
    PlanReason.DESKS: N_("A desk cannot be used."),
    PlanReason.WISHES: N_("People asked for other days."),
}

WEEKS_AHEAD = 8
"""For how many weeks a production shows its days."""

MOST_WEEKS = 12
"""How far ahead a plan can be asked for, and how many weeks it can have."""

BLOCKS_A_WEEK = 4
"""How many blocks each trainee is planned for in a week."""


def of_coordinator(actor: Actor) -> Select[Any]:
    return select(Plan).where(col(Plan.production_id).in_(actor.productions_as(Role.COORDINATOR)))


def _runs(actor: Actor, plan: Plan) -> bool:
    return plan.production_id in actor.productions_as(Role.COORDINATOR)


ASK = Policy(
    "plans.ask",
    {Role.COORDINATOR: productions.is_run_by},
    productions.FOR_COORDINATORS,
    Production,
    productions.visible_to,
)
RUN = Policy("plans.run", {Role.COORDINATOR: _runs}, productions.FOR_COORDINATORS, Plan, of_coordinator)
MESSAGES: Mapping[str, Wording] = {
    "plan_drafted": Wording(
        Prefix.INFORMATION,
        subject=N_("a draft plan is ready"),
        happened=N_("The draft plan for %(production)s, %(first_day)s to %(last_day)s, is ready to read."),
        to_do=N_("Read it, then publish it or put it aside. Nobody else sees it before you publish."),
        at_once=True,
    ),
    "plan_stopped": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a plan could not be made"),
        happened=N_("The plan for %(production)s, %(first_day)s to %(last_day)s, could not be made. Nothing changed."),
        to_do=N_("Open the plan to read why. You can ask for it again there."),
        at_once=True,
    ),
}
