"""The law of files: which kinds and sizes, how many, and for whom a file exists at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.applications import Application, ApplicationStatus
from app.models.files import File, FileStatus
from app.models.messages import Prefix
from app.models.programmes import Programme
from app.models.redactions import WithheldFile
from app.models.reviews import Review
from app.rules import decisions
from app.rules.answers_reading import questions_read_by
from app.rules.blueprints import Reader, blueprints
from app.rules.messages import Wording
from app.rules.ties import tied

MEGABYTE = 1_000_000
PAPER = "application/pdf"


@dataclass(frozen=True)
class FileKind:
    """One kind that we take: its endings, how long it may be, and what it is called."""

    media_type: str
    endings: tuple[str, ...]
    longest_bytes: int
    word: str

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def is_video(self) -> bool:
        return self.media_type.startswith("video/")


KINDS: Mapping[str, FileKind] = {
    kind.media_type: kind
    for kind in (
        FileKind("image/jpeg", (".jpg", ".jpeg"), 15 * MEGABYTE, N_("Picture")),
        FileKind("image/png", (".png",), 15 * MEGABYTE, N_("Picture")),
        FileKind("image/webp", (".webp",), 15 * MEGABYTE, N_("Picture")),
        FileKind(PAPER, (".pdf",), 20 * MEGABYTE, N_("PDF")),
        FileKind("video/mp4", (".mp4", ".m4v"), 200 * MEGABYTE, N_("Video")),
        FileKind("video/webm", (".webm",), 200 * MEGABYTE, N_("Video")),
    )
}

MOST_BYTES_SENT = 201 * MEGABYTE
"""The largest file and a little for the form around it."""

LONGEST_MINUTES = 6
"""How long a video may run (rule S7)."""

MOST_FILES = 100
MOST_BYTES = 1000 * MEGABYTE


def kind_named(name: str) -> FileKind | None:
    """The kind that the ending of this name stands for; what is inside is the decoder's to say."""
    ending = PurePath(name.replace("\\", "/")).suffix.lower()
    return next((kind for kind in KINDS.values() if ending in kind.endings), None)


def longest_for(name: str) -> int:
    """How many bytes a file of this name may have; none when it is of no kind that we take."""
    kind = kind_named(name)
    return kind.longest_bytes if kind else 0


def visible_to(actor: Actor) -> Select[Any]:
    """The owner's own; for managers and reviewers what the blueprint lets them read, of what reached them.

    In which phase a reviewer may open it is asked beside this, because it depends on the day.
    """
    mine = col(File.owner_id) == actor.person_id if actor.person_id else false()
    theirs = col(Application.id).in_(decisions.visible_to(actor).with_only_columns(col(Application.id)))
    managed = _of_programmes(actor, Role.MANAGER, Reader.MANAGER, col(Application.sent_at).is_not(None) & theirs)
    reviewed = _of_programmes(actor, Role.REVIEWER, Reader.REVIEWER, _is_assigned(actor))
    return select(File).where(or_(mine, managed, reviewed))


def is_owner(actor: Actor, file: File) -> bool:
    return actor.person_id == file.owner_id


def _is_somebody_elses(actor: Actor, file: File) -> bool:
    """What `visible_to` shows of other people is theirs to read; nothing more is asked here."""
    return not is_owner(actor, file)


def _of_programmes(actor: Actor, role: Role, reader: Reader, reached: ColumnElement[bool]) -> ColumnElement[bool]:
    """Files of applications in the programmes where the actor holds this role, under questions this reader may read."""
    held = actor.programmes_as(role)
    if not held:
        return false()
    readable = [
        and_(col(Programme.key) == blueprint.key, col(File.question).in_(questions_read_by(reader, blueprint)))
        for blueprint in blueprints().values()
    ]
    return exists(
        select(Application.id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(
            col(Application.id) == File.application_id, col(File.status) == FileStatus.CLEAN,
            col(Programme.id).in_(held), reached, or_(*readable),
        )
    )  # fmt: skip


def _is_assigned(actor: Actor) -> ColumnElement[bool]:
    return exists(
        select(Review.id).where(
            col(Review.application_id) == Application.id,
            col(Review.reviewer_id) == actor.person_id,
            col(Application.status) != ApplicationStatus.WITHDRAWN,
            ~tied(actor.person_id),
            ~_is_withheld(),
        )
    )


def _is_withheld() -> ColumnElement[bool]:
    return exists(select(WithheldFile.file_id).where(col(WithheldFile.file_id) == File.id).correlate(File))


READ = Policy(
    "files.read",
    {Role.APPLICANT: is_owner, Role.MANAGER: _is_somebody_elses, Role.REVIEWER: _is_somebody_elses},
    N_("This file is for the person who added it and the people who read it."),
    File,
    visible_to,
)
REMOVE = Policy(
    "files.remove", {Role.APPLICANT: is_owner}, N_("Only the person who added a file can remove it."), File, visible_to
)

MESSAGES: Mapping[str, Wording] = {
    "file_not_kept": Wording(
        Prefix.CHANGE,
        subject=N_("we could not keep a file of yours"),
        happened=N_("A scanner found something in a file of yours that could harm a computer. We removed the file."),
        to_do=N_("You did nothing wrong. Check your computer, save your work again, then add the new file."),
        by_when=N_("Take the time you need. Your other answers stay as they are."),
    )
}
