"""The law of overrides: a must of somebody is never set aside by anybody but themselves, for one desk and up to a day.

A coordinator asks, with a name, a reason and a last day. The person says yes or no, without a reason, and takes a yes back
whenever they like. A silence is no yes. Source: the vocabulary of matching, "any override needs the person's agreement, a
name, a reason and an end date".
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, signed_in
from app.core.words import N_
from app.models.messages import Prefix
from app.models.overrides import Override
from app.models.overrides import OverrideStatus as Status
from app.rules import productions
from app.rules.messages import NOTHING_TO_DO, Wording

_COORDINATOR, _PERSON = (Role.COORDINATOR,), (Role.APPLICANT,)

LONGEST = timedelta(weeks=26)
"""An agreement is looked at again at least twice a year."""

REST_AFTER_NO = timedelta(days=28)
"""How long a no stands before the same thing can be asked again, so that nobody is asked until they give in."""

TOLD_BEFORE = timedelta(days=1)

LIFE = Lifecycle(
    noun="overrides",
    start=Status.ASKED,
    moves=(
        Move("agree", frozenset({Status.ASKED}), Status.AGREED, _PERSON, "overrides.agreed"),
        Move("decline", frozenset({Status.ASKED}), Status.DECLINED, _PERSON, "overrides.declined"),
        Move("take_back", frozenset({Status.AGREED}), Status.TAKEN_BACK, _PERSON, "overrides.taken_back"),
        Move(
            "withdraw", frozenset({Status.ASKED, Status.AGREED}), Status.WITHDRAWN, _COORDINATOR, "overrides.withdrawn"
        ),
    ),
    words={
        Status.ASKED: Words(N_("Waits for your yes or no"), N_("Waits for a yes or no")),
        Status.AGREED: Words(N_("You said yes"), N_("They said yes")),
        Status.DECLINED: Words(N_("You said no"), N_("They said no")),
        Status.TAKEN_BACK: Words(N_("You took your yes back"), N_("They took the yes back")),
        Status.WITHDRAWN: Words(N_("You are not asked any more"), N_("Not asked any more")),
    },
    ends=frozenset({Status.DECLINED, Status.TAKEN_BACK, Status.WITHDRAWN}),
    needs_people=True,
)


def holds_on(override: Override, day: date) -> bool:
    """Whether it holds on this day, as far as its state and its last day say."""
    return override.status is Status.AGREED and day <= override.last_day


def visible_to(actor: Actor) -> Select[Any]:
    """What somebody was asked themselves."""
    return select(Override).where(col(Override.person_id) == actor.person_id)


def of_coordinator(actor: Actor) -> Select[Any]:
    return select(Override).where(col(Override.production_id).in_(actor.productions_as(Role.COORDINATOR)))


def _is_own(actor: Actor, override: Override) -> bool:
    return actor.person_id == override.person_id


def _is_run(actor: Actor, override: Override) -> bool:
    return override.production_id in actor.productions_as(Role.COORDINATOR)


OWN = signed_in(
    "overrides.own",
    why=N_("The page shows only what the person who is signed in was asked."),
    otherwise=N_("Sign in to see what you were asked."),
)
ANSWER = Policy(
    "overrides.answer", {Role.APPLICANT: _is_own}, N_("Only the person who was asked can answer."), Override, visible_to
)
WITHDRAW = Policy(
    "overrides.withdraw", {Role.COORDINATOR: _is_run}, productions.FOR_COORDINATORS, Override, of_coordinator
)

MESSAGES: Mapping[str, Wording] = {
    "override_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a question about a desk at %(production)s"),
        happened=N_("A coordinator of %(production)s asks you something about %(desk)s. Nothing has changed."),
        to_do=N_("Sign in to read it. You can say yes or no. You do not need to say why."),
        by_when=N_("Take the time you need. Without a yes, nothing changes."),
    ),
    "override_agreed": Wording(
        Prefix.INFORMATION,
        subject=N_("an answer about a desk at %(production)s"),
        happened=N_("%(person)s said yes to what you asked about %(desk)s. It holds up to and including %(day)s."),
        to_do=N_("Ask for a new plan to use it. They can take the yes back at any time."),
    ),
    "override_declined": Wording(
        Prefix.INFORMATION,
        subject=N_("an answer about a desk at %(production)s"),
        happened=N_("%(person)s said no to what you asked about %(desk)s. Nothing changes. Nobody has to say why."),
        to_do=NOTHING_TO_DO,
    ),
    "override_taken_back": Wording(
        Prefix.CHANGE,
        subject=N_("a yes about a desk at %(production)s is taken back"),
        happened=N_("%(person)s took back their yes about %(desk)s. Plans that use it are out of date."),
        to_do=N_("Ask for a new plan. Nobody has to say why."),
        at_once=True,
    ),
    "override_withdrawn": Wording(
        Prefix.INFORMATION,
        subject=N_("you are not asked about a desk any more"),
        happened=N_(
            "A coordinator of %(production)s no longer asks you about %(desk)s. What was agreed with you holds."
        ),
        to_do=NOTHING_TO_DO,
    ),
    "override_ends": Wording(
        Prefix.INFORMATION,
        subject=N_("an agreement about a desk ends on %(day)s"),
        happened=N_(
            "What was agreed about %(desk)s at %(production)s ends with %(day)s. After it, all holds as before."
        ),
        to_do=NOTHING_TO_DO,
    ),
}
"""None of them says what the question is about."""
