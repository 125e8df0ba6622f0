"""What an applicant sees while answering: one question on a page, or all of them on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.words import N_, Sentence, sentence
from app.forms.applications import ANSWER, KINDS, VERSION, Answers, answers_form
from app.forms.files import Attachment
from app.forms.filling import Filled
from app.pages.applications_lines import Line, part_lines
from app.pages.applications_steps import PLACES, ROUTES, is_draft, open_questions, path_after, path_to
from app.pages.applications_tasks import Crumb, Steps, steps
from app.pages.uploads import Unfinished
from app.rules import answers as law
from app.rules.blueprints import Part, Question
from app.rules.uploads import PIECE_BYTES
from app.services.applications_answering import changed_elsewhere, outdated
from app.services.applications_reading import Case

CONFLICT = 409

TEMPLATES = {"file": "applications/file.html", "adjustments": "applications/adjustments.html"}


@dataclass(frozen=True)
class NewerText:
    """What another tab saved after this page was opened."""

    question: str
    words: Sequence[str]
    saved_at: datetime


@dataclass(frozen=True)
class QuestionPage:
    """`form` is what to draw; `line` is the answer as it is stored."""

    application_id: UUID
    title: Sentence
    part: str
    steps: Steps
    key: str
    kind: str
    is_optional: bool
    hint: str
    who_reads: Sentence
    line: Line
    action: str
    onward: str
    is_open: bool
    newer: Sequence[NewerText]
    zone: str
    form: Filled[Any]
    crumb: Crumb
    unfinished: Unfinished | None
    scripts: Sequence[str]
    piece_bytes: int = PIECE_BYTES

    @property
    def template(self) -> str:
        return TEMPLATES.get(self.kind, "applications/question.html")

    @property
    def status(self) -> int | None:
        return CONFLICT if self.newer else None


@dataclass(frozen=True)
class Section:
    """One part on the page of all questions: the names of its fields, and the questions with pages of their own."""

    title: str
    names: Sequence[str]
    elsewhere: Sequence[Line]

    @property
    def is_there(self) -> bool:
        return bool(self.names or self.elsewhere)


@dataclass(frozen=True)
class AllQuestions:
    application_id: UUID
    sections: Sequence[Section]
    is_draft: bool
    newer: Sequence[NewerText]
    zone: str
    form: Filled[Answers]
    part: str
    crumb: Crumb
    title: str = N_("All questions on one page")

    @property
    def status(self) -> int | None:
        return CONFLICT if self.newer else None


def question_page(
    case: Case, question: Question, back: str, typed: Filled[Any] | None = None, *, unfinished: Unfinished | None = None
) -> QuestionPage:
    """The page of one question, with what is stored or with what was just typed."""
    part = case.part_of(question)
    asked = case.asked_in(part)
    newer = _newer_texts(case, typed)
    return QuestionPage(
        application_id=case.application.id,
        title=sentence(
            N_("%(part)s, question %(number)s of %(total)s"),
            part=Sentence(part.title), number=asked.index(question) + 1, total=len(asked),
        ),
        part=case.programme.name,
        steps=steps(case, part),
        key=question.key,
        kind=question.kind,
        is_optional=question.optional,
        hint=question.help,
        who_reads=law.who_reads(question),
        line=next(line for line in part_lines(case, part, back=back) if line.key == question.key),
        action=path_to(case, question, back=back),
        onward=path_after(case, question, back),
        is_open=case.may_change(question),
        newer=newer,
        zone=case.programme.time_zone,
        form=_with_newest_versions(case, typed) if typed else _blank(case, question),
        crumb=_crumb(case, part, back),
        unfinished=unfinished,
        scripts=("js/uploads.js",) if question.kind == "file" else (),
    )  # fmt: skip


def all_questions(case: Case, typed: Filled[Answers] | None = None) -> AllQuestions:
    return AllQuestions(
        application_id=case.application.id,
        sections=[section for part in case.blueprint.parts if (section := _section(case, part)).is_there],
        is_draft=is_draft(case),
        newer=_newer_texts(case, typed),
        zone=case.programme.time_zone,
        form=_with_newest_versions(case, typed) if typed else _filled_in(case, open_questions(case)),
        part=case.programme.name,
        crumb=(N_("all parts"), "applications.tasks", {"application_id": case.application.id}),
    )


def _section(case: Case, part: Part) -> Section:
    asked = [question for question in case.asked_in(part) if case.may_change(question)]
    elsewhere = {question.key for question in asked if question.kind not in KINDS}
    return Section(
        part.title,
        [name + question.key for question in asked if question.kind in KINDS for name in (ANSWER, VERSION)],
        [line for line in part_lines(case, part, back="all") if line.key in elsewhere],
    )


def _blank(case: Case, question: Question) -> Filled[Any]:
    return Filled.blank(Attachment) if question.kind == "file" else _filled_in(case, [question])


def _filled_in(case: Case, questions: Sequence[Question]) -> Filled[Answers]:
    """The stored answers; before the first answer, what is known of the person already (rule F8)."""
    known: dict[str, object] = {}
    for question in questions:
        if question.kind in KINDS:
            known[ANSWER + question.key] = case.values.get(question.key, _known(case, question))
            known[VERSION + question.key] = case.version(question.key)
    return Filled.blank(answers_form(questions), **known)


def _known(case: Case, question: Question) -> str | None:
    if not question.purpose or question.key in case.answers:
        return None
    return str(getattr(case.person, question.purpose)) or None


def _newer_texts(case: Case, typed: Filled[Any] | None) -> list[NewerText]:
    stale = _stale(case, typed) if typed else []
    return [
        NewerText(question.label, law.in_words(question, case.answers[key].value), case.answers[key].answered_at)
        for key in stale
        if (question := case.question(key))
    ]


def _with_newest_versions(case: Case, typed: Filled[Any]) -> Filled[Any]:
    """Both texts are on the page now, so that saving again is a choice. Each of the answers says so."""
    stale = _stale(case, typed)
    versions = {VERSION + key: [str(case.version(key))] for key in stale}
    errors = {**typed.errors, **{ANSWER + key: changed_elsewhere(case.question(key)) for key in stale}}
    return Filled(typed.kind, {**typed.typed, **versions}, typed.form, errors)


def _stale(case: Case, typed: Filled[Any]) -> list[str]:
    return outdated(case, typed.form) if isinstance(typed.form, Answers) else []


def _crumb(case: Case, part: Part, back: str) -> Crumb:
    ids = {"application_id": case.application.id}
    if back in PLACES:
        return PLACES[back], ROUTES[back], ids
    return part.title, "applications.part", {**ids, "part": part.key}
