"""The live page of promises: for each how many are kept, due and missed, and each of them with what was said to whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.promises import ANY, PromiseFilter
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.messages import Message
from app.rules.cohorts import visible_to as cohorts_visible_to
from app.rules.decisions import visible_to
from app.rules.promises import MARKS, STATES, WORDS, Kind, Promised, State, promises_of
from app.services.letters import subject_of
from app.services.messages import WORDINGS
from app.services.promises import Told, told_of_all

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
    """One promise to one person. `owner` and `next_step` are there for a missed one."""

    application_id: UUID
    cohort_id: UUID
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
class Promises:
    counts: Sequence[Count]
    lines: Sequence[Line]
    total: int
    is_filtered: bool
    next_page: str | None
    first_page: str | None
    title: str = N_("Promises")


def filter_for(work: Work) -> type[PromiseFilter]:
    """The filter with the cohorts that this manager has."""
    names = (
        cohorts_visible_to(work.actor).with_only_columns(col(Cohort.id), col(Cohort.name)).order_by(col(Cohort.name))
    )
    return offering(PromiseFilter, cohort=[ANY, *(Option(str(each), name) for each, name in work.db.execute(names))])


def promises(work: Work, filled: Filled[PromiseFilter]) -> Promises:
    asked = filled.form or PromiseFilter()
    applications = visible_to(work.actor)
    if asked.cohort:
        applications = applications.where(col(Application.cohort_id) == asked.cohort)
    found = [(promised, told) for told in told_of_all(work, applications) for promised in promises_of(told.facts)]
    fitting = sorted((row for row in found if _fits(row[0], asked)), key=lambda row: _key(*row))
    page = [row for row in fitting if _key(*row) > asked.after][: PAGE + 1]
    shown = page[:PAGE]
    said = _said(work, [told for _, told in shown])
    return Promises(
        counts=_counts(promised for promised, _ in found),
        lines=[_line(promised, told, said) for promised, told in shown],
        total=len(fitting),
        is_filtered=bool(asked.kind or asked.state or asked.cohort),
        next_page=_query(filled.typed, after=_key(*shown[-1])) if len(page) > PAGE else None,
        first_page=_query(filled.typed, after="") if asked.after else None,
    )


def _fits(promised: Promised, asked: PromiseFilter) -> bool:
    return asked.kind in {None, promised.kind} and asked.state in {None, promised.state}


def _key(promised: Promised, told: Told) -> str:
    """The order of the list, the earliest due first in each state, as one word that a page can begin behind."""
    return f"{ORDER.index(promised.state)}.{promised.due_at.astimezone(UTC):%Y%m%d%H%M%S}.{told.application.reference}.{promised.kind}"


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


def _line(promised: Promised, told: Told, said: Mapping[UUID, Sequence[Message]]) -> Line:
    words, is_missed = WORDS[promised.kind], promised.state is State.MISSED
    messages = [each for each in said.get(told.application.id, ()) if each.template in words.templates]
    return Line(
        application_id=told.application.id,
        cohort_id=told.cohort.id,
        reference=told.application.reference,
        name=told.name,
        label=words.staff,
        due_at=promised.due_at,
        state=STATES[promised.state],
        mark=MARKS[promised.state],
        zone=told.programme.time_zone,
        said=[_in_words(message) for message in messages],
        owner=told.owner if is_missed else "",
        next_step=words.next_step if is_missed else "",
        is_about_result=is_missed and promised.kind is Kind.DECIDED,
    )


def _in_words(message: Message) -> Said:
    subject = subject_of(WORDINGS[message.template], message.facts)
    return Said(subject, message.sent_at or message.made_at, message.sent_at is not None)


def _said(work: Work, shown: Sequence[Told]) -> dict[UUID, list[Message]]:
    """What was written about these promises, by the application that each message leads to."""
    found: dict[UUID, list[Message]] = {}
    people = {told.application.person_id for told in shown}
    wanted = select(Message).where(col(Message.person_id).in_(people), col(Message.template).in_(TEMPLATES))
    for message in work.db.scalars(wanted.order_by(col(Message.made_at), col(Message.id))):
        for application_id in {told.application.id for told in shown}:
            if f"/{application_id}" in message.path:
                found.setdefault(application_id, []).append(message)
    return found


def _query(typed: Mapping[str, Sequence[str]], *, after: str) -> str:
    kept = {name: [value for value in values if value] for name, values in typed.items() if name != "after"}
    return urlencode({**kept, **({"after": after} if after else {})}, doseq=True)
