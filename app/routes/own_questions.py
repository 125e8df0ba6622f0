"""Own questions: asking about a programme and reading the answer, and a manager's list and answers."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.own_questions import AnswerForm, QuestionForm
from app.models.own_questions import OwnQuestion
from app.pages import own_questions as views
from app.rules.own_questions import ANSWER, ASK, LISTING
from app.services import own_questions
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("own_questions")

ASKED = N_("Your question is sent. You get a message when it is answered.")
ANSWERED = N_("Your answer is sent. The person gets a message.")


def example_programme(_db: Session, _subject: object) -> Mapping[str, str]:
    return {"key": "lumina"}


@pages.get("/programmes/{key}/your-questions", policy=ASK, examples=example_programme)
def show(visit: Visit, key: str) -> Response:
    programme = own_questions.programme_by(visit.work, key)
    return visit.page("own_questions/show.html", views.own(visit.work, programme), form=Filled.blank(QuestionForm))


@pages.post("/programmes/{key}/your-questions", policy=ASK, examples=example_programme)
def ask(visit: Visit, key: str) -> Response:
    programme, filled = own_questions.programme_by(visit.work, key), visit.read(QuestionForm)
    if filled.accepted_by(own_questions.ask, visit.work, programme):
        return visit.to("own_questions.show", key=key, notice=ASKED)
    return visit.page("own_questions/show.html", views.own(visit.work, programme), form=filled)


@pages.get("/questions", policy=LISTING)
def listing(visit: Visit) -> Response:
    return visit.page("own_questions/listing.html", views.listing(visit.work))


@pages.get("/questions/{question_id}", policy=ANSWER)
def answering(visit: Visit, question: OwnQuestion) -> Response:
    view = views.answering(visit.work, question)
    return visit.page("own_questions/answering.html", view, form=Filled.blank(AnswerForm))


@pages.post("/questions/{question_id}", policy=ANSWER)
def answer(visit: Visit, question: OwnQuestion) -> Response:
    filled = visit.read(AnswerForm)
    if filled.accepted_by(own_questions.answer, visit.work, question):
        return visit.to("own_questions.listing", notice=ANSWERED)
    return visit.page("own_questions/answering.html", views.answering(visit.work, question), form=filled)
