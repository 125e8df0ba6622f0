"""A file on its way in: looked into outside the transaction, because that takes seconds and nobody else may wait."""

from dataclasses import dataclass

from app.core.errors import Refused
from app.forms.files import Arrived, Attachment, Fit
from app.forms.filling import Filled
from app.models.applications import Application
from app.services.applications_reading import case_of
from app.services.files import Place
from app.services.files_looking import look_into
from app.web.visits import Visit


@dataclass
class Arrival:
    """The form around a file, where it goes, the file when it is fit to keep, and the status when it is not."""

    filled: Filled[Attachment]
    place: Place
    fit: Fit | None = None
    status: int | None = None


def arrived(visit: Visit, application: Application, question: str) -> Arrival:
    """Read the form and look into its file. Call it before anything is written: it lets the write lock go."""
    upload = visit.upload("file")
    filled = Filled.read(Attachment, {**visit.body.typed, "file": [upload.name] if upload else []})
    fit, status = None, None
    if upload and not filled.errors:
        visit.work.db.commit()
        fit, status = _looked_into(filled, upload)
    case = case_of(visit.work, application, to_change=True)
    return Arrival(filled, Place(case, case.question(question)), fit, status)


def _looked_into(filled: Filled[Attachment], upload: Arrived) -> tuple[Fit | None, int | None]:
    try:
        return look_into(upload), None
    except Refused as refusal:
        filled.errors["file"] = refusal.sentence
        return None, refusal.status
