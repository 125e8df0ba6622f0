"""The live page of promises: for each how many are kept, due and missed, and each of them with what was said to whom.

What planning promises stands there in numbers alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import col, select

from app.core.actors import Role
from app.core.words import N_
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.promises import ANY, PromiseFilter
from app.models.applications import Application
from app.models.messages import Message
from app.models.own_questions import OwnQuestion
from app.pages.zones import one_zone
from app.rules.decisions import visible_to
from app.rules.own_questions import visible_to as questions_visible_to
from app.rules.own_questions_paths import anchor, start_of
from app.rules.promises import MARKS, STATES, WORDS, Kind, Promised, State, promises_of, replies_of
from app.services.letters import subject_of
from app.services.messages import WORDINGS
from app.services.promises import Told, ToldQuestion, told_of_all
from app.services.promises_planning import Counted, Planning, counted_for

PAGE = 10
ORDER = (State.MISSED, State.DUE, State.KEPT)
TEMPLATES = sorted({template for words in WORDS.values() for template in words.templates})


@dataclass(frozen=True)
class Count:
    """One promise with its counts; the queries list exactly what was counted."""

    label: str
    kept: int
    due: int
    missed: int
    missed_query: str


@dataclass(frozen=True)
class Said:
    subject: str
    at: datetime
    is_delivered: bool


@dataclass(frozen=True)
class Line:
    """One promise to one person. `owner` and `next_step` are there for a missed one.

    It is about an application, or about a question that begins with `start`; whoever asks before applying has no reference yet.
    """

    application_id: UUID | None
    question_id: UUID | None
    start: str
    cohort_id: UUID | None
    reference: str
    name: str
    label: str
    due_at: datetime
    state: str
    mark: str
    zone: str
    said: Sequence[Said]
    owner: str
    next_step: str
    is_about_result: bool


@dataclass(frozen=True)
class Found:
    """One promise with what its line says. `trace` is what the path of every message about it holds.

    `is_done` says that it was kept late, so that nothing is left to do.
    """

    promised: Promised
    person_id: UUID
    application_id: UUID | None
    question_id: UUID | None
    cohort_id: UUID | None
    reference: str
    name: str
    owner: str
    zone: str
    trace: str
    start: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Promises:
    counts: Sequence[Count]
    lines: Sequence[Line]
    total: int
    is_filtered: bool
    next_page: str | None
    first_page: str | None
    zone: str
    notice: Sequence[Counted]
    mentors: Sequence[Counted]
    title: str = N_("Promises")


def planning(work: Work) -> Planning:
    """What planning promises in the programmes of this manager. It brings their cohorts along for the filter."""
    return counted_for(work, work.actor.programmes_as(Role.MANAGER))


def filter_for(planned: Planning) -> type[PromiseFilter]:
    """The filter with the cohorts that this manager has."""
    return offering(PromiseFilter, cohort=[ANY, *(Option(str(each), name) for each, name in planned.cohorts)])


def promises(work: Work, filled: Filled[PromiseFilter], planned: Planning) -> Promises:
    asked = filled.form or PromiseFilter()
    applications, questions = visible_to(work.actor), questions_visible_to(work.actor)
    if asked.cohort:
        of_cohort = select(Application.id).where(col(Application.cohort_id) == asked.cohort)
        applications = applications.where(col(Application.cohort_id) == asked.cohort)
        questions = questions.where(col(OwnQuestion.application_id).in_(of_cohort))
    told, told_questions = told_of_all(work, applications, questions)
    found = [
        *(_of_application(promised, each) for each in told for promised in promises_of(each.facts)),
        *(_of_question(promised, each) for each in told_questions for promised in replies_of(each.question, work.now)),
    ]
    fitting = sorted((row for row in found if _fits(row.promised, asked)), key=_key)
    page = [row for row in fitting if _key(row) > asked.after][: PAGE + 1]
    shown = page[:PAGE]
    said = _said(work, shown)
    return Promises(
        counts=_counts(row.promised for row in found),
        lines=[_line(row, said.get(row.trace, ())) for row in shown],
        total=len(fitting),
        is_filtered=bool(asked.kind or asked.state or asked.cohort),
        next_page=_query(filled.typed, after=_key(shown[-1])) if len(page) > PAGE else None,
        first_page=_query(filled.typed, after="") if asked.after else None,
        zone=one_zone(row.zone for row in shown),
        notice=planned.notice(asked.cohort),
        mentors=planned.mentors(asked.cohort),
    )


def _of_application(promised: Promised, told: Told) -> Found:
    application = told.application
    return Found(
        promised, application.person_id, application.id, None, told.cohort.id, application.reference, told.name,
        told.owner, told.programme.time_zone, f"/{application.id}",
    )  # fmt: skip


def _of_question(promised: Promised, told: ToldQuestion) -> Found:
    question = told.question
    return Found(
        promised, question.person_id, None, question.id, told.cohort_id, told.reference, told.name, told.owner,
        told.zone, f"#{anchor(question.id)}", start_of(question.words),
        is_done=question.replied_at is not None,
    )  # fmt: skip


def _fits(promised: Promised, asked: PromiseFilter) -> bool:
    return asked.kind in {None, promised.kind} and asked.state in {None, promised.state}


def _key(found: Found) -> str:
    """The order of the list, the earliest due first in each state, as one word that a page can begin behind."""
    promised = found.promised
    due = f"{ORDER.index(promised.state)}.{promised.due_at.astimezone(UTC):%Y%m%d%H%M%S}"
    return f"{due}.{found.question_id.hex}" if found.question_id else f"{due}.{found.reference}.{promised.kind}"


def _counts(found: Iterable[Promised]) -> list[Count]:
    counted = Counter((promised.kind, promised.state) for promised in found)
    return [
        Count(
            WORDS[kind].staff,
            counted[kind, State.KEPT],
            counted[kind, State.DUE],
            counted[kind, State.MISSED],
            urlencode({"kind": kind.value, "state": State.MISSED.value}),
        )
        for kind in Kind
    ]


def _line(found: Found, messages: Sequence[Message]) -> Line:
    promised = found.promised
    words, is_missed = WORDS[promised.kind], promised.state is State.MISSED and not found.is_done
    return Line(
        application_id=found.application_id,
        question_id=found.question_id,
        start=found.start,
        cohort_id=found.cohort_id,
        reference=found.reference,
        name=found.name,
        label=words.staff,
        due_at=promised.due_at,
        state=STATES[promised.state],
        mark=MARKS[promised.state],
        zone=found.zone,
        said=[_in_words(message) for message in messages if message.template in words.templates],
        owner=found.owner if is_missed else "",
        next_step=words.next_step if is_missed else "",
        is_about_result=is_missed and promised.kind is Kind.DECIDED,
    )


def _in_words(message: Message) -> Said:
    subject = subject_of(WORDINGS[message.template], message.facts)
    return Said(subject, message.sent_at or message.made_at, message.sent_at is not None)


def _said(work: Work, shown: Sequence[Found]) -> dict[str, list[Message]]:
    """What was written about these promises, by what the path of each message holds."""
    found: dict[str, list[Message]] = {}
    people, traces = {row.person_id for row in shown}, {row.trace for row in shown}
    wanted = select(Message).where(col(Message.person_id).in_(people), col(Message.template).in_(TEMPLATES))
    for message in work.db.scalars(wanted.order_by(col(Message.made_at), col(Message.id))):
        for trace in traces:
            if trace in message.path:
                found.setdefault(trace, []).append(message)
    return found


def _query(typed: Mapping[str, Sequence[str]], *, after: str) -> str:
    kept = {name: [value for value in values if value] for name, values in typed.items() if name != "after"}
    return urlencode({**kept, **({"after": after} if after else {})}, doseq=True)
