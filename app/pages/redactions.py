"""What reviewers are shown of one application, for its managers: each answer in free text, its copy, and the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled, FilledField
from app.forms.redactions import Redacting
from app.models.applications import Answer, Application
from app.models.files import File
from app.models.programmes import Programme
from app.models.redactions import Redaction, WithheldFile
from app.pages.readings import WorkSample, work_samples
from app.rules.blueprints import Reader, blueprint_of
from app.rules.redactions import HIDDEN, as_text, redactable, redactions_of, shown
from app.services.redactions import Passage

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """`words` are what reviewers read now. `is_outdated` says that the answer is newer than its copy."""

    key: str
    wording: str
    words: str
    is_cut: bool
    is_outdated: bool


@dataclass(frozen=True)
class FileLine:
    work: WorkSample
    is_withheld: bool


@dataclass(frozen=True)
class Shown:
    application_id: UUID
    title: Sentence
    lines: Sequence[Line]
    files: Sequence[FileLine]
    crumb: Crumb


@dataclass(frozen=True)
class Editing:
    """`saved` is the copy as it stands, drawn beside the form when somebody else changed it meanwhile."""

    application_id: UUID
    key: str
    title: Sentence
    original: str
    is_outdated: bool
    saved: str | None
    answer_version: FilledField
    version: FilledField
    crumb: Crumb


def listing(work: Work, application: Application) -> Shown:
    blueprint = blueprint_of(work.db.get_one(Programme, application.programme_id).key)
    answers = {
        answer.question: answer
        for answer in work.db.scalars(select(Answer).where(col(Answer.application_id) == application.id))
    }
    copies = {copy.question: copy for copy in work.db.scalars(redactions_of(application))}
    withheld = set(
        work.db.scalars(
            select(WithheldFile.file_id)
            .join(File, col(File.id) == WithheldFile.file_id)
            .where(col(File.application_id) == application.id)
        )
    )
    return Shown(
        application_id=application.id,
        title=sentence(N_("What reviewers read of %(reference)s"), reference=application.reference),
        lines=[
            _line(answers[question.key], copies)
            for question in redactable(blueprint)
            if question.key in answers and as_text(answers[question.key].value)
        ],
        files=[
            FileLine(sample, sample.file_id in withheld)
            for sample in work_samples(work.db, application, blueprint, Reader.MANAGER)
        ],
        crumb=(N_("the application"), "decisions.show", {"application_id": application.id}),
    )


def known(passage: Passage) -> Filled[Redacting]:
    """The form with the copy as it stands; of an older answer the copy is begun anew."""
    copy = passage.redaction
    return Filled.blank(Redacting, words=passage.original if copy is None or passage.is_outdated else copy.words)


def editing(passage: Passage, filled: Filled[Redacting]) -> Editing:
    copy = passage.redaction
    version = copy.version if copy else 0
    was_changed = filled.form is not None and filled.form.version != version
    carried = Filled.blank(Redacting, answer_version=passage.answer.version, version=version)
    return Editing(
        application_id=passage.application.id,
        key=passage.question.key,
        title=sentence(
            N_("Hide words of %(reference)s from reviewers: %(question)s"),
            reference=passage.application.reference,
            question=Sentence(passage.answer.wording),
        ),
        original=passage.original,
        is_outdated=passage.is_outdated,
        saved=copy.words if copy and was_changed else None,
        answer_version=carried.field("answer_version"),
        version=carried.field("version"),
        crumb=(N_("what reviewers read"), "redactions.listing", {"application_id": passage.application.id}),
    )


def _line(answer: Answer, copies: Mapping[str, Redaction]) -> Line:
    copy = copies.get(answer.question)
    if copy is None:
        return Line(answer.question, answer.wording, as_text(answer.value), is_cut=False, is_outdated=False)
    words = shown(copy.words, made_from=copy.answer_version, version=answer.version)
    return Line(
        answer.question,
        answer.wording,
        words,
        is_cut=HIDDEN in words,
        is_outdated=copy.answer_version != answer.version,
    )
