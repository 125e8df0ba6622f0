"""The promises of an application, told from what happened: when each was due, and whether it was kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.core.actors import Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Application
from app.models.messages import MessageStatus
from app.models.own_questions import OwnQuestion
from app.rules.answers import due
from app.rules.blueprints import Blueprint
from app.rules.delays import UNDECIDED, ends_at


class Kind(StrEnum):
    ACKNOWLEDGED = "acknowledged"
    FIRST_REPLY = "first_reply"
    DECIDED = "decided"
    FEEDBACK = "feedback"
    TIME_TO_ANSWER = "time_to_answer"
    EDITING = "editing"
    UNDO = "undo"


class State(StrEnum):
    DUE = "due"
    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True)
class Happened:
    """One audit row. `has_words` says that more than the outcome was shown."""

    name: str
    at: datetime
    has_words: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of one application. `result_days` are the days for its result that were promised, in order.

    `questions` are what the person asked, where they read their own promises; managers are told of each by itself,
    because people ask before they apply.
    """

    application: Application
    blueprint: Blueprint
    result_days: Sequence[date]
    happened: Sequence[Happened]
    acknowledged_at: datetime | None
    acknowledged: MessageStatus | None
    now: datetime
    questions: Sequence[OwnQuestion] = ()


@dataclass(frozen=True)
class Promised:
    kind: Kind
    due_at: datetime
    state: State
    kept_at: datetime | None = None


AT_ONCE = timedelta(minutes=10)
"""How long "at once" may take: the worker follows within seconds, and a restart takes minutes."""

SENT = "applications.sent"
ASKED = "own_questions.asked"
RELEASED = frozenset(
    {
        "applications.offered", "applications.put_on_waiting_list", "applications.told_not_yet",
        "applications.not_offered",
    }
)  # fmt: skip
OFFERED = frozenset({"applications.offered", "applications.offered_again", "applications.offered_after_all"})
ANSWERED = frozenset({"applications.accepted", "applications.declined", "applications.deferred"})
LEFT = frozenset({"applications.withdrawn", "applications.left_waiting_list"})
UNDONE = "applications.withdrawal_undone"
TAKEN_FROM_THEM = frozenset({"applications.offer_unanswered", "applications.paused"})
NO_LONGER_OPEN = RELEASED | {"applications.interview_offered"}

NAMES = {SENT, ASKED, UNDONE} | RELEASED | OFFERED | ANSWERED | LEFT | TAKEN_FROM_THEM | NO_LONGER_OPEN
"""The events that promises are told from; nothing else is read."""


@dataclass(frozen=True)
class Words:
    """`own` is what the applicant reads, `next_step` what a manager does about one that was missed."""

    staff: str
    own: str
    next_step: str
    templates: tuple[str, ...]


WORDS: Mapping[Kind, Words] = {
    Kind.ACKNOWLEDGED: Words(
        N_("Say at once that it arrived"),
        N_("We tell you at once that your application arrived"),
        N_("Get in touch in the way they chose, because no message reached them."),
        ("application_received",),
    ),
    Kind.FIRST_REPLY: Words(
        N_("First human reply to a question"),
        N_("A person answers your question"),
        N_("Write to them today, even if the answer is not known yet."),
        ("own_question_answered", "own_question_late"),
    ),
    Kind.DECIDED: Words(
        N_("Result after the intake closes"),
        N_("You get your result"),
        N_("Release the decision, or give a new day and the reason."),
        ("result_ready", "result_later", "result_late"),
    ),
    Kind.FEEDBACK: Words(
        N_("Feedback with the result"),
        N_("Feedback comes with your result"),
        N_("Write the feedback to them in the way they chose."),
        ("result_ready",),
    ),
    Kind.TIME_TO_ANSWER: Words(
        N_("Time to answer an offer"),
        N_("You have time to answer our offer"),
        N_("Continue the application, so that they have the whole time again."),
        ("result_ready", "result_changed", "offer_paused"),
    ),
    Kind.EDITING: Words(
        N_("Changes after sending"),
        N_("You can change your answers"),
        N_("Ask if they wanted to change something."),
        ("application_received",),
    ),
    Kind.UNDO: Words(
        N_("Way back after a withdrawal"),
        N_("You can bring your application back"),
        N_("Help them to come back."),
        ("application_withdrawn",),
    ),
}

STATES: Mapping[State, str] = {State.DUE: N_("Due"), State.KEPT: N_("Kept"), State.MISSED: N_("Missed")}
OWN_STATES: Mapping[State, str] = {
    State.DUE: N_("On time so far"),
    State.KEPT: N_("We kept this"),
    State.MISSED: N_("We did not keep this. We are sorry"),
}
MARKS: Mapping[State, str] = {State.DUE: "info", State.KEPT: "success", State.MISSED: "warning"}

READ = Policy("promises.read", {Role.MANAGER: always}, N_("This page is for programme managers."))


def promises_of(facts: Facts) -> list[Promised]:
    """Every promise to one applicant so far, in the order of the table that the programme shows."""
    return [promised for tell in _TELL for promised in tell(facts)]


def replies_of(question: OwnQuestion, now: datetime) -> list[Promised]:
    """The day that was promised when it was asked; and when that one was missed, the day that was promised since."""
    days = dict.fromkeys((question.first_answer_by, question.answer_by))
    return [_by(Kind.FIRST_REPLY, day, now, kept_at=question.replied_at) for day in days]


def _acknowledged(facts: Facts) -> Iterator[Promised]:
    for sent in _all(facts, {SENT}):
        due_at = sent.at + AT_ONCE
        reached = facts.acknowledged not in {None, MessageStatus.UNDELIVERED}
        yield _promised(Kind.ACKNOWLEDGED, due_at, facts, kept_at=facts.acknowledged_at if reached else None)


def _first_reply(facts: Facts) -> Iterator[Promised]:
    for question in facts.questions:
        yield from replies_of(question, facts.now)


def _decided(facts: Facts) -> Iterator[Promised]:
    """One line for each day that was promised, until one was kept. Whoever left before waits for nothing."""
    released = next((each.at for each in _all(facts, RELEASED)), None)
    if facts.application.sent_at is None or (released is None and facts.application.status not in UNDECIDED):
        return
    for day in facts.result_days:
        promised = _promised(Kind.DECIDED, ends_at(day, facts.blueprint), facts, kept_at=released)
        yield promised
        if promised.state is State.KEPT:
            return


def _feedback(facts: Facts) -> Iterator[Promised]:
    for released in _all(facts, RELEASED):
        state = State.KEPT if released.has_words else State.MISSED
        yield Promised(Kind.FEEDBACK, released.at, state, released.at if released.has_words else None)


def _time_to_answer(facts: Facts) -> Iterator[Promised]:
    for offered in _all(facts, OFFERED):
        due_at = due(facts.blueprint, offered.at, facts.blueprint.promises.answer_offer)
        answered = _next(facts, offered, ANSWERED | LEFT)
        taken = _next(facts, offered, TAKEN_FROM_THEM)
        yield _lasting(Kind.TIME_TO_ANSWER, due_at, facts, used_at=answered, cut_at=taken)


def _editing(facts: Facts) -> Iterator[Promised]:
    for sent in _all(facts, {SENT}):
        due_at = due(facts.blueprint, sent.at, facts.blueprint.promises.edit_after_sending)
        left, closed = _next(facts, sent, LEFT), _next(facts, sent, NO_LONGER_OPEN)
        yield _lasting(Kind.EDITING, due_at, facts, used_at=left, cut_at=closed)


def _undo(facts: Facts) -> Iterator[Promised]:
    for left in _all(facts, LEFT):
        due_at = due(facts.blueprint, left.at, facts.blueprint.promises.undo_withdrawal)
        yield _lasting(Kind.UNDO, due_at, facts, used_at=_next(facts, left, {UNDONE}), cut_at=None)


_TELL: Sequence[Callable[[Facts], Iterator[Promised]]] = (
    _acknowledged,
    _first_reply,
    _decided,
    _feedback,
    _time_to_answer,
    _editing,
    _undo,
)


def _promised(kind: Kind, due_at: datetime, facts: Facts, *, kept_at: datetime | None) -> Promised:
    return _by(kind, due_at, facts.now, kept_at=kept_at)


def _by(kind: Kind, due_at: datetime, now: datetime, *, kept_at: datetime | None) -> Promised:
    """Something that we do by then."""
    if kept_at is not None and kept_at <= due_at:
        return Promised(kind, due_at, State.KEPT, kept_at)
    return Promised(kind, due_at, State.MISSED if now > due_at else State.DUE, None)


def _lasting(
    kind: Kind, due_at: datetime, facts: Facts, *, used_at: datetime | None, cut_at: datetime | None
) -> Promised:
    """Something that the person can do until then: missed only when we ended it earlier, and before they used it."""
    if cut_at is not None and cut_at < due_at and (used_at is None or used_at > cut_at):
        return Promised(kind, due_at, State.MISSED)
    if used_at is not None or facts.now >= due_at:
        return Promised(kind, due_at, State.KEPT, used_at or due_at)
    return Promised(kind, due_at, State.DUE)


def _all(facts: Facts, names: frozenset[str] | set[str]) -> list[Happened]:
    return [each for each in facts.happened if each.name in names]


def _next(facts: Facts, since: Happened, names: frozenset[str] | set[str]) -> datetime | None:
    """When the first of these happened after it."""
    later = facts.happened[list(facts.happened).index(since) + 1 :]
    return next((each.at for each in later if each.name in names), None)
