"""What an applicant sees while answering: one question on a page, or all of them on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.words import N_, Sentence, sentence
from app.forms.applications import ANSWER, KINDS, PAGE_FIELDS, VERSION, Answers, answers_form
from app.forms.files import Attachment
from app.forms.filling import Filled
from app.models.applications import Answer
from app.pages.applications_lines import Line, part_lines
from app.pages.applications_steps import PLACES, ROUTES, is_draft, open_questions, path_after, path_to
from app.pages.applications_tasks import Crumb, Steps, steps
from app.pages.uploads import Unfinished
from app.rules import answers as law
from app.rules.answers_moments import moments_in_words
from app.rules.answers_reading import who_reads
from app.rules.answers_reuse import as_answer_to
from app.rules.blueprints import Part, Question
from app.rules.blueprints_checks import PERSONAL
from app.rules.retentions import kept_in_words
from app.rules.uploads import PIECE_BYTES
from app.services.applications_answering import changed_elsewhere, outdated
from app.services.applications_reading import Case

CONFLICT = 409

DRAFTS = "js/calm-drafts.js"
SCRIPTS = {"file": "js/calm-uploads.js"}
"""What a page needs instead of the script of every page: most keep what is typed, one sends files."""

TEMPLATES = {"file": "applications/file.html", "adjustments": "applications/adjustments.html"}


@dataclass(frozen=True)
class NewerText:
    """What another tab saved after this page was opened."""

    key: str
    question: str
    words: Sequence[str]
    saved_at: datetime


@dataclass(frozen=True)
class EarlierAnswer:
    """A question that is filled in with what the person said to it in another application."""

    label: str
    answered_at: datetime


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
    kept_for: Sentence
    line: Line
    action: str
    onward: str
    is_open: bool
    is_list: bool
    moments: Sequence[Sentence]
    earlier: Sequence[EarlierAnswer]
    newer: Sequence[NewerText]
    drafted_at: datetime | None
    zone: str
    form: Filled[Any]
    crumb: Crumb
    unfinished: Unfinished | None
    script: str
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
    earlier: Sequence[EarlierAnswer]
    newer: Sequence[NewerText]
    drafted_at: datetime | None
    zone: str
    form: Filled[Answers]
    part: str
    crumb: Crumb
    title: str = N_("All questions on one page")
    page_fields: Sequence[str] = PAGE_FIELDS
    script: str = DRAFTS

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
        who_reads=who_reads(question, case.answers.get(question.key)),
        kept_for=kept_in_words(question),
        line=next(line for line in part_lines(case, part, back=back) if line.key == question.key),
        action=path_to(case, question, back=back),
        onward=path_after(case, question, back),
        is_open=case.may_change(question),
        is_list=question.kind == "things",
        moments=moments_in_words(question, case.cohort, case.blueprint.time_zone),
        earlier=_answered_before(case, [question]),
        newer=newer,
        drafted_at=_drafted_at(case, [question]),
        zone=case.programme.time_zone,
        form=_with_newest_versions(case, typed) if typed else _blank(case, question),
        crumb=_crumb(case, part, back),
        unfinished=unfinished,
        script=SCRIPTS.get(question.kind, DRAFTS),
    )  # fmt: skip


def all_questions(case: Case, typed: Filled[Answers] | None = None) -> AllQuestions:
    return AllQuestions(
        application_id=case.application.id,
        sections=[section for part in case.blueprint.parts if (section := _section(case, part)).is_there],
        is_draft=is_draft(case),
        earlier=_answered_before(case, open_questions(case)),
        newer=_newer_texts(case, typed),
        drafted_at=_drafted_at(case, open_questions(case)),
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
    """The stored texts; before the first answer, what is known of the person already (rule F8)."""
    known: dict[str, object] = {}
    for question in questions:
        if question.kind in KINDS:
            known[ANSWER + question.key] = _newest(case, question)
            known[VERSION + question.key] = case.version(question.key)
    return Filled.blank(answers_form(questions), page=case.mark, turn=0, **known)


def _newest(case: Case, question: Question) -> object:
    """The draft, else the answer, else what is known of the person."""
    draft = case.draft(question.key)
    return case.values.get(question.key, _known(case, question)) if draft is None else draft


def _known(case: Case, question: Question) -> object:
    """What the person's own record says, else what they answered to the same question in another application."""
    if question.key in case.answers:
        return None
    if question.purpose in PERSONAL:
        return str(getattr(case.person, question.purpose)) or None
    earlier = case.answered_before(question)
    return as_answer_to(question, earlier) if earlier else None


def _answered_before(case: Case, questions: Sequence[Question]) -> list[EarlierAnswer]:
    found = [(question, case.answered_before(question)) for question in questions]
    before = [EarlierAnswer(question.label, earlier.answered_at) for question, earlier in found if earlier]
    kept = [case.answers[q.key] for q in questions if q.key in case.answers]
    labels = {q.key: q.label for q in questions}
    return before + [EarlierAnswer(labels[a.question], a.copied_from) for a in kept if a.copied_from]


def _newer_texts(case: Case, typed: Filled[Any] | None) -> list[NewerText]:
    return newer_texts(case, _stale(case, typed) if typed else [])


def newer_texts(case: Case, keys: Sequence[str]) -> list[NewerText]:
    return [_newer(case.question(key), case.answers[key]) for key in keys if key in case.answers]


def _newer(question: Question, kept: Answer) -> NewerText:
    texts = kept.value if kept.draft is None else kept.draft
    return NewerText(question.key, question.label, law.in_words(question, texts), kept.drafted_at or kept.answered_at)


def _drafted_at(case: Case, questions: Sequence[Question]) -> datetime | None:
    """When the newest draft of these questions was kept; None where all that is stored is answers."""
    kept = [case.answers[question.key].drafted_at for question in questions if question.key in case.answers]
    return max((moment for moment in kept if moment is not None), default=None)


def _with_newest_versions(case: Case, typed: Filled[Any]) -> Filled[Any]:
    """Both texts are on the page now, so that saving again is a choice. Each of the answers says so."""
    stale = _stale(case, typed)
    versions = {VERSION + key: [str(case.version(key))] for key in stale}
    errors = {**typed.errors, **{ANSWER + key: changed_elsewhere(case.question(key)) for key in stale}}
    return Filled(typed.kind, {**typed.typed, **versions}, typed.form, errors, typed.refusal)


def _stale(case: Case, typed: Filled[Any]) -> list[str]:
    return outdated(case, typed.form) if isinstance(typed.form, Answers) else []


def _crumb(case: Case, part: Part, back: str) -> Crumb:
    ids = {"application_id": case.application.id}
    if back in PLACES:
        return PLACES[back], ROUTES[back], ids
    return part.title, "applications.part", {**ids, "part": part.key}
