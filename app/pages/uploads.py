"""What is shown of a file that is here in part, beside the question that it is for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from app.core.work import Work
from app.models.applications import Application
from app.models.programmes import Programme
from app.models.uploads import Upload
from app.rules.applications_paths import question_path
from app.rules.blueprints import Question, blueprint_of
from app.rules.uploads import KEPT_FOR
from app.services import uploads
from app.services.applications_reading import Case
from app.services.files import Place


@dataclass(frozen=True)
class Unfinished:
    """`here` and `whole` are megabytes."""

    upload_id: UUID
    name: str
    here: int
    whole: int
    kept_until: datetime


def unfinished(work: Work, case: Case, question: Question) -> Unfinished | None:
    """Only a question that takes a file asks the database."""
    upload = uploads.unfinished(work, Place(case, question)) if question.kind == "file" else None
    if upload is None:
        return None
    here, whole = uploads.megabytes(upload)
    return Unfinished(upload.id, upload.name, here, whole, upload.touched_at + KEPT_FOR)


def path_of(work: Work, upload: Upload) -> str:
    """The page of the question that a file is for."""
    key = work.db.scalars(
        select(Programme.key)
        .join(Application, col(Application.programme_id) == Programme.id)
        .where(col(Application.id) == upload.application_id)
    ).one()
    part = next(
        part.key
        for part in blueprint_of(key).parts
        if any(question.key == upload.question for question in part.questions)
    )
    return question_path(upload.application_id, part, upload.question)
