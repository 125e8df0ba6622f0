"""Answering the questions of an application: by part, one on a page, or all on one."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.applications import PartMark, read_drafts
from app.forms.filling import Filled
from app.models.applications import Application
from app.pages import applications_answering as views
from app.pages import applications_drafts as drafts_views
from app.pages import applications_steps as steps
from app.pages import applications_tasks as tasks_views
from app.pages.uploads import unfinished
from app.rules.applications import ANSWER
from app.services import applications_answering as answering
from app.services import applications_drafts as drafts
from app.services.applications_reading import case_of
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("applications")

QUESTION_PATH = "/applications/{application_id}/parts/{part}/questions/{question}"


def example_part(_db: Session, _application: Application) -> Mapping[str, str]:
    return {"part": "about_you"}


def example_question(_db: Session, _application: Application) -> Mapping[str, str]:
    return {"part": "about_you", "question": "name"}


@pages.get("/applications/{application_id}/parts", policy=ANSWER)
def tasks(visit: Visit, application: Application) -> Response:
    view = tasks_views.tasks(case_of(visit.work, application), on_one_page=visit.look.questions == "all")
    return visit.page("applications/tasks.html", view)


@pages.get("/applications/{application_id}/parts/{part}", policy=ANSWER, examples=example_part)
def part(visit: Visit, application: Application, part: str) -> Response:
    case = case_of(visit.work, application)
    view = tasks_views.part_page(case, case.part(part))
    return visit.page("applications/part.html", view, form=Filled.blank(PartMark, complete=view.is_marked or None))


@pages.post("/applications/{application_id}/parts/{part}", policy=ANSWER, examples=example_part)
def mark_part(visit: Visit, application: Application, part: str) -> Response:
    case = case_of(visit.work, application, to_change=True)
    filled = visit.read(PartMark)
    if filled.accepted_by(answering.mark_part, visit.work, case, case.part(part)):
        return visit.to("applications.tasks", application_id=application.id, notice=N_("Your answers are saved."))
    return visit.page("applications/part.html", tasks_views.part_page(case, case.part(part)), form=filled)


@pages.get(QUESTION_PATH, policy=ANSWER, examples=example_question)
def question(visit: Visit, application: Application, part: str, question: str) -> Response:
    case = case_of(visit.work, application)
    asked, back = case.question(question, case.part(part)), visit.request.query_params.get("back", "")
    view = views.question_page(case, asked, back, unfinished=unfinished(visit.work, case, asked))
    return visit.page(view.template, view, form=view.form)


@pages.post(QUESTION_PATH, policy=ANSWER, examples=example_question)
def answer(visit: Visit, application: Application, part: str, question: str) -> Response:
    sending = steps.read_one(
        case_of(visit.work, application, to_change=True),
        part,
        question,
        visit.body.typed,
        visit.request.query_params.get("back", ""),
    )
    if sending.filled.accepted_by(answering.answer_until, visit.work, sending.case, sending.stopped_at):
        return visit.to_path(sending.path, notice=sending.notice)
    view = views.question_page(sending.case, sending.question, sending.back, sending.filled)
    return visit.page(view.template, view, form=view.form, status=view.status)


@pages.post("/applications/{application_id}/drafts", policy=ANSWER)
def keep_drafts(visit: Visit, application: Application) -> Response:
    case = case_of(visit.work, application, to_change=True)
    typed = read_drafts(case.asked, visit.body.typed)
    view = drafts_views.draft(case, typed, drafts.keep(visit.work, case, typed))
    return visit.page("applications/draft.html", view, status=view.status)


@pages.get("/applications/{application_id}/all", policy=ANSWER)
def all_questions(visit: Visit, application: Application) -> Response:
    view = views.all_questions(case_of(visit.work, application))
    return visit.page("applications/all_questions.html", view, form=view.form)


@pages.post("/applications/{application_id}/all", policy=ANSWER)
def answer_all(visit: Visit, application: Application) -> Response:
    sending = steps.read_all(case_of(visit.work, application, to_change=True), visit.body.typed)
    if sending.filled.accepted_by(answering.answer_until, visit.work, sending.case, sending.stopped_at):
        return visit.to_path(sending.path, notice=sending.notice)
    view = views.all_questions(sending.case, sending.filled)
    return visit.page("applications/all_questions.html", view, form=view.form, status=view.status)
