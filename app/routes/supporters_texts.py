"""What a supporter wrote, on the pages of the person: to use it, to change it first, or to take it out."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.words import N_
from app.forms.sign_ins import Nothing
from app.forms.supporters import taking_form
from app.models.applications import Application
from app.models.supporters import PreparedAnswer
from app.pages import supporters_answers as views
from app.rules.applications import ANSWER
from app.services import supporters_writing
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("supporters")

TAKEN = N_("This is your answer now. You can change it at any time before you send.")
TAKEN_OUT = N_("The text is taken out. Your own answer is as it was.")


def example_text(db: Session, application: Application) -> Mapping[str, str] | None:
    mine = select(PreparedAnswer.question).where(col(PreparedAnswer.application_id) == application.id)
    found = db.scalars(mine).first()
    return {"question": found} if found else None


@pages.get("/applications/{application_id}/texts/{question}", policy=ANSWER, examples=example_text)
def text(visit: Visit, application: Application, question: str) -> Response:
    view = views.taking_page(*views.taking(visit.work, application, question))
    return visit.page("supporters/text.html", view, form=view.form)


@pages.post("/applications/{application_id}/texts/{question}", policy=ANSWER, examples=example_text)
def take(visit: Visit, application: Application, question: str) -> Response:
    case, prepared = views.taking(visit.work, application, question, to_change=True)
    filled = visit.read(taking_form(case.question(question)))
    if filled.accepted_by(supporters_writing.take, visit.work, case, prepared):
        return visit.to("applications.check", application_id=application.id, notice=TAKEN)
    view = views.taking_page(case, prepared, filled)
    return visit.page("supporters/text.html", view, form=view.form)


@pages.post("/applications/{application_id}/texts/{question}/removal", policy=ANSWER, examples=example_text)
def take_out(visit: Visit, application: Application, question: str) -> Response:
    case, prepared = views.taking(visit.work, application, question, to_change=True)
    filled = visit.read(Nothing)
    if filled.accepted_by(supporters_writing.take_out, visit.work, case, prepared):
        return visit.to("applications.check", application_id=application.id, notice=TAKEN_OUT)
    view = views.taking_page(case, prepared)
    return visit.page("supporters/text.html", view, form=filled)
