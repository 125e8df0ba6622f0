"""The parts that a home page is made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.core.words import Sentence


@dataclass(frozen=True)
class Step:
    """One thing on the way, in message ids or sentences. `route` is a page's name and `params` its parameters."""

    title: str | Sentence
    when: str | Sentence | None = None
    text: str | None = None
    route: str | None = None
    params: tuple[tuple[str, object], ...] = ()
    action: str | None = None


@dataclass
class Path:
    """What a person meets, in the order in which it comes."""

    now: list[Step] = field(default_factory=list)
    next: list[Step] = field(default_factory=list)
    later: list[Step] = field(default_factory=list)

    def add(self, other: "Path") -> None:
        self.now += other.now
        self.next += other.next
        self.later += other.later


def joined(paths: Iterable[Path]) -> Path:
    whole = Path()
    for path in paths:
        whole.add(path)
    return whole
