"""What reviewers are shown of an application: copies of answers with passages left out, and files that are withheld."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import Response
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.redactions import Redacting, Withholding
from app.models.applications import Application
from app.models.files import File
from app.pages import redactions as views
from app.rules.redactions import REDACT
from app.services import redactions
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("redactions")

SAVED = N_("The copy is saved. Reviewers read it from now on.")
KEPT = N_("Your choice is saved. It is true for every reviewer.")


def example_question(_db: Session, _application: Application) -> Mapping[str, str]:
    return {"question": "draws_you"}


def example_file(db: Session, application: Application) -> Mapping[str, str] | None:
    found = select(File.id).where(col(File.application_id) == application.id, col(File.question) == "work_sample")
    file_id = db.scalars(found.order_by(col(File.id)).limit(1)).first()
    return {"file_id": str(file_id)} if file_id else None


@pages.get("/decisions/{application_id}/redactions", policy=REDACT)
def listing(visit: Visit, application: Application) -> Response:
    return visit.page("redactions/listing.html", views.listing(visit.work, application), form=Filled.blank(Withholding))


@pages.get("/decisions/{application_id}/redactions/{question}", policy=REDACT, examples=example_question)
def editing(visit: Visit, application: Application, question: str) -> Response:
    passage = redactions.passage_of(visit.work, application, question)
    filled = views.known(passage)
    return visit.page("redactions/editing.html", views.editing(passage, filled), form=filled)


@pages.post("/decisions/{application_id}/redactions/{question}", policy=REDACT, examples=example_question)
def redact(visit: Visit, application: Application, question: str) -> Response:
    passage, filled = redactions.passage_of(visit.work, application, question), visit.read(Redacting)
    if filled.accepted_by(redactions.redact, visit.work, passage):
        return visit.to("redactions.listing", application_id=application.id, notice=SAVED)
    return visit.page("redactions/editing.html", views.editing(passage, filled), form=filled)


@pages.post("/decisions/{application_id}/redactions/files/{file_id}", policy=REDACT, examples=example_file)
def withhold(visit: Visit, application: Application, file_id: UUID) -> Response:
    file, filled = redactions.file_of(visit.work, application, file_id), visit.read(Withholding)
    if filled.accepted_by(redactions.withhold, visit.work, application, file):
        return visit.to("redactions.listing", application_id=application.id, notice=KEPT)
    return visit.page("redactions/listing.html", views.listing(visit.work, application), form=filled)
