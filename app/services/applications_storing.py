"""Storing one answer with everything that was asked, and telling the person's own record what follows from it."""

from datetime import datetime
from uuid import UUID

from app.core.events import Event
from app.core.marks import marks_of
from app.core.work import Work
from app.forms.applications import Stamp
from app.models.applications import Answer, Application
from app.models.people import Channel, Person
from app.models.programmes import Programme
from app.rules.answers import Value
from app.rules.answers_wording import as_asked, wording_of
from app.rules.blueprints import Question
from app.rules.blueprints_checks import PERSONAL
from app.rules.ties import asks_for_employer
from app.services.applications_reading import Case

UNKNOWN_PAGE = Stamp(version=0, page="", turn=0)


def store(
    work: Work,
    case: Case,
    question: Question,
    value: Value,
    *,
    stamp: Stamp = UNKNOWN_PAGE,
    copied_from: datetime | None = None,
) -> None:
    """Keep this answer in place of an earlier one and of any draft.

    `stamp` names the page that it was written on. `copied_from` is when it was first given, if nobody read it again.
    """
    kept = case.answers.get(question.key)
    if kept is None:
        kept = Answer(
            id=work.new_id(), application_id=case.application.id, question=question.key, wording="", value="",
            answered_at=work.now, version=0,
        )  # fmt: skip
        work.db.add(kept)
        case.answers[question.key] = kept
    kept.value, kept.wording, kept.asked_as = value, question.label, wording_of(question)
    kept.employer_marks = _employer_marks(work, case.programme, question, value)
    kept.answered_at, kept.copied_from = work.now, copied_from
    kept.draft, kept.drafted_at = None, None
    kept.page, kept.turn, kept.version = stamp.page, stamp.turn, kept.version + 1
    _tell_person(work, case.application.person_id, question, value)


def correct(work: Work, application: Application, programme: Programme, answer: Answer, value: Value) -> None:
    """Put right what stands in a sent application, by somebody who is not its writer.

    The question stays as it was asked, and so does a draft of the person. Their open pages are older from now on, and a
    copy for reviewers waits until a manager has read it again. Records `applications.corrected`.
    """
    question = as_asked(answer)
    answer.value, answer.answered_at, answer.copied_from = value, work.now, None
    answer.page, answer.turn, answer.version = "", 0, answer.version + 1
    if question is not None:
        answer.employer_marks = _employer_marks(work, programme, question, value)
        _tell_person(work, application.person_id, question, value)
    work.record(
        Event(
            "applications.corrected", application.id, about=application.person_id,
            programme_id=application.programme_id, facts={"questions": answer.question},
        )
    )  # fmt: skip


def _employer_marks(work: Work, programme: Programme, question: Question, value: Value) -> str:
    """A sealed answer cannot be compared with the programme's employers, and its marks can."""
    asked = isinstance(value, str) and asks_for_employer(programme.key, question.key)
    return marks_of(work.vault, str(value)) if asked else ""


def _tell_person(work: Work, person_id: UUID, question: Question, value: Value) -> None:
    """What is known of the person everywhere follows their own newest answer."""
    if question.purpose not in PERSONAL or not value:
        return
    person = work.db.get_one(Person, person_id)
    setattr(person, question.purpose, Channel(str(value)) if question.purpose == "channel" else value)
