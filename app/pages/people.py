"""Each person's home page: what is now, what is next, what comes later."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.words import N_
from app.core.work import Work


@dataclass(frozen=True)
class Step:
    """One thing on the way. `when` is already in words; `path` and `action` lead to where it is done."""

    title: str
    when: str | None = None
    text: str | None = None
    path: str | None = None
    action: str | None = None


@dataclass(frozen=True)
class Home:
    now: Sequence[Step]
    next: Sequence[Step]
    later: Sequence[Step]
    title: str = N_("Home")


def home(work: Work) -> Home:
    return Home((), (), ())
