"""What a visitor sees while answering without an account: the first questions, then the address to keep them under."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.vault import LOCKED
from app.core.words import N_, Sentence, sentence
from app.forms.applications import ANSWER, VERSION, Answers, answers_form, read_answers
from app.forms.filling import Filled, Typed
from app.forms.first_answers import FirstAddress
from app.pages.applications_answering import NewerText
from app.pages.applications_lines import ONE_TEXT
from app.rules import answers as law
from app.services.applications_answering import changed_elsewhere
from app.services.first_answers import FirstCase, outdated

CONFLICT = 409

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class FirstSending:
    """First answers as they were sent."""

    case: FirstCase
    filled: Filled[Answers]


@dataclass(frozen=True)
class Line:
    label: str
    words: Sequence[str]
    is_text: bool
    change: str | None


@dataclass(frozen=True)
class FirstPage:
    """The first questions. `kept_until` is None while nothing is kept.

    `unread`, here and below, is the sentence in place of answers that cannot be read now.
    """

    key: str
    title: Sentence
    part: str
    is_open: bool
    is_joined: bool
    kept_until: datetime | None
    lines: Sequence[Line]
    newer: Sequence[NewerText]
    zone: str
    form: Filled[Answers]
    crumb: Crumb
    unread: str

    @property
    def status(self) -> int | None:
        return CONFLICT if self.newer else None


@dataclass(frozen=True)
class AddressPage:
    """`sent_to` is the address that has a link already, empty before that."""

    key: str
    part: str
    sent_to: str
    kept_until: datetime | None
    lines: Sequence[Line]
    zone: str
    crumb: Crumb
    unread: str
    title: str = N_("Where should we send the link?")


@dataclass(frozen=True)
class Forgetting:
    key: str
    part: str
    lines: Sequence[Line]
    crumb: Crumb
    unread: str
    title: str = N_("Remove your answers from here?")


def read_first(case: FirstCase, typed: Typed) -> FirstSending:
    """Each answer may wait; what is typed is checked as strictly as later."""
    return FirstSending(case, read_answers(case.asked, typed, may_be_empty=True))


def first_page(case: FirstCase, typed: Filled[Answers] | None = None) -> FirstPage:
    key, name = case.programme.key, case.programme.name
    return FirstPage(
        key=key,
        title=sentence(N_("First questions: %(programme)s"), programme=name),
        part=name,
        is_open=case.cohort is not None,
        is_joined=bool(case.kept and case.kept.joined_at),
        kept_until=case.kept_until,
        lines=_lines(case, change=None),
        newer=_newer(case, typed),
        zone=case.programme.time_zone,
        form=_with_newest_versions(case, typed) if typed else _filled_in(case),
        crumb=(name, "programmes.show", {"key": key}),
        unread=_unread(case),
    )


def address_page(case: FirstCase) -> AddressPage:
    key = case.programme.key
    return AddressPage(
        key=key,
        part=case.programme.name,
        sent_to=case.kept.email if case.kept and not case.kept.joined_at else "",
        kept_until=case.kept_until,
        lines=_lines(case, change=f"/programmes/{key}/first-answers"),
        zone=case.programme.time_zone,
        crumb=(N_("the first questions"), "first_answers.show", {"key": key}),
        unread=_unread(case),
    )


def address_form(case: FirstCase) -> Filled[FirstAddress]:
    return Filled.blank(FirstAddress, email=case.kept.email if case.kept else "")


def forgetting(case: FirstCase) -> Forgetting:
    key = case.programme.key
    crumb: Crumb = (N_("the first questions"), "first_answers.show", {"key": key})
    return Forgetting(key, case.programme.name, _lines(case, change=None), crumb, _unread(case))


def next_route(case: FirstCase, filled: Filled[Answers]) -> str:
    """The same page while an answer brought a further question, then the page that asks for the address."""
    was_asked = {name.removeprefix(ANSWER) for name in filled.kind.model_fields if name.startswith(ANSWER)}
    brought = {question.key for question in case.asked} - was_asked
    return "first_answers.show" if brought else "first_answers.address"


def _unread(case: FirstCase) -> str:
    return LOCKED if case.words.are_closed else ""


def _filled_in(case: FirstCase) -> Filled[Answers]:
    known: dict[str, object] = {}
    for question in case.asked:
        known[ANSWER + question.key] = case.values.get(question.key)
        known[VERSION + question.key] = case.words.versions.get(question.key, 0)
    return Filled.blank(answers_form(case.asked), **known)


def _lines(case: FirstCase, *, change: str | None) -> list[Line]:
    return [
        Line(q.label, law.in_words(q, case.values[q.key]), q.kind in ONE_TEXT, change)
        for q in case.asked
        if q.key in case.values
    ]


def _newer(case: FirstCase, typed: Filled[Answers] | None) -> list[NewerText]:
    if typed is None or typed.form is None or case.kept is None:
        return []
    return [
        NewerText(question.key, question.label, law.in_words(question, case.values[question.key]), case.kept.kept_at)
        for question in outdated(case, typed.form)
        if question.key in case.values
    ]


def _with_newest_versions(case: FirstCase, typed: Filled[Answers]) -> Filled[Answers]:
    """Both texts are on the page now, so that saving again is a choice."""
    stale = outdated(case, typed.form) if typed.form else []
    versions = {VERSION + q.key: [str(case.words.versions.get(q.key, 0))] for q in stale}
    errors = {**typed.errors, **{ANSWER + q.key: changed_elsewhere(q) for q in stale}}
    return Filled(typed.kind, {**typed.typed, **versions}, typed.form, errors, typed.refusal)
