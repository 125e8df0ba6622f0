"""One decision exactly as its applicant reads it: drawn on their result page and, before release, for managers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.applications import ApplicationStatus as Status
from app.models.applications import Decision, Outcome
from app.models.conditions import Condition, ConditionStatus
from app.models.sessions import Session
from app.rules.applications import LIFE
from app.rules.blueprints import Blueprint
from app.rules.conditions import HOLDS_UP, KINDS, OWN_DOERS
from app.rules.conditions import LIFE as CONDITIONS

LIST_ORDER: Mapping[str, str] = {
    "no_order": N_("The list has no order. When a place is free, a person looks at who fits it."),
    "since": N_("The list has an order. Who has been on it longest is asked first."),
}
"""How a programme goes through its waiting list, by the word in its blueprint."""


@dataclass(frozen=True)
class ReasonLine:
    """`about` is the title of the criterion, empty for a reason that is about none."""

    about: str
    words: str


@dataclass(frozen=True)
class Invitation:
    session_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    place: str


@dataclass(frozen=True)
class ConditionLine:
    condition_id: UUID
    words: str
    state: str
    kind: str
    doer: str
    due_on: date | None
    note: str
    holds_up: bool


@dataclass(frozen=True)
class Waiting:
    """What being on the waiting list means."""

    order: str
    until: date


@dataclass(frozen=True)
class OutcomePage:
    """`waiting` is there for somebody on the list, `invitation` for a "not yet" with a session."""

    outcome: str
    changed_because: str
    feedback: str
    reasons: Sequence[ReasonLine]
    advice: str
    next_steps: str
    next_on: date | None
    on_the_day: str
    invitation: Invitation | None
    conditions: Sequence[ConditionLine]
    waiting: Waiting | None

    @property
    def still_open(self) -> int:
        return sum(line.holds_up for line in self.conditions)


@dataclass(frozen=True)
class Around:
    """What stands around decisions: their sessions by id, their conditions by application, the first day by cohort."""

    sessions: Mapping[UUID, Session]
    conditions: Mapping[UUID, Sequence[Condition]]


def around(work: Work, decisions: Sequence[Decision]) -> Around:
    """Two statements for any number of decisions."""
    wanted = {decision.session_id for decision in decisions if decision.session_id}
    sessions = work.db.scalars(select(Session).where(col(Session.id).in_(wanted))).all() if wanted else []
    found = work.db.scalars(
        select(Condition)
        .where(col(Condition.application_id).in_([decision.application_id for decision in decisions]))
        .order_by(col(Condition.id))
    ).all()
    conditions: dict[UUID, list[Condition]] = defaultdict(list)
    for condition in found:
        conditions[condition.application_id].append(condition)
    return Around({session.id: session for session in sessions}, conditions)


def outcome_of(decision: Decision, blueprint: Blueprint, surroundings: Around, *, starts_on: date) -> OutcomePage:
    has_place_to_wait_for = decision.outcome is Outcome.WAITING_LIST
    is_offer = decision.outcome is Outcome.OFFERED
    conditions = surroundings.conditions.get(decision.application_id, ()) if is_offer else ()
    return OutcomePage(
        outcome=LIFE.words[Status(decision.outcome.value)].own,
        changed_because=decision.changed_because,
        feedback=decision.feedback,
        reasons=[] if is_offer else _reasons(decision, blueprint),
        advice=decision.advice,
        next_steps="" if is_offer else decision.next_steps,
        next_on=None if is_offer else decision.next_on,
        on_the_day="" if is_offer else decision.on_the_day,
        invitation=_invitation(decision, surroundings),
        conditions=[condition_line(condition) for condition in conditions],
        waiting=Waiting(LIST_ORDER[blueprint.waiting_list], starts_on) if has_place_to_wait_for else None,
    )


def condition_line(condition: Condition) -> ConditionLine:
    status = ConditionStatus(condition.status)
    return ConditionLine(
        condition_id=condition.id,
        words=condition.words,
        state=CONDITIONS.words[status].own,
        kind=KINDS[status],
        doer=OWN_DOERS[condition.doer],
        due_on=condition.due_on,
        note=condition.note,
        holds_up=status in HOLDS_UP,
    )


def _reasons(decision: Decision, blueprint: Blueprint) -> list[ReasonLine]:
    known = {reason.value: reason for reason in blueprint.reasons}
    titles = {criterion.key: criterion.title for criterion in blueprint.rubric.criteria}
    return [
        ReasonLine(titles.get(known[value].criterion, ""), known[value].label)
        if value in known
        else ReasonLine("", value)
        for value in decision.reasons
    ]


def _invitation(decision: Decision, surroundings: Around) -> Invitation | None:
    session = surroundings.sessions.get(decision.session_id) if decision.session_id else None
    if session is None or decision.outcome is not Outcome.NOT_YET:
        return None
    return Invitation(session.id, session.title, session.starts_at, session.ends_at, session.time_zone, session.place)
