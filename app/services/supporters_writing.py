"""What a supporter writes for somebody: kept apart from the answers until the person takes it, changes it or takes it out."""

from uuid import UUID

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.accommodations import RemarkForm
from app.forms.applications import ANSWER, Answers
from app.forms.sign_ins import Nothing
from app.forms.supporters import Spoken, Taken
from app.models.accommodations import Accommodation
from app.models.supporters import PreparedAnswer
from app.rules.answers import is_given
from app.rules.blueprints import Question
from app.rules.supporters import WRITTEN
from app.services import accommodations, applications_answering
from app.services.applications_reading import Case
from app.services.supporters_prepared import Prepared
from app.services.supporters_sight import Sight, may_speak

NOT_NOW = N_("%(person)s cannot change this answer any more, so no new text can be written for it.")
NEWER = N_("There is newer text from another tab or another person. Read both texts, then save one.")


def write(work: Work, sight: Sight, case: Case, question: Question, form: Answers) -> None:
    """Keep a text for this question, on behalf of the person. Never over text that this page has not seen."""
    if not case.may_change(question):
        raise Refused(sentence(NOT_NOW, person=sight.first_name), field=ANSWER + question.key)
    value = form.values()[question.key]
    if not is_given(value):
        raise Refused(N_("Write something, or leave the page as it is"), field=ANSWER + question.key)
    known = sight.text_for(question.key)
    if form.stamp(question.key).version != (known.row.version if known else 0):
        raise Refused(NEWER, field=ANSWER + question.key)
    row = known.row if known else None
    if row is None:
        row = PreparedAnswer(
            id=work.new_id(), application_id=case.application.id, supporter_id=sight.support.id, question=question.key,
            value=value, written_at=work.now, version=0,
        )  # fmt: skip
        work.db.add(row)
    row.value, row.supporter_id, row.written_at = value, sight.support.id, work.now
    row.settled_at, row.answer_version, row.version = None, None, row.version + 1
    _record(work, WRITTEN, case, question, on_behalf_of=sight.person.id)


def take(work: Work, case: Case, prepared: Prepared, form: Taken) -> None:
    """Make it the person's own answer, as it was written or as they changed it."""
    key = prepared.row.question
    question = case.question(key)
    as_written = form.values()[key] == prepared.row.value
    applications_answering.answer(work, case, form)
    if form.prepared == prepared.row.version:
        prepared.row.settled_at = work.now
        prepared.row.answer_version = case.version(key) if as_written else None
    _record(work, "supporters.answer_taken" if as_written else "supporters.answer_changed", case, question)


def take_out(work: Work, case: Case, prepared: Prepared, _form: Nothing) -> None:
    """Put it aside. The person's own answer stays as it is. Doing it twice changes nothing."""
    if prepared.waits:
        prepared.row.settled_at = work.now
        prepared.row.version += 1
        _record(work, "supporters.answer_taken_out", case, case.question(prepared.row.question))


def speak(work: Work, sight: Sight, accommodation: Accommodation, form: Spoken) -> None:
    """Write to the adviser for the person. Both read who wrote it and for whom."""
    if not may_speak(sight):
        raise Missing
    accommodations.remark(work, accommodation, RemarkForm(words=form.words), on_behalf_of=sight.person.id)


def _record(work: Work, name: str, case: Case, question: Question, *, on_behalf_of: UUID | None = None) -> None:
    application = case.application
    work.record(
        Event(
            name, application.id, about=application.person_id, programme_id=application.programme_id,
            on_behalf_of=on_behalf_of, facts={"questions": question.key},
        )
    )  # fmt: skip
