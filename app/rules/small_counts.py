"""Counts of which nobody may be found in one (PRIV-06): the limits, the rounding, and what sums tell of their parts.

`small_counts_saying` chooses which are said; `small_counts_reading` finds what a reader works out of everything said.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

FEWEST = 10
"""For anything about disability or what helps somebody, and for equality questions. Zero is a small number too."""
FEWEST_PEOPLE = 5
"""For how many people there are."""
ROUNDED_TO = 5
HALF = ROUNDED_TO // 2
ANY = 10**9

Cell = TypeVar("Cell", bound=Hashable)
Range = tuple[int, int]
"""The least and the most that a count can be."""


@dataclass(frozen=True)
class Sum(Generic[Cell]):
    """One total and its parts, all of them counts of whole people."""

    total: Cell
    parts: Sequence[Cell]

    @property
    def cells(self) -> Sequence[Cell]:
        return (self.total, *self.parts)


def rounded(count: int) -> int:
    return ROUNDED_TO * round(count / ROUNDED_TO)


def narrowed(known: Mapping[Cell, Range], sums: Sequence[Sum[Cell]]) -> dict[Cell, Range]:
    """What is known of each count once every sum is used; empty where no counts fit into all of it.

    Each step only narrows. Where the sums make a tree it is exact; where they overlap, as for parts that are looked at
    together, what is found can be wider than what is possible, and never narrower.
    """
    found: dict[Cell, Range] = dict(known)
    before: dict[Cell, Range] = {}
    while found != before:
        before = dict(found)
        for each in sums:
            _narrow(found, each)
        if any(low > high for low, high in found.values()):
            return {}
    return found


def _narrow(known: dict[Cell, Range], each: Sum[Cell]) -> None:
    parts = [known[part] for part in each.parts]
    low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
    total = known[each.total] = _both(known[each.total], (low, high))
    for part in each.parts:
        own = known[part]
        known[part] = _both(own, (total[0] - (high - own[1]), total[1] - (low - own[0])))


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])
