"""Two people who keep the same row: whoever saves an older page is told, and both texts are shown (REL-04)."""

from typing import Protocol

from app.core.errors import Refused
from app.core.words import N_

OLDER = N_(
    "Somebody changed this while you had it open. Your words are kept below, beside what stands now. Save again to use yours."
)


class Overtaken(Refused):
    """What was typed was about an older version. Nothing was written."""

    status = 409
    default = OLDER


class Versioned(Protocol):
    version: int


def keep_version(row: Versioned, seen: int) -> None:
    """Count a change of `row`, which is locked. Refuses one that was made on an older page."""
    if seen != row.version:
        raise Overtaken
    row.version += 1
