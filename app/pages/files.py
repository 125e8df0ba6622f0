"""What is shown of a file: its name, kind and size in words, and the page that asks before it is removed.

The page that shows the work itself is in `files_viewing`.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.actors import Actor
from app.core.words import N_, Sentence, sentence
from app.models.files import File, FileStatus
from app.rules.applications_paths import question_path
from app.rules.files import KINDS, MEGABYTE, is_owner
from app.services.applications_reading import Case

KILOBYTE = 1000


@dataclass(frozen=True)
class FileLine:
    """One file of the reader's own."""

    file_id: UUID
    name: str
    about: Sentence
    description: str
    is_waiting: bool


@dataclass(frozen=True)
class Removal:
    case: Case
    file: FileLine
    keep_path: str
    part: str
    crumb: tuple[str, str, dict[str, Any]]
    title: str = N_("Remove this file?")


def file_line(file: File) -> FileLine:
    return FileLine(file.id, file.name, kind_and_size(file), file.description, file.status is FileStatus.WAITING)


def download_name(actor: Actor, file: File) -> str:
    """The owner's own name for it; for everybody else one that says nothing about who they are."""
    return file.name if is_owner(actor, file) else "work-sample-1" + KINDS[file.media_type].endings[0]


def kind_and_size(file: File) -> Sentence:
    word = Sentence(KINDS[file.media_type].word)
    if file.seconds:
        word = sentence(N_("%(kind)s of %(length)s"), kind=word, length=running_time(file.seconds))
    return sized(word, file.bytes_long)


def sized(word: Sentence, bytes_long: int) -> Sentence:
    if bytes_long < MEGABYTE:
        return sentence(N_("%(kind)s, %(size)s kB"), kind=word, size=-(-bytes_long // KILOBYTE))
    return sentence(N_("%(kind)s, %(size)s MB"), kind=word, size=round(bytes_long / MEGABYTE, 1))


def running_time(seconds: int) -> Sentence:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return sentence(N_("%(seconds)s seconds"), seconds=rest)
    return sentence(N_("%(minutes)s min %(seconds)s s"), minutes=minutes, seconds=rest)


def removal(case: Case, file: File) -> Removal:
    question = case.question(file.question)
    part = case.part_of(question)
    return Removal(
        case,
        file_line(file), question_path(case.application.id, part.key, question.key), case.blueprint.name,
        (part.title, "applications.part", {"application_id": case.application.id, "part": part.key}),
    )  # fmt: skip
