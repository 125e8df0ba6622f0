"""One press on a button below questions: what was typed, and where it leads."""

from dataclasses import dataclass

from app.core.words import N_
from app.forms.applications import Answers, read_answers
from app.forms.filling import Filled, Typed
from app.models.applications import ApplicationStatus
from app.rules.applications_paths import application_path, part_path, question_path
from app.rules.blueprints import Question
from app.services.applications_reading import Case

STOP = "stop"
MORE = "more"

PLACES = {
    "check": N_("all your answers"),
    "answers": N_("what you sent"),
    "all": N_("all questions"),
    "inquiry": N_("what we ask you"),
}
"""Pages that lead to a question and want the person back."""

ROUTES = {
    "check": "applications.check",
    "answers": "applications.answers",
    "all": "applications.all_questions",
    "inquiry": "inquiries.show",
}

SAVED = N_("Your answer is saved.")
STOPPED = N_("Your answers are saved. You can stop now and come back at any time.")


@dataclass(frozen=True)
class Sending:
    """Answers as they were sent, and what the person wants next: `then` is `stop`, `more`, or the key of a question."""

    case: Case
    filled: Filled[Answers]
    then: str

    @property
    def stopped_at(self) -> str:
        """The question to carry on from; none when all were on one page."""
        return ""

    @property
    def notice(self) -> str:
        return STOPPED if self.then == STOP else SAVED

    @property
    def path(self) -> str:
        """Where to go once the answers are stored, because an answer can bring further questions."""
        return application_path(self.case.application.id) if self.then == STOP else self._onward

    @property
    def _onward(self) -> str:
        for question in self.case.asked:
            if question.key == self.then:
                return path_to(self.case, question, back="all")
        return application_path(self.case.application.id, "check" if is_draft(self.case) else "answers")


@dataclass(frozen=True)
class OneSending(Sending):
    """The answer to one question. `back` is the page that the person came from."""

    question: Question
    back: str

    @property
    def stopped_at(self) -> str:
        return self.question.key if self.then == STOP else ""

    @property
    def _onward(self) -> str:
        """`more` comes back to the same list, which then has further lines."""
        if self.then == MORE:
            return path_to(self.case, self.question, back=self.back)
        return path_after(self.case, self.question, self.back)


def read_one(case: Case, part: str, key: str, typed: Typed, back: str) -> OneSending:
    """One answer. A required one may wait while somebody stops for now, until the application is sent."""
    question = case.question(key, case.part(part))
    then = _then(typed)
    may_wait = is_draft(case) and then == STOP
    return OneSending(case, read_answers([question], typed, may_be_empty=may_wait), then, question, back)


def read_all(case: Case, typed: Typed) -> Sending:
    """All answers that can change now. Before sending, each of them may wait."""
    return Sending(case, read_answers(open_questions(case), typed, may_be_empty=is_draft(case)), _then(typed))


def path_after(case: Case, question: Question, back: str) -> str:
    """Back to where the person came from, else to the next question of the part, else to the part's own page."""
    part = case.part_of(question)
    if back in PLACES:
        return application_path(case.application.id, back)
    asked = case.asked_in(part)
    following = asked[asked.index(question) + 1 :]
    if following and back != "part":
        return path_to(case, following[0])
    return part_path(case.application.id, part.key)


def path_to(case: Case, question: Question, *, back: str = "") -> str:
    return question_path(case.application.id, case.part_of(question).key, question.key, back=back)


def _then(typed: Typed) -> str:
    return next(iter(typed.get("then", ())), "")


def is_draft(case: Case) -> bool:
    return case.application.status is ApplicationStatus.DRAFT


def open_questions(case: Case) -> list[Question]:
    return [question for question in case.asked if case.may_change(question)]
