"""Applications as their applicants leave them: begun, answered, sent, withdrawn. Each step goes through the services."""

from collections.abc import Callable, Mapping
from uuid import UUID

from app.core.work import Work
from app.forms.applications import Withdrawal, read_answers, typed_questions
from app.models.applications import Application
from app.rules.blueprints import Question
from app.services import applications, applications_answering
from app.services.applications_reading import case_of
from tests.asking import WorkAs


def a_draft(work_as: WorkAs, *, of: str, programme: str = "lumina", says: Mapping[str, str] | None = None) -> UUID:
    """Begun, with only these answers. What is typed goes through the form, as on a page."""
    with work_as(of) as work:
        application = applications.start(work, programme)
        work.db.flush()
        given = says or {}
        case = case_of(work, application)
        questions = [question for question in case.blueprint.questions if question.key in given]
        filled = read_answers(questions, {f"answer_{key}": [text] for key, text in given.items()}, may_be_empty=True)
        assert filled.form is not None, filled.errors
        applications_answering.answer(work, case, filled.form)
        return application.id


def an_answered_draft(work_as: WorkAs, *, of: str, programme: str = "lumina") -> UUID:
    """Begun, and every typed question answered with words that name who wrote them."""
    application_id = a_draft(work_as, of=of, programme=programme)
    with work_as(of) as work:
        answer_everything(work, application_id, lambda question: f"{question.key} in the words of {of}")
    return application_id


def answer_everything(work: Work, application_id: UUID, words: Callable[[Question], str]) -> None:
    """Answer each typed question that is asked, and what those answers bring. `words` are for kinds that take words."""
    for _ in range(2):
        case = case_of(work, work.db.get_one(Application, application_id))
        questions = typed_questions(case.asked)
        typed = {f"answer_{question.key}": [_an_answer(question) or words(question)] for question in questions}
        versions = {f"version_{question.key}": [str(case.version(question.key))] for question in questions}
        filled = read_answers(questions, {**typed, **versions}, may_be_empty=False)
        assert filled.form is not None, filled.errors
        applications_answering.answer(work, case, filled.form)
        work.db.flush()


def a_sent_one(work_as: WorkAs, *, of: str, programme: str = "lumina") -> UUID:
    application_id = an_answered_draft(work_as, of=of, programme=programme)
    with work_as(of) as work:
        case = case_of(work, work.db.get_one(Application, application_id))
        filled = read_answers([], {}, may_be_empty=False)
        assert filled.form is not None
        applications.send(work, case, filled.form)
    return application_id


def withdrawn(work_as: WorkAs, *, of: str, programme: str = "lumina") -> UUID:
    application_id = a_sent_one(work_as, of=of, programme=programme)
    with work_as(of) as work:
        applications.withdraw(work, work.db.get_one(Application, application_id), Withdrawal())
    return application_id


def _an_answer(question: Question) -> str:
    """For the kinds that do not take any words."""
    of_kind = {"yes_no": "yes", "number": "12", "date": "6 May 2027", "link": "https://films.example/rain"}
    return question.choices[0].value if question.choices else of_kind.get(question.kind, "")
