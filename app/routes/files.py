"""Files: adding one to an application, reading it behind its policy, and removing it."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.files import File
from app.pages import applications_answering as questions
from app.pages import files as views
from app.pages.applications_steps import path_to
from app.pages.files_viewing import viewer
from app.rules.applications import ANSWER
from app.rules.files import PAPER, READ, REMOVE, longest_for
from app.services import files
from app.services.applications_reading import case_around
from app.services.phases import refuse_outside_phase
from app.web.router import Pages
from app.web.sending_files import sent
from app.web.uploads import arrived
from app.web.visits import Visit

pages = Pages("files")


def example_question(_db: Session, _application: Application) -> Mapping[str, str]:
    return {"question": "work_sample"}


@pages.post(
    "/applications/{application_id}/questions/{question}/files",
    policy=ANSWER, examples=example_question, takes_file=longest_for,
)  # fmt: skip
def add(visit: Visit, application: Application, question: str) -> Response:
    came = arrived(visit, application, question)
    if came.filled.accepted_by(files.attach, visit.work, visit.parts.storage, came.place, came.fit):
        return visit.to_path(path_to(came.place.case, came.place.question), notice=N_("Your file is added."))
    view = questions.question_page(came.place.case, came.place.question, "", came.filled)
    return visit.page(view.template, view, form=view.form, status=came.status)


@pages.get("/files/{file_id}", policy=READ)
def read(visit: Visit, file: File) -> Response:
    return _sent(visit, file, "attachment")


@pages.get("/files/{file_id}/content", policy=READ)
def content(visit: Visit, file: File) -> Response:
    """The same bytes for the page that shows them. Only a PDF reader asks whether it may; alone, nothing else opens."""
    return _sent(visit, file, "inline" if file.media_type == PAPER else "attachment")


@pages.get("/files/{file_id}/viewer", policy=READ)
def show(visit: Visit, file: File) -> Response:
    refuse_outside_phase(visit.work, file)
    return visit.page("files/show.html", viewer(visit.work, file))


@pages.get("/files/{file_id}/removal", policy=REMOVE)
def removal(visit: Visit, file: File) -> Response:
    return visit.page("files/removal.html", views.removal(case_around(visit.work, file), file))


@pages.post("/files/{file_id}/removal", policy=REMOVE)
def remove(visit: Visit, file: File) -> Response:
    view = views.removal(case_around(visit.work, file, to_change=True), file)
    filled = visit.read(Nothing)
    if filled.accepted_by(files.remove, visit.work, view.case, file):
        return visit.to_path(view.keep_path, notice=N_("The file is removed."))
    return visit.page("files/removal.html", view, form=filled)


def _sent(visit: Visit, file: File, how: str) -> Response:
    refuse_outside_phase(visit.work, file)
    return sent(visit, file, how=how, name=views.download_name(visit.work.actor, file))
