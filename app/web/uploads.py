"""A file on its way in: looked into outside the transaction, because that takes seconds and nobody else may wait."""

from dataclasses import dataclass

from app.core.errors import Refused
from app.forms.files import Arrived, Attachment, Fit
from app.forms.filling import Filled
from app.services.files import look_into
from app.web.visits import Visit


@dataclass(frozen=True)
class Arrival:
    """The form around a file, the file when it is fit to keep, and the status to answer with when it is not."""

    filled: Filled[Attachment]
    fit: Fit | None = None
    status: int | None = None


def arrived(visit: Visit) -> Arrival:
    """Read the form and look into its file. Call it before anything is written: it lets the write lock go."""
    upload = visit.upload("file")
    filled = Filled.read(Attachment, {**visit.body.typed, "file": [upload.name] if upload else []})
    if upload is None or filled.errors:
        return Arrival(filled)
    visit.work.db.commit()
    try:
        return Arrival(filled, look_into(Arrived(upload.name, upload.media_type, upload.content)))
    except Refused as refusal:
        filled.errors["file"] = refusal.sentence
        return Arrival(filled, status=refusal.status)
