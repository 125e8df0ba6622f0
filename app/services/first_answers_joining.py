"""First answers become somebody's application: added where it has none, and never over what stands there already."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.applications import KINDS
from app.forms.first_answers import Joining
from app.forms.sign_ins import Nothing
from app.models.applications import Answer, Application
from app.models.first_answers import FirstAnswers
from app.models.programmes import Programme
from app.rules import answers as law
from app.rules.answers import Value, Values
from app.rules.applications_paths import application_path
from app.rules.blueprints import Blueprint, Question, blueprint_of
from app.rules.first_answers import KEPT_FOR, visible_to
from app.services import applications
from app.services.applications_answering import CLOSED_PART
from app.services.applications_reading import Case, case_of
from app.services.applications_storing import store
from app.services.first_answers import UNREAD, unseal

ENDED = N_("These answers were kept for 30 days. That time is over, and they are removed.")


@dataclass(frozen=True)
class Meeting:
    """Answers from before signing in beside those of the application, where there is one. Both by question.

    `is_closed` says that the earlier ones cannot be read now.
    """

    kept: FirstAnswers
    programme: Programme
    blueprint: Blueprint
    earlier: Values
    mine: Values
    is_closed: bool = False

    @property
    def questions(self) -> list[Question]:
        """What was answered before signing in, in the order it was asked."""
        return [question for question in self.blueprint.questions if question.key in self.earlier]

    @property
    def twofold(self) -> list[Question]:
        """The questions with two different answers."""
        return [q for q in self.questions if self.mine.get(q.key, self.earlier[q.key]) != self.earlier[q.key]]


def meeting(work: Work, kept: FirstAnswers) -> Meeting:
    """Both sets of answers in three statements."""
    if work.now >= kept.kept_at + KEPT_FOR:
        raise Missing(ENDED)
    programme = work.db.get_one(Programme, kept.programme_id)
    words = unseal(work, kept)
    earlier = {key: value for key, value in words.values.items() if law.is_given(value)}
    cohort = applications.open_cohort(work, programme.id)
    found = work.db.scalars(
        select(Answer)
        .join(Application, col(Application.id) == Answer.application_id)
        .where(
            col(Application.person_id) == work.actor.person_id,
            col(Application.cohort_id) == (cohort.id if cohort else None),
        )
    ).all()
    mine = {answer.question: answer.value for answer in found if law.is_given(answer.value)}
    return Meeting(kept, programme, blueprint_of(programme.key), earlier, mine, words.are_closed)


def join(work: Work, found: Meeting, form: Joining) -> None:
    """Make them the person's draft, or add them to it. Records `first_answers.joined`; the words themselves move.

    Joining a second time does nothing.
    """
    if found.kept.joined_at:
        return
    if found.is_closed:
        raise Refused(UNREAD)
    application = applications.start(work, found.programme.key)
    work.db.flush()
    case = case_of(work, application, to_change=True)
    for question in found.questions:
        if question.key not in case.values or form.uses_earlier(question.key):
            _add(work, case, question, found.earlier[question.key])
    found.kept.sealed_words, found.kept.joined_at = "", work.now
    work.record(
        Event(
            "first_answers.joined",
            found.kept.id,
            about=application.person_id,
            programme_id=application.programme_id,
            facts={"questions": len(found.questions)},
        )
    )


def remove(work: Work, kept: FirstAnswers, _form: Nothing) -> None:
    """Take them out, for instance when somebody else typed this address."""
    work.db.delete(kept)


def waiting_for(work: Work, programme_id: UUID) -> FirstAnswers | None:
    """What this person wrote to this programme before signing in, and has not joined yet."""
    mine = visible_to(work.actor).where(
        col(FirstAnswers.programme_id) == programme_id,
        col(FirstAnswers.joined_at).is_(None),
        col(FirstAnswers.kept_at) > work.now - KEPT_FOR,
    )
    return work.db.scalars(mine.order_by(col(FirstAnswers.id)).limit(1)).one_or_none()


def path_of(work: Work, kept: FirstAnswers) -> str:
    """The parts of the application that these answers were joined to."""
    mine = select(Application.id).where(
        col(Application.person_id) == work.actor.person_id, col(Application.programme_id) == kept.programme_id
    )
    return application_path(work.db.scalars(mine.order_by(col(Application.id).desc()).limit(1)).one(), "parts")


def _add(work: Work, case: Case, question: Question, value: Value) -> None:
    if question.kind not in KINDS or case.values.get(question.key) == value:
        return
    if not case.may_change(question):
        raise Refused(CLOSED_PART, field=f"use_{question.key}")
    store(work, case, question, value)
