"""Answers that are shared with a supporter, the page on which they write one, and what the person does with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.applications import ANSWER, KINDS, VERSION, Answers
from app.forms.filling import Filled
from app.forms.supporters import Taken, taking_form, writing_form
from app.models.applications import Application
from app.models.supporters import Level, Supporter
from app.pages.applications_lines import Line, part_lines
from app.pages.supporters_helping import Crumb, crumb_to
from app.pages.supporters_texts import Text, is_asked, text_for, text_of
from app.rules import answers as law
from app.rules.answers_reading import who_reads
from app.rules.blueprints import Question
from app.rules.supporters_sections import answers_key
from app.services.applications_reading import Case, case_of
from app.services.supporters_prepared import Prepared
from app.services.supporters_sight import Sight, question_to_fill_in, read_part


@dataclass(frozen=True)
class SharedLine:
    """One question with its answer. `text` is what was written for it; `write` says if more can be written."""

    line: Line
    text: Text | None
    write: bool


@dataclass(frozen=True)
class PartPage:
    support_id: UUID
    application_id: UUID
    part_key: str
    helping: str
    lines: Sequence[SharedLine]
    part: str
    title: Sentence
    crumb: Crumb


@dataclass(frozen=True)
class WritingPage:
    """`now` is the person's own answer in words; `text` what stands written already."""

    support_id: UUID
    application_id: UUID
    key: str
    part_key: str
    helping: str
    label: str
    now: Sequence[str]
    text: Text | None
    is_open: bool
    who_reads: Sentence
    part: str
    title: Sentence
    form: Filled[Any]
    crumb: Crumb


@dataclass(frozen=True)
class TakingPage:
    """A text that somebody wrote for the person, beside their own answer."""

    application_id: UUID
    key: str
    text: Text
    now: Sequence[str]
    is_open: bool
    part: str
    form: Filled[Any]
    crumb: Crumb
    title: str = N_("A text that was written for you")


def part_page(work: Work, support: Supporter, application: UUID, key: str) -> PartPage:
    sight, case, part = read_part(work, support, application, key)
    fills = sight.level(answers_key(application, part.key)) is Level.FILL_IN
    return PartPage(
        support_id=support.id,
        application_id=application,
        part_key=part.key,
        helping=sight.first_name,
        lines=[_shared(case, line, sight.text_for(line.key), fills=fills) for line in part_lines(case, part, back="")],
        part=case.programme.name,
        title=sentence(N_("%(person)s: %(section)s"), person=sight.person.name, section=Sentence(part.title)),
        crumb=crumb_to(support, sight.person),
    )


def writing(sight: Sight, case: Case, question: Question, typed: Filled[Answers] | None = None) -> WritingPage:
    """`typed` is what could not be kept; the newest text then stands above it, and saving again is a choice."""
    found = sight.text_for(question.key)
    version = found.row.version if found else 0
    stored = found.row.value if found and found.waits else case.values.get(question.key)
    blank = Filled.blank(writing_form(question), **{ANSWER + question.key: stored, VERSION + question.key: version})
    part = case.part_of(question)
    return WritingPage(
        support_id=sight.support.id,
        application_id=case.application.id,
        key=question.key,
        part_key=part.key,
        helping=sight.first_name,
        label=question.label,
        now=_now(case, question),
        text=text_of(case, found) if found else None,
        is_open=case.may_change(question),
        who_reads=who_reads(question, case.answers.get(question.key)),
        part=case.programme.name,
        title=sentence(N_("Write for %(person)s"), person=sight.first_name),
        form=_with(typed, VERSION + question.key, version) if typed else blank,
        crumb=(part.title, "supporters.part", place_of(sight.support, case, question)),
    )


def open_writing(
    work: Work, support: Supporter, application: UUID, key: str, *, to_change: bool = False
) -> tuple[Sight, Case, Question]:
    """A question that is typed; files and adjustments are for the person alone to give."""
    sight, case, question = question_to_fill_in(work, support, application, key, to_change=to_change)
    if question.kind not in KINDS:
        raise Missing
    return sight, case, question


def place_of(support: Supporter, case: Case, question: Question) -> dict[str, Any]:
    """The part that this question stands in, as the supporter's pages address it."""
    part = case.part_of(question).key
    return {"supporter_id": support.id, "application_id": case.application.id, "part": part}


def taking(work: Work, application: Application, key: str, *, to_change: bool = False) -> tuple[Case, Prepared]:
    case = case_of(work, application, to_change=to_change)
    prepared = text_for(work, case, key)
    if prepared is None or not is_asked(case, prepared):
        raise Missing
    return case, prepared


def taking_page(case: Case, prepared: Prepared, typed: Filled[Taken] | None = None) -> TakingPage:
    key = prepared.row.question
    question = case.question(key)
    kind = taking_form(question)
    version, written = case.version(key), prepared.row.version
    blank = Filled.blank(kind, **{ANSWER + key: prepared.row.value, VERSION + key: version, "prepared": written})
    return TakingPage(
        application_id=case.application.id,
        key=key,
        text=text_of(case, prepared),
        now=_now(case, question),
        is_open=case.may_change(question),
        part=case.programme.name,
        form=_with(_with(typed, VERSION + key, version), "prepared", written) if typed else blank,
        crumb=(N_("all your answers"), "applications.check", {"application_id": case.application.id}),
    )


def _shared(case: Case, line: Line, prepared: Prepared | None, *, fills: bool) -> SharedLine:
    question = case.question(line.key)
    write = fills and question.kind in KINDS and case.may_change(question)
    return SharedLine(line, text_of(case, prepared) if prepared and prepared.waits else None, write)


def _now(case: Case, question: Question) -> Sequence[str]:
    value = case.values.get(question.key)
    return [] if value is None else law.in_words(question, value)


def _with(typed: Filled[Any], name: str, value: int) -> Filled[Any]:
    return Filled(typed.kind, {**typed.typed, name: [str(value)]}, typed.form, typed.errors, typed.refusal)
