"""Files: adding one to an application, reading it behind its policy, and removing it."""

from collections.abc import Mapping
from urllib.parse import quote

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.files import File
from app.pages import applications_answering as questions
from app.pages import files as views
from app.pages.applications_steps import path_to
from app.rules.applications import ANSWER
from app.rules.files import READ, REMOVE
from app.services import files
from app.services.applications_reading import case_around
from app.web.router import Pages
from app.web.uploads import arrived
from app.web.visits import Visit

pages = Pages("files")

ALONE = "default-src 'none'; sandbox"
"""Whatever a file holds, a browser runs and loads nothing for it (UPL-07)."""


def example_question(_db: Session, _application: Application) -> Mapping[str, str]:
    return {"question": "work_sample"}


@pages.post(
    "/applications/{application_id}/questions/{question}/files",
    policy=ANSWER, examples=example_question, takes_file=True,
)  # fmt: skip
def add(visit: Visit, application: Application, question: str) -> Response:
    sent = arrived(visit, application, question)
    if sent.filled.accepted_by(files.attach, visit.work, visit.parts.storage, sent.place, sent.fit):
        return visit.to_path(path_to(sent.place.case, sent.place.question), notice=N_("Your file is added."))
    view = questions.question_page(sent.place.case, sent.place.question, "", sent.filled)
    return visit.page(view.template, view, form=view.form, status=sent.status)


@pages.get("/files/{file_id}", policy=READ)
def read(visit: Visit, file: File) -> Response:
    answer = visit.download(visit.parts.storage.read(file.stored_as), media_type=file.media_type, name="file")
    answer.headers.update(_headers(views.download_name(visit.work.actor, file)))
    return answer


@pages.get("/files/{file_id}/removal", policy=REMOVE)
def removal(visit: Visit, file: File) -> Response:
    return visit.page("files/removal.html", views.removal(case_around(visit.work, file), file))


@pages.post("/files/{file_id}/removal", policy=REMOVE)
def remove(visit: Visit, file: File) -> Response:
    view = views.removal(case_around(visit.work, file), file)
    filled = visit.read(Nothing)
    if filled.accepted_by(files.remove, visit.work, view.case, file):
        return visit.to_path(view.keep_path, notice=N_("The file is removed."))
    return visit.page("files/removal.html", view, form=filled)


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename=\"file\"; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": ALONE,
        "Cache-Control": "private, no-store",
    }
