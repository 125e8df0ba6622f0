"""The law of changes that wait for a yes: states and moves, who answers, what counts as a reason of safety."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy
from app.core.words import N_
from app.models.day_changes import DayChange, SafetyKind
from app.models.day_changes import DayChangeStatus as Status
from app.models.messages import Prefix
from app.models.plans import Plan
from app.rules import plans, productions
from app.rules.messages import NOTHING_TO_DO, ChangeWording, Wording

_COORDINATOR, _TRAINEE = (Role.COORDINATOR,), (Role.APPLICANT,)
_UNDECIDED = frozenset({Status.WAITING, Status.AGREED})

LIFE = Lifecycle(
    noun="day_changes",
    start=Status.WAITING,
    moves=(
        Move("agree", frozenset({Status.WAITING}), Status.AGREED, _TRAINEE, "day_changes.agreed"),
        Move("make", frozenset({Status.AGREED}), Status.MADE, _TRAINEE, "day_changes.made"),
        Move("keep", frozenset({Status.WAITING}), Status.KEPT, _TRAINEE, "day_changes.kept"),
        Move("lapse", _UNDECIDED, Status.LAPSED, _COORDINATOR, "day_changes.lapsed", by_clock=True),
        Move("make_for_safety", _UNDECIDED, Status.MADE_FOR_SAFETY, _COORDINATOR, "day_changes.made_for_safety"),
    ),
    words={
        Status.WAITING: Words(N_("Waits for your yes or no"), N_("Waits for a yes")),
        Status.AGREED: Words(
            N_("You said yes. It changes once the desks are free"), N_("Yes. It changes once the desks are free")
        ),
        Status.MADE: Words(N_("You said yes. Your days changed"), N_("Changed with a yes")),
        Status.KEPT: Words(N_("You said no. Your days stayed"), N_("The days stayed. The answer was no")),
        Status.LAPSED: Words(N_("Your days stayed as they were"), N_("The days stayed. There was no answer")),
        Status.MADE_FOR_SAFETY: Words(
            N_("Changed to keep people safe"), N_("Changed without a yes, to keep people safe")
        ),
    },
    ends=frozenset({Status.MADE, Status.KEPT, Status.LAPSED, Status.MADE_FOR_SAFETY}),
)

PROMISE_KEPT = frozenset({Status.MADE, Status.KEPT, Status.LAPSED})
"""The change waited for the person: whatever they said, or said nothing, the promise of notice held."""
PROMISE_BROKEN = frozenset({Status.MADE_FOR_SAFETY})


class Notice(StrEnum):
    """The three promises of notice: before a day is new, is changed, or is taken out."""

    BOOK = "book"
    CHANGE = "change"
    CANCEL = "cancel"


NOTICES: Mapping[Notice, str] = {
    Notice.BOOK: N_("a new day"),
    Notice.CHANGE: N_("a changed day"),
    Notice.CANCEL: N_("a cancelled day"),
}
"""By which promise somebody is asked, as coordinators read it. Whose notice it is that counts is nobody's to read."""

SAFETY: Mapping[SafetyKind, str] = {
    SafetyKind.DESK: N_("The desk is not safe to use."),
    SafetyKind.PLACE: N_("The place is not safe to use, or it is closed to everybody."),
    SafetyKind.SUPERVISION: N_("Nobody can look after trainees there at that time."),
    SafetyKind.WEATHER: N_("The weather or the way there is not safe."),
}


def visible_to(actor: Actor) -> Select[Any]:
    """A person's own changes."""
    return select(DayChange).where(col(DayChange.person_id) == actor.person_id)


def of_coordinator(actor: Actor) -> Select[Any]:
    mine = plans.of_coordinator(actor).with_only_columns(col(Plan.id))
    return select(DayChange).where(col(DayChange.plan_id).in_(mine))


def _is_own(actor: Actor, change: DayChange) -> bool:
    return actor.person_id == change.person_id


ANSWER = Policy(
    "day_changes.answer",
    {Role.APPLICANT: _is_own},
    N_("Only the person whose days they are can answer."),
    DayChange,
    visible_to,
)
OVERRULE = Policy(
    "day_changes.overrule",
    {Role.COORDINATOR: lambda _actor, change: isinstance(change, DayChange)},
    productions.FOR_COORDINATORS,
    DayChange,
    of_coordinator,
)

MESSAGES: Mapping[str, Wording] = {
    "day_change_asked": ChangeWording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a change of your days at %(production)s"),
        changed=N_("What would change: days that are new or moved, %(added)s. Days taken out, %(gone)s."),
        same=N_("What stays the same: all your days, unless you say yes."),
        why=N_("Why: %(why)s"),
        starts=N_("From when: %(first_day)s."),
        ask=N_("Who to ask: %(who)s. The help box on every page says how to reach a person."),
        to_do=N_("Read both and say yes or no. You need no reason. If you say nothing, your days stay."),
    ),
    "day_change_made": ChangeWording(
        Prefix.CHANGE,
        subject=N_("your days at %(production)s"),
        changed=N_(
            "What changed: what you said yes to. Days that are new or moved, %(added)s. Days taken out, %(gone)s."
        ),
        same=N_("What stays the same: all your other days."),
        why=N_("Why: %(why)s"),
        starts=N_("From when: %(first_day)s."),
        ask=N_("Who to ask: %(who)s. The help box on every page says how to reach a person."),
    ),
    "day_change_made_for_safety": ChangeWording(
        Prefix.CHANGE,
        subject=N_("your days at %(production)s changed without your yes"),
        changed=N_("What changed: days that are new or moved, %(added)s. Days taken out, %(gone)s."),
        same=N_("What stays the same: all your other days."),
        why=N_("Why: %(why)s We promised to ask you first. We did not keep that promise, and we are sorry."),
        starts=N_("From when: %(first_day)s."),
        ask=N_("Who to ask: %(who)s. The help box on every page says how to reach a person."),
        to_do=N_("Read the days. You can ask to change them, and you need no reason."),
        at_once=True,
    ),
    "day_change_answered": Wording(
        Prefix.INFORMATION,
        subject=N_("an answer about changed days"),
        happened=N_("%(person)s answered about the changed days at %(production)s. %(answer)s"),
        to_do=NOTHING_TO_DO,
    ),
}
ANSWERS: Mapping[str, str] = {
    "day_changes.agreed": N_("The answer is yes."),
    "day_changes.kept": N_("The answer is no. The days stay as they were."),
}
