"""A file that arrives piece by piece: begun, continued, put together, given up. A broken one can be continued."""

import hashlib
from pathlib import Path
from uuid import UUID

from sqlmodel import col, select

from app.adapters.storage import Storage
from app.core.errors import Refused, TooLarge
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.files import Arrived
from app.forms.sign_ins import Nothing
from app.forms.uploads import Beginning, Piece
from app.models.files import File
from app.models.uploads import Upload
from app.rules.files import MEGABYTE
from app.rules.uploads import BY_PIECE, BY_UPLOAD, KEPT_FOR, PIECE_BYTES, piece_name
from app.services import rates
from app.services.files import Place, refuse_closed, room_at
from app.services.files_looking import NO_ROOM, kind_of

ELSEWHERE = N_("This file goes on from another place. Choose it again to continue.")
NOT_WHOLE = N_("%(here)s of %(whole)s MB are here. Choose the same file to continue")


class OtherPlace(Refused):
    """The piece does not begin where the file ends that is here."""

    status = 409


def begin(work: Work, place: Place, form: Beginning) -> None:
    """Make room for a file, or go on with the one of the same name and length that is here in part."""
    rates.count(work, BY_UPLOAD, str(place.case.application.person_id))
    refuse_closed(place)
    kind = kind_of(form.name, form.bytes_long)
    if room_at(work.db, place) < form.bytes_long:
        raise TooLarge(NO_ROOM, field="name")
    begun = unfinished(work, place)
    if begun is not None:
        if (begun.name, begun.bytes_long) == (form.name, form.bytes_long):
            return
        drop(work, begun)
        work.db.flush()
    work.db.add(
        Upload(
            id=work.new_id(), owner_id=place.case.application.person_id, application_id=place.case.application.id,
            question=place.question.key, name=form.name, media_type=form.media_type or kind.media_type,
            bytes_long=form.bytes_long, stored_as=work.entropy.token(), touched_at=work.now,
        )
    )  # fmt: skip


def take(work: Work, storage: Storage, upload: Upload, piece: Arrived | None, form: Piece) -> None:
    """Keep the next piece. The bytes are stored first; the row says that they are here."""
    rates.count(work, BY_PIECE, str(upload.owner_id))
    if form.offset != upload.arrived:
        raise OtherPlace(ELSEWHERE)
    if piece is None or piece.path is None or piece.bytes_long > min(PIECE_BYTES, upload.bytes_long - upload.arrived):
        raise Refused(ELSEWHERE)
    storage.keep(piece_name(upload.stored_as, upload.pieces), piece.path)
    upload.arrived += piece.bytes_long
    upload.pieces += 1
    upload.newest_sha256 = piece.sha256
    upload.touched_at = work.now


def unfinished(work: Work, place: Place) -> Upload | None:
    """What is here of a file for this question."""
    return work.db.scalars(
        select(Upload).where(
            col(Upload.application_id) == place.case.application.id, col(Upload.question) == place.question.key
        )
    ).one_or_none()


def begun(work: Work, place: Place) -> Upload:
    """What `begin` has just made or found."""
    upload = unfinished(work, place)
    assert upload is not None  # noqa: S101 - in the same transaction
    return upload


def put_together(storage: Storage, upload: Upload, folder: Path) -> Arrived:
    """The whole file in `folder`, as if it had arrived at once. Raises `Refused` while pieces are missing."""
    if upload.arrived < upload.bytes_long:
        here, whole = megabytes(upload)
        raise Refused(sentence(NOT_WHOLE, here=here, whole=whole), field="file")
    path, digest = folder / "whole", hashlib.sha256()
    with path.open("xb") as whole_file:
        for number in range(upload.pieces):
            for data in storage.stream(piece_name(upload.stored_as, number)):
                digest.update(data)
                whole_file.write(data)
    return Arrived(upload.name, upload.media_type, upload.bytes_long, digest.hexdigest(), path)


def give_up(work: Work, upload: Upload, _form: Nothing) -> None:
    drop(work, upload)


def drop(work: Work, upload: Upload) -> None:
    """Take the row out now; the pieces follow once this is committed."""
    work.record(
        Event(
            "uploads.dropped", upload.id, about=upload.owner_id,
            facts={"stored_as": upload.stored_as, "pieces": upload.pieces},
        )
    )  # fmt: skip
    work.db.delete(upload)


def drop_beside(work: Work, file: File) -> None:
    """What is here in part for a question is not needed once the question has its file."""
    for upload in work.db.scalars(
        select(Upload).where(col(Upload.application_id) == file.application_id, col(Upload.question) == file.question)
    ).all():
        drop(work, upload)


def sweep(work: Work) -> None:
    """Give up every file that nobody went on with for a week."""
    for upload in work.db.scalars(select(Upload).where(col(Upload.touched_at) <= work.now - KEPT_FOR)).all():
        drop(work, upload)


def megabytes(upload: Upload) -> tuple[int, int]:
    """How much is here and how much there is, in whole megabytes; the whole is rounded up, so that it is never none."""
    return upload.arrived // MEGABYTE, -(-upload.bytes_long // MEGABYTE)


def find(work: Work, place: Place, upload_id: str) -> Upload | None:
    """The unfinished file of this question when that is the one meant."""
    upload = unfinished(work, place)
    return upload if upload is not None and str(upload.id) == str(_as_id(upload_id)) else None


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
