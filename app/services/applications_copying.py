"""Beginning with the answers of an earlier intake: each is copied as it was, and marked until somebody has checked it."""

from uuid import UUID

from sqlmodel import col, select

from app.core.errors import Missing
from app.core.events import Event
from app.core.work import Work
from app.forms.applications import typed_questions
from app.forms.sign_ins import Nothing
from app.models.applications import Answer, Application, ApplicationStatus
from app.models.programmes import Programme
from app.rules.answers_reuse import as_answer_to
from app.rules.applications import LIFE
from app.rules.blueprints import Question
from app.rules.blueprints_checks import PERSONAL
from app.services import applications
from app.services.applications_reading import Case, case_of
from app.services.applications_storing import store

OVER = LIFE.ends | {ApplicationStatus.KEPT_FOR_NEXT_INTAKE, ApplicationStatus.WITHDRAWN}
"""States in which an application has nothing more to come, so that the next one may begin with its answers."""


def earlier_application(work: Work, programme_id: UUID, cohort_id: UUID | None) -> Application | None:
    """The actor's newest application to another intake of this programme that is kept or over."""
    mine = select(Application).where(
        col(Application.person_id) == work.actor.person_id,
        col(Application.programme_id) == programme_id,
        col(Application.cohort_id) != cohort_id,
        col(Application.status).in_(OVER),
    )
    return work.db.scalars(mine.order_by(col(Application.id).desc()).limit(1)).one_or_none()


def start_with_earlier(work: Work, programme: Programme, _form: Nothing) -> None:
    """Begin, and copy every earlier answer that still fits a question without one. Twice copies nothing more."""
    application = applications.start(work, programme.key)
    earlier = earlier_application(work, programme.id, application.cohort_id)
    if earlier is None:
        raise Missing
    work.db.flush()
    given = work.db.scalars(select(Answer).where(col(Answer.application_id) == earlier.id)).all()
    copied = _copy(work, case_of(work, application, to_change=True), {answer.question: answer for answer in given})
    work.record(
        Event(
            "applications.copied", application.id, about=application.person_id, programme_id=programme.id,
            facts={"questions": copied, "from_application": str(earlier.id)},
        )
    )  # fmt: skip


def programme_of(work: Work, key: str) -> Programme:
    programme = work.db.scalars(select(Programme).where(col(Programme.key) == key)).one_or_none()
    if programme is None:
        raise Missing
    return programme


def _copy(work: Work, case: Case, given: dict[str, Answer]) -> int:
    """In rounds, because a copied answer can make further questions relevant. Returns how many were copied."""
    fresh = [q for q in typed_questions(case.asked) if q.key in given and q.key not in case.answers and _may(case, q)]
    values = [(q, value) for q in fresh if (value := as_answer_to(q, given[q.key])) is not None]
    for question, value in values:
        store(work, case, question, value, copied_from=given[question.key].answered_at)
    return len(values) + _copy(work, case, given) if values else 0


def _may(case: Case, question: Question) -> bool:
    """What is kept with the person is filled in from there, so that an older answer never replaces it."""
    return question.purpose not in PERSONAL and case.may_change(question)
