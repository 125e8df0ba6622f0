"""Files that people attach: looked into, stored under a random name, described, removed."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from sqlalchemy import func
from sqlmodel import col, select

from app.adapters import apart, papers, pictures
from app.adapters.apart import Unfit
from app.adapters.storage import Storage
from app.core.errors import Refused, TooLarge
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.files import Arrived, Attachment, Fit
from app.forms.sign_ins import Nothing
from app.models.files import File, FileStatus
from app.rules.blueprints import Question
from app.rules.files import KINDS, MEGABYTE, MOST_BYTES, MOST_FILES, FileKind
from app.services.applications_answering import CLOSED_PART
from app.services.applications_reading import Case

LONGEST_NAME = 120
FIRST_LOOK_BYTES = 4096

OTHER_KIND = N_(
    "We take pictures (JPEG, PNG, WebP) and PDF files. Save your work as one of these, then choose it again"
)
NOT_WHAT_IT_SAYS = N_(
    "This file is of another kind than its name says. Save it again as a picture or a PDF, then choose it"
)

WHY_UNFIT: Mapping[str, str] = {
    pictures.UNREADABLE: N_("We cannot open this file. Save it again, then choose the new one"),
    pictures.TOO_MANY_PIXELS: N_("This picture is larger than 50 million points. Save a smaller copy, then choose it"),
    pictures.MOVES: N_("This picture moves. Save one still picture of it, then choose that"),
    papers.LOCKED: N_("This PDF is locked with a password. Save a copy without one, then choose it"),
    papers.ACTS: N_("This PDF has scripts or other files inside. Print it to a new PDF, then choose that"),
    apart.TOO_HARD: N_("This file takes too long to open. Save a smaller copy, then choose it"),
}


@dataclass(frozen=True)
class Place:
    """Where a file goes: one question of one application."""

    case: Case
    question: Question


class WrongKind(Refused):
    """Not one of the kinds that we take, or not what it says it is."""

    status = 415


def look_into(arrived: Arrived) -> Fit:
    """The file as it may be kept: a picture drawn anew, a PDF as it came. Takes seconds; needs no database.

    Ending, declared type and content agree, or it is refused (UPL-01 to UPL-04).
    """
    kind = _kind_of(arrived)
    if len(arrived.content) > kind.longest_bytes:
        most = N_("This file is larger than %(most)s MB. Save a smaller copy, then choose it")
        raise TooLarge(sentence(most, most=kind.longest_bytes // MEGABYTE), field="file")
    try:
        content = _redrawn_or_checked(arrived.content, kind)
    except Unfit as problem:
        raise WrongKind(WHY_UNFIT[problem.reason], field="file") from problem
    return Fit(_clean_name(arrived.name, kind), kind.media_type, content)


def attach(work: Work, storage: Storage, place: Place, fit: Fit | None, form: Attachment) -> File:
    """Keep a file as the answer to a question. The bytes are stored first, then the row (UPL-06)."""
    case, question = place.case, place.question
    if fit is None:
        raise Refused(N_("Choose a file"), field="file")
    if not case.may_change(question):
        raise Refused(CLOSED_PART, field="file")
    if question.key in case.answered_by_file:
        raise Refused(N_("There is a file already. Remove it first, then add the new one"), field="file")
    _refuse_beyond_quota(work, case, fit)
    stored_as = work.entropy.token()
    storage.keep(stored_as, fit.content)
    file = File(
        id=work.new_id(), owner_id=case.application.person_id, application_id=case.application.id,
        question=question.key, name=fit.name, description=form.description, media_type=fit.media_type,
        bytes_long=len(fit.content), sha256=hashlib.sha256(fit.content).hexdigest(), stored_as=stored_as,
        status=FileStatus.CLEAN, uploaded_at=work.now,
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


def _kind_of(arrived: Arrived) -> FileKind:
    ending = PurePath(arrived.name.replace("\\", "/")).suffix.lower()
    named = next((kind for kind in KINDS.values() if ending in kind.endings), None)
    if named is None:
        raise WrongKind(OTHER_KIND, field="file")
    if arrived.media_type != named.media_type or named.media_type not in _looks_like(arrived.content):
        raise WrongKind(NOT_WHAT_IT_SAYS, field="file")
    return named


def _looks_like(content: bytes) -> set[str]:
    """A first look at the signature; the decoder is the judge afterwards."""
    try:
        return {match.mime_type for match in puremagic.magic_string(content[:FIRST_LOOK_BYTES])}
    except (puremagic.PureError, ValueError):
        return set()


def _redrawn_or_checked(content: bytes, kind: FileKind) -> bytes:
    if kind.is_picture:
        return pictures.redraw(content, kind.media_type)
    papers.look_into(content)
    return content


def _clean_name(name: str, kind: FileKind) -> str:
    """The last part of the name, without anything hidden, with the ending that the content has."""
    base = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).stem
    shown = "".join(char for char in base if char.isprintable() and char not in '"/:<>|?*').strip(". ")
    return (shown[:LONGEST_NAME] or "file") + kind.endings[0]


def _refuse_beyond_quota(work: Work, case: Case, fit: Fit) -> None:
    count, total = work.db.execute(
        select(func.count(), func.coalesce(func.sum(File.bytes_long), 0)).where(
            col(File.owner_id) == case.application.person_id
        )
    ).one()
    if count >= MOST_FILES or total + len(fit.content) > MOST_BYTES:
        raise TooLarge(N_("You have added as much as we can keep for one person. Remove a file first"), field="file")
