"""Answers as they are read back: on a part, on the page to check and send, and after sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.words import N_
from app.forms.applications import ANSWER, Answers, answers_form, typed_questions
from app.forms.filling import WHOLE_FORM, Filled
from app.models.applications import ApplicationStatus
from app.pages.applications import crumb_to, host_of, words_of
from app.pages.files import FileLine, file_line
from app.pages.supporters_texts import Text
from app.rules import answers as law
from app.rules.applications_paths import question_path
from app.rules.blueprints import Part, Question
from app.services.applications_reading import Case
from app.services.applications_wanting import stops_sending, why_not_sent

NOT_ASKED_ANY_MORE = N_("Questions that are not asked any more")

ONE_TEXT = frozenset({"short_text", "long_text", "number", "date", "link"})


@dataclass(frozen=True)
class Line:
    """One question and its answer. `change` is the path to change it, None once it can no longer change."""

    key: str
    id: str
    label: str
    words: Sequence[str]
    is_text: bool
    is_list: bool
    host: str
    files: Sequence[FileLine]
    is_missing: bool
    has_draft: bool
    leads_on: bool
    copied_from: datetime | None
    change: str | None


@dataclass(frozen=True)
class PartLines:
    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Check:
    """`texts` were written for the applicant by somebody who helps them. With `sends_list` the press also sends what
    they ask for to help them, so that the words of that stand beside the button.
    """

    application_id: UUID
    parts: Sequence[PartLines]
    texts: Sequence[Text]
    sends_list: bool
    is_draft: bool
    closes_at: datetime
    zone: str
    people_decide: str
    part: str
    crumb: tuple[str, str, dict[str, Any]]
    title: str = N_("Check your answers, then send")


@dataclass(frozen=True)
class SentAnswers:
    application_id: UUID
    parts: Sequence[PartLines]
    sent_at: datetime | None
    change_until: datetime | None
    zone: str
    part: str
    crumb: tuple[str, str, dict[str, Any]]
    title: str = N_("What you sent")


def check(case: Case, texts: Sequence[Text], *, sends_list: bool) -> Check:
    return Check(
        application_id=case.application.id,
        parts=all_lines(case, back="check"),
        texts=texts,
        sends_list=sends_list,
        is_draft=case.application.status is ApplicationStatus.DRAFT,
        closes_at=case.closes_at,
        zone=case.programme.time_zone,
        people_decide=case.blueprint.people_decide,
        part=case.programme.name,
        crumb=(N_("all parts"), "applications.tasks", {"application_id": case.application.id}),
    )


def ready_to_send(case: Case) -> Filled[Answers]:
    """The form behind "Send application": it is filled when nothing is open, and else says what is, in order."""
    wanting = stops_sending(case)
    typed = typed_questions(wanting)
    filled = Filled(answers_form(typed), {}, form=None if wanting else Answers())
    filled.errors = {ANSWER + question.key: why_not_sent(case, question) for question in typed}
    if wanting and not typed:
        filled.errors[WHOLE_FORM] = why_not_sent(case, wanting[0])
    return filled


def sent_answers(case: Case) -> SentAnswers:
    ends = law.changes_end(case.application, case.blueprint)
    is_open = case.application.status in law.STILL_READ and case.now <= ends
    return SentAnswers(
        application_id=case.application.id,
        parts=all_lines(case, back="answers"),
        sent_at=case.application.sent_at,
        change_until=case.opening.until if case.opening else ends if is_open else None,
        zone=case.programme.time_zone,
        part=case.programme.name,
        crumb=crumb_to(case.application.id),
    )


def all_lines(case: Case, *, back: str) -> list[PartLines]:
    """Every part; then what was answered to questions that are not asked any more, in the words that asked for it."""
    parts = [PartLines(part.title, part_lines(case, part, back=back)) for part in case.blueprint.parts]
    gone = [_line_taken_out(case, question) for question in case.taken_out]
    return [*parts, PartLines(NOT_ASKED_ANY_MORE, gone)] if gone else parts


def part_lines(case: Case, part: Part, *, back: str) -> list[Line]:
    return [_line(case, part, question, back) for question in case.asked_in(part)]


def _line_taken_out(case: Case, question: Question) -> Line:
    return Line(
        key=question.key, id=f"field-{ANSWER}{question.key}", label=question.label,
        words=words_of(question, case.values[question.key]), is_text=question.kind in ONE_TEXT,
        is_list=question.kind == "things", host=host_of(question, case.values[question.key]), files=[], is_missing=False, has_draft=False, leads_on=False, copied_from=None,
        change=None,
    )  # fmt: skip


def _line(case: Case, part: Part, question: Question, back: str) -> Line:
    value = case.values.get(question.key)
    path = question_path(case.application.id, part.key, question.key, back=back)
    return Line(
        key=question.key,
        id=f"field-{ANSWER}{question.key}",
        label=question.label,
        words=[] if value is None else words_of(question, value),
        is_text=question.kind in ONE_TEXT,
        is_list=question.kind == "things",
        host=host_of(question, value),
        files=[file_line(file) for file in case.files if file.question == question.key],
        is_missing=question in case.missing,
        has_draft=case.draft(question.key) is not None,
        leads_on=question.kind == "adjustments",
        copied_from=answer.copied_from if (answer := case.answers.get(question.key)) else None,
        change=path if case.may_change(question) else None,
    )
