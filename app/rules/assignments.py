"""The law of assignments: states and moves, who answers, and for whom a day exists at all."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.assignments import Assignment
from app.models.assignments import AssignmentStatus as Status
from app.models.messages import Prefix
from app.models.plans import Plan
from app.rules.messages import NOTHING_TO_DO, ChangeWording, Wording

_COORDINATOR = (Role.COORDINATOR,)
_TRAINEE = (Role.APPLICANT,)

OPEN = frozenset({Status.PROPOSED, Status.SEEN, Status.AGREED, Status.ASKED_TO_CHANGE})
"""Planned and not begun yet. Only the trainee agrees; silence changes nothing."""

_TO_COME = OPEN - {Status.ASKED_TO_CHANGE}
_UNTIL_OVER = OPEN | {Status.ON_THE_DAY}

_WAITING = frozenset({Status.WAITING_FOR_YES})

LIFE = Lifecycle(
    noun="assignments",
    start=Status.PROPOSED,
    moves=(
        Move("see", frozenset({Status.PROPOSED}), Status.SEEN, _TRAINEE, "assignments.seen"),
        Move(
            "agree",
            frozenset({Status.PROPOSED, Status.SEEN, Status.ASKED_TO_CHANGE}),
            Status.AGREED,
            _TRAINEE,
            "assignments.agreed",
        ),
        Move(
            "ask_to_change",
            frozenset({Status.PROPOSED, Status.SEEN, Status.AGREED, Status.ON_THE_DAY}),
            Status.ASKED_TO_CHANGE,
            _TRAINEE,
            "assignments.change_asked",
        ),
        Move(
            "answer_wish", frozenset({Status.ASKED_TO_CHANGE}), Status.SEEN, _COORDINATOR, "assignments.wish_answered"
        ),
        Move(
            "take_answer_back",
            frozenset({Status.SEEN}),
            Status.ASKED_TO_CHANGE,
            _COORDINATOR,
            "assignments.answer_taken_back",
        ),
        Move("keep_seen", frozenset({Status.PROPOSED}), Status.SEEN, _COORDINATOR, "assignments.kept"),
        Move("keep_agreed", frozenset({Status.PROPOSED}), Status.AGREED, _COORDINATOR, "assignments.kept"),
        Move("keep_wish", frozenset({Status.PROPOSED}), Status.ASKED_TO_CHANGE, _COORDINATOR, "assignments.kept"),
        Move("keep_on_the_day", frozenset({Status.PROPOSED}), Status.ON_THE_DAY, _COORDINATOR, "assignments.kept"),
        Move("keep_done", frozenset({Status.PROPOSED}), Status.DONE, _COORDINATOR, "assignments.kept"),
        Move("wait", frozenset({Status.PROPOSED}), Status.WAITING_FOR_YES, _COORDINATOR, "assignments.put_off"),
        Move("agree_to_change", _WAITING, Status.AGREED, _TRAINEE, "assignments.agreed_to_change"),
        Move("place", _WAITING, Status.PROPOSED, _COORDINATOR, "assignments.placed"),
        Move("let_go", _WAITING, Status.RELEASED, _COORDINATOR, "assignments.let_go"),
        Move("release", _UNTIL_OVER, Status.RELEASED, _COORDINATOR, "assignments.released"),
        Move("begin", _TO_COME, Status.ON_THE_DAY, (*_TRAINEE, *_COORDINATOR), "assignments.begun", by_clock=True),
        Move("finish", _UNTIL_OVER, Status.DONE, (), "assignments.done", by_clock=True),
    ),
    words={
        Status.PROPOSED: Words(N_("Waits for your answer"), N_("Waits for an answer")),
        Status.SEEN: Words(N_("You have seen it. You can still answer"), N_("Seen, not answered yet")),
        Status.AGREED: Words(N_("You agreed"), N_("Agreed")),
        Status.ASKED_TO_CHANGE: Words(N_("You asked to change it"), N_("Asks to change it")),
        Status.ON_THE_DAY: Words(N_("It is on this day"), N_("On the day")),
        Status.DONE: Words(N_("This day is over"), N_("Done")),
        Status.WAITING_FOR_YES: Words(N_("Waits for your yes"), N_("Waits for a yes")),
        Status.RELEASED: Words(N_("This is no longer planned"), N_("No longer planned")),
    },
    ends=frozenset({Status.DONE, Status.RELEASED}),
    groups={"open": OPEN},
)

KEEPING: Mapping[Status, str] = {
    Status.SEEN: "keep_seen",
    Status.AGREED: "keep_agreed",
    Status.ASKED_TO_CHANGE: "keep_wish",
    Status.ON_THE_DAY: "keep_on_the_day",
    Status.DONE: "keep_done",
}
"""Which move carries an answer over to the next version when nothing changed for the person."""


def stays(assignment: Assignment) -> bool:
    """Whether a coordinator said why this day stays, and its person has not answered that yet."""
    return assignment.status is Status.SEEN and bool(assignment.wish_answer)


def of_trainee(actor: Actor) -> Select[Any]:
    """Published plans in which the person has a day."""
    mine = select(col(Assignment.plan_id)).where(col(Assignment.person_id) == actor.person_id, col(Assignment.is_live))
    return select(Plan).where(col(Plan.id).in_(mine))


def visible_to(actor: Actor) -> Select[Any]:
    """A person's own published days. A draft does not exist for them, nor does anybody else's day."""
    return select(Assignment).where(col(Assignment.person_id) == actor.person_id, col(Assignment.is_live))


def _is_own(actor: Actor, assignment: Assignment) -> bool:
    return actor.person_id == assignment.person_id


MINE = Policy("assignments.mine", {Role.APPLICANT: always}, N_("Sign in to see your days."))
ANSWER = Policy(
    "assignments.answer",
    {Role.APPLICANT: _is_own},
    N_("Only the person whose day it is can answer."),
    Assignment,
    visible_to,
)
ANSWER_WEEK = Policy(
    "assignments.answer_week",
    {Role.APPLICANT: always},
    N_("Only the person whose days they are can answer."),
    Plan,
    of_trainee,
)

MESSAGES: Mapping[str, Wording] = {
    "days_planned": ChangeWording(
        Prefix.NEEDS_ANSWER,
        subject=N_("your days at %(production)s"),
        changed=N_("What changed: new days for you at %(production)s, %(added)s."),
        same=N_("What stays the same: everything else that was planned for you."),
        why=N_("Why: %(why)s"),
        starts=N_("From when: %(first_day)s."),
        ask=N_("Who to ask: %(who)s. The help box on every page says how to reach a person."),
        to_do=N_("Read each day. Then agree, or ask to change it. You need no reason. If you wait, you lose nothing."),
    ),
    "days_changed": ChangeWording(
        Prefix.CHANGE,
        subject=N_("your days at %(production)s"),
        changed=N_("What changed: days that are new or moved, %(added)s. Days taken out, %(gone)s."),
        same=N_("What stays the same: days as before, %(kept)s. What you agreed to there still holds."),
        why=N_("Why: %(why)s"),
        starts=N_("From when: %(first_day)s."),
        ask=N_("Who to ask: %(who)s. The help box on every page says how to reach a person."),
        to_do=N_("Read the days that changed. Then agree, or ask to change them. You need no reason."),
    ),
    "change_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a trainee asks to change a day"),
        happened=N_("%(person)s asks to change a day at %(production)s: %(day)s."),
        to_do=N_("Open the plan to read what would suit them. Then ask for a new plan, or answer them."),
    ),
    "talk_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a trainee wants to talk about a day"),
        happened=N_("%(person)s wants to talk with you about a day at %(production)s: %(day)s."),
        to_do=N_("Get in touch in the way that they chose. Nothing about the day changes until then."),
    ),
    "days_agreed": Wording(
        Prefix.INFORMATION,
        subject=N_("days that were agreed"),
        happened=N_("%(person)s agreed to days at %(production)s. Number of days: %(count)s."),
        to_do=NOTHING_TO_DO,
    ),
}
