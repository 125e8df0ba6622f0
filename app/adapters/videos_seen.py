"""What is found out about a video, whatever its container, and the law of its tracks."""

from collections.abc import Sequence
from dataclasses import dataclass

UNREADABLE = "unreadable"
LOCKED = "video_locked"
OTHER_CODEC = "other_codec"
TOO_MANY_TRACKS = "too_many_tracks"
TOO_LONG = "too_long"

MOST_TRACKS = 12
MOST_SOUNDS = 2
MOST_TEXTS = 8
MOST_THINGS = 300_000
"""Boxes or elements in one file; an ordinary one of six minutes has some thousands."""


class Unseen(Exception):
    """The reason, in one word, why this is no video that we keep."""

    def __init__(self, reason: str = UNREADABLE) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Blank:
    """A stretch to overwrite: `head` says to players that nothing is here, and zeros fill the rest of `length`."""

    start: int
    head: bytes
    length: int


@dataclass(frozen=True)
class Seen:
    seconds: float
    blanks: Sequence[Blank]


def check_tracks(*, pictures: int, sounds: int, texts: int, others: int) -> None:
    """One picture track, few of the others."""
    if not pictures:
        raise Unseen
    every = pictures + sounds + texts + others
    if pictures > 1 or sounds > MOST_SOUNDS or texts > MOST_TEXTS or every > MOST_TRACKS:
        raise Unseen(TOO_MANY_TRACKS)
