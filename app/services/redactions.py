"""Leaving passages of an answer out of what reviewers read, and withholding files from them. Both can be undone."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.redactions import Redacting, Withholding
from app.models.applications import Answer, Application
from app.models.files import File
from app.models.programmes import Programme
from app.models.redactions import Redaction, WithheldFile
from app.rules.blueprints import Question, Reader, blueprint_of
from app.rules.redactions import HIDDEN, as_text, is_cut_from, redactable

CHANGED_ANSWER = N_("The applicant changed this answer since you opened this page. Read it again, then make the copy.")
CHANGED_COPY = N_("Somebody changed this copy since you opened this page. Check both, then save again.")


@dataclass(frozen=True)
class Passage:
    """One answer in free text with the copy that was made of it, if there is one."""

    application: Application
    question: Question
    answer: Answer
    redaction: Redaction | None

    @property
    def original(self) -> str:
        return as_text(self.answer.value)

    @property
    def is_outdated(self) -> bool:
        return self.redaction is not None and self.redaction.answer_version != self.answer.version


def passage_of(work: Work, application: Application, key: str) -> Passage:
    """Raises `Missing` for a question that reviewers do not read in free text, or that has no answer."""
    blueprint = blueprint_of(work.db.get_one(Programme, application.programme_id).key)
    question = next((question for question in redactable(blueprint) if question.key == key), None)
    answer = work.db.scalars(
        select(Answer).where(col(Answer.application_id) == application.id, col(Answer.question) == key)
    ).one_or_none()
    if question is None or answer is None or not as_text(answer.value):
        raise Missing
    return Passage(application, question, answer, work.db.get(Redaction, (application.id, key)))


def redact(work: Work, passage: Passage, form: Redacting) -> None:
    """Keep the copy. A copy without anything left out is none: reviewers then read the answer itself."""
    redaction = passage.redaction
    if form.answer_version != passage.answer.version:
        raise Refused(CHANGED_ANSWER)
    if form.version != (redaction.version if redaction else 0):
        raise Refused(CHANGED_COPY)
    if not is_cut_from(form.words, passage.original):
        raise Refused(
            sentence(N_("Only replace passages by %(mark)s. All other words stay as they were written"), mark=HIDDEN),
            field="words",
        )
    if form.words == passage.original:
        if redaction is not None:
            work.db.delete(redaction)
            _record(work, passage.application, "redactions.removed", question=passage.question.key)
        return
    redaction = redaction or Redaction(
        application_id=passage.application.id,
        question=passage.question.key,
        words="",
        answer_version=0,
        made_by=_me(work),
        made_at=work.now,
        version=0,
    )
    redaction.words, redaction.answer_version, redaction.version = form.words, form.answer_version, form.version + 1
    redaction.made_by, redaction.made_at = _me(work), work.now
    work.db.add(redaction)
    _record(work, passage.application, "redactions.made", question=passage.question.key)


def file_of(work: Work, application: Application, file_id: UUID) -> File:
    """A file of this application under a question that reviewers read. Raises `Missing` for any other."""
    blueprint = blueprint_of(work.db.get_one(Programme, application.programme_id).key)
    file = work.db.get(File, file_id)
    readable = {question.key for question in blueprint.questions if Reader.REVIEWER in question.readers}
    if file is None or file.application_id != application.id or file.question not in readable:
        raise Missing
    return file


def withhold(work: Work, application: Application, file: File, form: Withholding) -> None:
    """Keep a file from reviewers, or show it to them again. A second press changes nothing."""
    withheld = work.db.get(WithheldFile, file.id)
    if form.is_withheld and withheld is None:
        work.db.add(WithheldFile(file_id=file.id, withheld_by=_me(work), withheld_at=work.now))
        _record(work, application, "redactions.file_withheld", question=file.question)
    if not form.is_withheld and withheld is not None:
        work.db.delete(withheld)
        _record(work, application, "redactions.file_shown", question=file.question)


def _record(work: Work, application: Application, name: str, *, question: str) -> None:
    work.record(
        Event(
            name,
            application.id,
            about=application.person_id,
            programme_id=application.programme_id,
            facts={"question": question},
        )
    )


def _me(work: Work) -> UUID:
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only managers in
    return work.actor.person_id
