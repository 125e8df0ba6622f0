"""Looking into a file before it is kept: ending, declared type and content agree, or it is refused (UPL-01 to UPL-05)."""

import hashlib
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePath
from types import MappingProxyType

import puremagic

from app.adapters import apart, papers, pictures, videos
from app.adapters.apart import Unfit
from app.core.errors import Refused, TooLarge
from app.core.words import N_, Sentence, sentence
from app.forms.files import Arrived, Fit
from app.rules.files import LONGEST_MINUTES, MEGABYTE, FileKind, kind_named

LONGEST_NAME = 120
FIRST_LOOK_BYTES = 4096

OTHER_KIND = N_(
    "We take pictures (JPEG, PNG, WebP), PDF files and videos (MP4, WebM). "
    "Save your work as one of these, then choose it again"
)
NOT_WHAT_IT_SAYS = N_(
    "This file is of another kind than its name says. Save it again as a picture, a PDF or a video, then choose it"
)
NO_ROOM = N_("You have added as much as we can keep for one person. Remove a file first")
EMPTY = N_("There is nothing in this file. Save it again, then choose the new one")

WHY_UNFIT: Mapping[str, str] = {
    pictures.UNREADABLE: N_("We cannot open this file. Save it again, then choose the new one"),
    pictures.TOO_MANY_PIXELS: N_("This picture is larger than 50 million points. Save a smaller copy, then choose it"),
    pictures.MOVES: N_("This picture moves. Save one still picture of it, then choose that"),
    papers.LOCKED: N_("This PDF is locked with a password. Save a copy without one, then choose it"),
    papers.SIGNED: N_(
        "This PDF is signed, so your name is inside it. Readers must not see it. Print it to a new PDF, then choose that"
    ),
    papers.ACTS: N_("This PDF has scripts or other files inside. Print it to a new PDF, then choose that"),
    videos.LOCKED: N_("This video is locked. Save a copy that anybody can play, then choose it"),
    videos.OTHER_CODEC: N_(
        "Browsers cannot play this video. Save it as MP4 with H.264, or as WebM, then choose the new one"
    ),
    videos.TOO_MANY_TRACKS: N_(
        "This video has more pictures or sounds in it than we can show. Save it with one of each, then choose it"
    ),
    apart.TOO_HARD: N_("This file takes too long to open. Save a smaller copy, then choose it"),
}

NO_OTHER_WORDS: Mapping[str, str] = MappingProxyType({})


class WrongKind(Refused):
    """Not one of the kinds that we take, or not what it says it is."""

    status = 415


def look_into(arrived: Arrived, *, says: Mapping[str, str] = NO_OTHER_WORDS) -> Fit:
    """The file as it may be kept: a picture drawn anew, a PDF without its maker's name, a video without its hidden notes.

    Takes seconds, needs no database, and writes only beside `arrived.path`. `says` has other sentences for some reasons.
    """
    kind = kind_of(arrived.name, arrived.bytes_long)
    if not arrived.bytes_long:
        raise WrongKind(EMPTY, field="file")
    if arrived.path is None:
        raise TooLarge(NO_ROOM, field="file")
    _refuse_other_content(arrived.path, arrived.media_type, kind)
    try:
        return _fit(arrived.path, arrived.name, kind)
    except Unfit as problem:
        raise WrongKind(_why(problem.reason, says), field="file") from problem


def kind_of(name: str, bytes_long: int) -> FileKind:
    """The kind that a file of this name says it is. Raises `WrongKind` and `TooLarge`."""
    kind = kind_named(name)
    if kind is None:
        raise WrongKind(OTHER_KIND, field="file")
    if bytes_long > kind.longest_bytes:
        most = N_("This file is larger than %(most)s MB. Save a smaller copy, then choose it")
        raise TooLarge(sentence(most, most=kind.longest_bytes // MEGABYTE), field="file")
    return kind


def hash_of(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _refuse_other_content(path: Path, declared: str, kind: FileKind) -> None:
    """A first look at the signature; the decoder is the judge afterwards."""
    with path.open("rb") as content:
        first = content.read(FIRST_LOOK_BYTES)
    found = {videos.signature_of(first)} if kind.is_video else _looks_like(first)
    if declared.partition(";")[0].strip().lower() != kind.media_type or kind.media_type not in found:
        raise WrongKind(NOT_WHAT_IT_SAYS, field="file")


def _looks_like(first: bytes) -> set[str]:
    try:
        return {match.mime_type for match in puremagic.magic_string(first)}
    except (puremagic.PureError, ValueError):
        return set()


def _fit(path: Path, name: str, kind: FileKind) -> Fit:
    if kind.is_picture:
        drawn = path.with_name(f"{path.name}-drawn")
        pictures.redraw(path, kind.media_type, into=drawn)
        return Fit(clean_name(name, kind), kind.media_type, drawn)
    if kind.is_video:
        seconds = videos.look_into(path, kind.media_type, longest_seconds=LONGEST_MINUTES * 60)
        return Fit(clean_name(name, kind), kind.media_type, path, seconds)
    nameless = path.with_name(f"{path.name}-nameless")
    papers.without_names(path, into=nameless)
    return Fit(clean_name(name, kind), kind.media_type, nameless)


def _why(reason: str, says: Mapping[str, str]) -> Sentence:
    if reason == videos.TOO_LONG:
        told = N_("This video is longer than %(minutes)s minutes. Cut it to that or less, then choose it")
        return sentence(told, minutes=LONGEST_MINUTES)
    return Sentence(says.get(reason) or WHY_UNFIT[reason])


def clean_name(name: str, kind: FileKind) -> str:
    """The last part of the name, without anything hidden, with the ending that the content has."""
    base = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).stem
    shown = "".join(char for char in base if char.isprintable() and char not in '"/:<>|?*').strip(". ")
    return (shown[:LONGEST_NAME] or "file") + kind.endings[0]
