"""A file on its way in: looked into outside the transaction, because that takes seconds and nobody else may wait."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from fastapi import Response

from app.adapters.wordings import spoken
from app.core.errors import Refused, TooMany
from app.core.work import Work
from app.forms.asking import Form
from app.forms.files import Arrived, Attachment, Fit
from app.forms.filling import Filled
from app.forms.uploads import BROKEN
from app.models.applications import Application
from app.models.uploads import Upload
from app.rules.uploads import BY_UPLOAD
from app.services import rates, uploads
from app.services.applications_reading import case_of
from app.services.files import Place
from app.services.files_looking import look_into
from app.web.visits import Visit

F = TypeVar("F", bound=Form)

Seen = tuple[Fit | None, int | None]
"""The file when it is fit to keep, and the status when it is not."""

NOTHING: Seen = (None, None)


@dataclass
class Looked(Generic[F]):
    """A form with one file that came whole: the file when it is fit to keep, and the status when it is not."""

    filled: Filled[F]
    fit: Fit | None = None
    status: int | None = None


def looked_at(visit: Visit, kind: type[F], look: Callable[[Arrived], Fit]) -> Looked[F]:
    """Read a form that has its file in `file`, and look into that. Call it before anything is written, as `arrived`."""
    sent = visit.upload("file")
    filled = Filled.read(kind, {**visit.body.typed, "file": [sent.name] if sent else []})
    fit, status = _looked_into(visit, filled, partial(look, sent)) if sent else NOTHING
    return Looked(filled, fit, status)


@dataclass
class Arrival:
    """The form around a file, where it goes, the file when it is fit to keep, and the status when it is not."""

    filled: Filled[Attachment]
    place: Place
    fit: Fit | None = None
    status: int | None = None


def arrived(visit: Visit, application: Application, question: str) -> Arrival:
    """Read the form and look into its file, which came with it or in pieces before.

    Call it before anything is written: it lets the write lock go.
    """
    pieces = uploads.find(visit.work, place_of(visit, application, question), visit.body.one("upload"))
    sent = visit.upload("file")
    name = sent.name if sent else pieces.name if pieces else ""
    filled = Filled.read(Attachment, {**visit.body.typed, "file": [name] if name else []})
    look = partial(_looked_into_whole, visit, sent or pieces)
    fit, status = _looked_into(visit, filled, look) if name else NOTHING
    if status and pieces and pieces.arrived == pieces.bytes_long:
        uploads.drop(visit.work, pieces)  # it would be refused the same way each time
    return Arrival(filled, place_of(visit, application, question), fit, status)


def _count(work: Work, _form: Form) -> None:
    """Count it before it is looked into, which is what takes long."""
    rates.count(work, BY_UPLOAD, str(work.actor.person_id))


def place_of(visit: Visit, application: Application, question: str) -> Place:
    case = case_of(visit.work, application, to_change=True)
    return Place(case, case.question(question), waits=visit.parts.scanner is not None)


def said(upload: Upload, filled: Filled[Any] | None = None) -> Response:
    """How much is here, for the script that sends the rest, and a sentence when a piece was not taken."""
    text = " ".join(spoken(line.sentence) for line in filled.summary) if filled else ""
    headers = {
        "Location": f"/uploads/{upload.id}/pieces", "Upload-Offset": str(upload.arrived), "Upload-Id": str(upload.id),
        "Upload-Newest": upload.newest_sha256,
    }  # fmt: skip
    if filled and isinstance(filled.refusal, TooMany):
        headers["Retry-After"] = str(filled.refusal.seconds)
    return Response(
        text,
        status_code=status_of(filled) if filled and filled.errors else 200,
        media_type="text/plain",
        headers=headers,
    )


def status_of(filled: Filled[Any]) -> int:
    """The status of a form that was not taken."""
    return filled.refusal.status if filled.refusal else Refused.status


def not_begun(filled: Filled[Any]) -> Filled[Attachment]:
    """The form to draw when a file is refused before its first piece."""
    drawn = Filled.blank(Attachment)
    drawn.errors["file"], drawn.refusal = filled.summary[0].sentence, filled.refusal
    return drawn


def _looked_into(visit: Visit, filled: Filled[Any], look: Callable[[], Fit]) -> Seen:
    """Count it, let the write lock go, and look. What is wrong with the file stands beside its field."""
    if not filled.accepted_by(_count, visit.work):
        return NOTHING
    visit.work.db.commit()
    try:
        return look(), None
    except Refused as refusal:
        filled.errors["file"] = refusal.sentence
        return None, refusal.status


def _looked_into_whole(visit: Visit, sent: Arrived | Upload | None) -> Fit:
    return look_into(_whole(visit, sent))


def _whole(visit: Visit, sent: Arrived | Upload | None) -> Arrived:
    if isinstance(sent, Arrived):
        return sent
    if sent is None or visit.body.folder is None:
        raise Refused(BROKEN)
    return uploads.put_together(visit.parts.storage, sent, visit.body.folder)
