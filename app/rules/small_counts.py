"""Which counts are not said, so that nobody can be found in one and none can be worked out from the others (PRIV-06)."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

FEWEST = 10
"""Smaller numbers are not said, zero included: the usual limit for anything about disability."""

Part = TypeVar("Part", bound=Hashable)


def hidden_parts(counts: Mapping[Part, int]) -> set[Part]:
    """The parts of one total that are not said: the small ones, and the next larger where a total would give them away.

    Whoever knows the total and the other parts knows what the hidden ones are together. So two are hidden, or none, and
    together they are at least as many as the limit. Of equals the first in the mapping hides first.
    """
    rising = sorted(counts, key=lambda part: counts[part])
    hidden = {part for part in rising if counts[part] < FEWEST}
    for part in rising:
        if not hidden or (len(hidden) > 1 and sum(counts[each] for each in hidden) >= FEWEST):
            break
        hidden.add(part)
    return hidden
