"""Files that arrive piece by piece: begun beside their question, continued, given up."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.sign_ins import Nothing
from app.forms.uploads import Beginning, Piece
from app.models.applications import Application
from app.models.uploads import Upload
from app.pages import applications_answering as questions
from app.pages.uploads import path_of
from app.rules.applications import ANSWER
from app.rules.files import longest_for
from app.rules.uploads import SEND
from app.services import uploads
from app.web.router import Pages
from app.web.uploads import not_begun, place_of, said, status_of
from app.web.visits import Visit

pages = Pages("uploads")


def example_question(_db: Session, _application: Application) -> Mapping[str, str]:
    return {"question": "work_sample"}


@pages.post("/applications/{application_id}/questions/{question}/uploads", policy=ANSWER, examples=example_question)
def begin(visit: Visit, application: Application, question: str) -> Response:
    place, filled = place_of(visit, application, question), visit.read(Beginning)
    if filled.accepted_by(uploads.begin, visit.work, place):
        return said(uploads.begun(visit.work, place))
    view = questions.question_page(place.case, place.question, "", not_begun(filled))
    return visit.page(view.template, view, form=view.form, status=status_of(filled))


@pages.post("/uploads/{upload_id}/pieces", policy=SEND, takes_file=longest_for)
def take(visit: Visit, upload: Upload) -> Response:
    filled = visit.read(Piece)
    filled.accepted_by(uploads.take, visit.work, visit.parts.storage, upload, visit.upload("file"))
    return said(upload, filled)


@pages.post("/uploads/{upload_id}/removal", policy=SEND)
def remove(visit: Visit, upload: Upload) -> Response:
    path = path_of(visit.work, upload)
    visit.read(Nothing).accepted_by(uploads.give_up, visit.work, upload)
    return visit.to_path(path, notice=N_("What was here of your file is removed."))
