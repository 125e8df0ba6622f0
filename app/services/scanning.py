"""Looking into whatever waits for the scanner, one after the other. What cannot be opened holds up nothing else."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from app.adapters.parts import Parts
from app.core.errors import Unavailable
from app.core.logs import log
from app.core.work import Work

Waiting = TypeVar("Waiting")


def scan(
    parts: Parts,
    waiting: Callable[[Work], Sequence[Waiting]],
    bytes_of: Callable[[Parts, Waiting], Iterator[bytes] | None],
    clear: Callable[[Work, UUID, str], None],
) -> None:
    """`bytes_of` is None for what cannot be opened now. While the scanner is down all go on waiting.

    The clock tries again. A row of `waiting` has an `id`; `clear` gets it with the name of what was found, or nothing.
    """
    if parts.scanner is None:
        return
    with parts.work(writes=False) as work:
        found = waiting(work)
    for each in found:
        content = bytes_of(parts, each)
        if content is None:
            continue
        try:
            harm = parts.scanner.harm_in(content)
        except Unavailable as problem:
            log().warning("files wait for the scanner", **{name: str(fact) for name, fact in problem.facts.items()})
            return
        with parts.work() as work:
            clear(work, each.id, harm)  # type: ignore[attr-defined]  # a row
