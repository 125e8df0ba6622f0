"""Files that people attach: stored under a random name, described, removed. Looking into them is done elsewhere."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, union_all
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.adapters.storage import Storage
from app.core.errors import Refused, TooLarge
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.files import Attachment, Fit
from app.forms.sign_ins import Nothing
from app.models.evidence import Evidence
from app.models.files import File, FileStatus
from app.models.uploads import Upload
from app.rules.blueprints import Question
from app.rules.files import MOST_BYTES, MOST_FILES
from app.services.applications_answering import CLOSED_PART
from app.services.applications_reading import Case
from app.services.files_looking import NO_ROOM, hash_of


@dataclass(frozen=True)
class Place:
    """Where a file goes: one question of one application. `waits` says whether a scanner has to look at it first."""

    case: Case
    question: Question
    waits: bool = False


def attach(work: Work, storage: Storage, place: Place, fit: Fit | None, form: Attachment) -> File:
    """Keep a file as the answer to a question. The bytes are stored first, then the row (UPL-06)."""
    case, question = place.case, place.question
    if fit is None:
        raise Refused(N_("Choose a file"), field="file")
    refuse_closed(place)
    bytes_long = fit.path.stat().st_size
    if room_at(work.db, place) < bytes_long:
        raise TooLarge(NO_ROOM, field="file")
    stored_as = work.entropy.token()
    storage.keep(stored_as, fit.path)
    file = File(
        id=work.new_id(), owner_id=case.application.person_id, application_id=case.application.id,
        question=question.key, name=fit.name, description=form.description, media_type=fit.media_type,
        bytes_long=bytes_long, seconds=fit.seconds, sha256=hash_of(fit.path), stored_as=stored_as,
        status=FileStatus.WAITING if place.waits else FileStatus.CLEAN, uploaded_at=work.now,
    )  # fmt: skip
    work.db.add(file)
    work.record(Event("files.added", file.id, about=file.owner_id, facts={"question": question.key}))
    return file


def remove(work: Work, case: Case, file: File, _form: Nothing) -> None:
    """Take the row out now; the bytes follow once this is committed, so that a rollback loses nothing."""
    if not case.may_change(case.question(file.question)):
        raise Refused(CLOSED_PART)
    work.record(Event("files.removed", file.id, about=file.owner_id, facts={"stored_as": file.stored_as}))
    work.db.delete(file)


def refuse_closed(place: Place) -> None:
    """Raises `Refused` where no file can be added now."""
    if not place.case.may_change(place.question):
        raise Refused(CLOSED_PART, field="file")
    if place.question.key in place.case.answered_by_file:
        raise Refused(N_("There is a file already. Remove it first, then add the new one"), field="file")


def room_of(db: Session, person_id: UUID) -> int:
    """How many bytes this person may still send; none when they have as many files as we keep for one person."""
    return _room(*_kept_of(db, person_id))


def room_at(db: Session, place: Place) -> int:
    """How many bytes may be added here. What is on its way to another place takes its whole room from its beginning."""
    application = place.case.application
    count, total = _kept_of(db, application.person_id)
    here = (col(Upload.application_id) == application.id) & (col(Upload.question) == place.question.key)
    begun, wanted = db.execute(
        select(func.count(), func.coalesce(func.sum(Upload.bytes_long), 0)).where(
            col(Upload.owner_id) == application.person_id, ~here
        )
    ).one()
    return _room(count + begun, total + wanted)


def _kept_of(db: Session, person_id: UUID) -> tuple[int, int]:
    """How many files of this person are kept and how long they are together, papers for advisers among them."""
    held = union_all(
        select(col(File.bytes_long)).where(col(File.owner_id) == person_id),
        select(col(Evidence.bytes_long)).where(col(Evidence.person_id) == person_id),
    ).subquery()
    count, total = db.execute(select(func.count(), func.coalesce(func.sum(held.c.bytes_long), 0))).one()
    return count, total


def _room(count: int, total: int) -> int:
    return max(0, MOST_BYTES - total) if count < MOST_FILES else 0
