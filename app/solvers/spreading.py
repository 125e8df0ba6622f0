"""Spreads applications over readers: as many readings as wanted and possible, and loads as even as they can be.

Pure: indexes in, pairs and reasons out. Exact: of all spreads with as many readings there is none with a smaller sum of
squared loads, so that two loads differ by more than one only where ties and earlier readings leave no other way.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """`pairs` are (application, reader); `loads` count what each reader has then, with what they had before.

    `short` is how many readings each application still lacks, for those that lack any.
    """

    pairs: Sequence[tuple[int, int]]
    loads: Sequence[int]
    short: dict[int, int]


def spread(*, may: Sequence[frozenset[int]], wanted: Sequence[int], loads: Sequence[int]) -> Spread:
    """`may[a]` are the readers whom nothing keeps from application `a`, `wanted[a]` how many readings it still needs.

    `loads[r]` is what reader `r` has to read already; it stays with them and counts.
    """
    load = list(loads)
    readers_of: list[set[int]] = []
    for allowed, needed in zip(may, wanted, strict=True):
        chosen = set(sorted(allowed, key=lambda reader: (load[reader], reader))[: max(needed, 0)])
        for reader in chosen:
            load[reader] += 1
        readers_of.append(chosen)
    while _even_out(may, readers_of, load):
        pass
    pairs = [(application, reader) for application, chosen in enumerate(readers_of) for reader in sorted(chosen)]
    short = {
        application: needed - len(chosen)
        for application, (needed, chosen) in enumerate(zip(wanted, readers_of, strict=True))
        if needed > len(chosen)
    }
    return Spread(pairs, tuple(load), short)


def _even_out(may: Sequence[frozenset[int]], readers_of: list[set[int]], load: list[int]) -> bool:
    """Hand one reading on along a chain of readers, from one with much to one with at least two fewer.

    Each reader of the chain gives an application to the next, so that only the loads of its two ends change.
    """
    for start in sorted(range(len(load)), key=lambda reader: (-load[reader], reader)):
        came_from = _reached_from(start, may, readers_of)
        ends = [reader for reader in came_from if load[reader] <= load[start] - 2]
        if ends:
            _hand_on(min(ends, key=lambda reader: (load[reader], reader)), came_from, readers_of, load)
            return True
    return False


def _reached_from(
    start: int, may: Sequence[frozenset[int]], readers_of: list[set[int]]
) -> dict[int, tuple[int, int] | None]:
    """Everybody whom a chain from `start` reaches: who gives them which application."""
    came_from: dict[int, tuple[int, int] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        for application, chosen in enumerate(readers_of):
            if giver in chosen:
                for taker in sorted(may[application] - chosen - came_from.keys()):
                    came_from[taker] = (giver, application)
                    waiting.append(taker)
    return came_from


def _hand_on(
    end: int, came_from: dict[int, tuple[int, int] | None], readers_of: list[set[int]], load: list[int]
) -> None:
    load[end] += 1
    step = came_from[end]
    while step is not None:
        giver, application = step
        readers_of[application].remove(giver)
        readers_of[application].add(end)
        end, step = giver, came_from[giver]
    load[end] -= 1
