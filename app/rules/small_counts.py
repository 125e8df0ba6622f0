"""Which counts are said, so that nobody can be found in one and none can be worked out from all of them together (PRIV-06).

A count is rounded to 5 by a fixed rule, and said only where the rounded number is above the limit: then the true one
can be any of five, all of them large enough. What is said of linked tables is then attacked as a reader would: what a
total leaves for its parts, and parts for their total. While that tells something, one more count is left out.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

FEWEST = 10
"""For anything about disability or what helps somebody, and for equality questions. Zero is a small number too."""
FEWEST_PEOPLE = 5
"""For how many people there are."""
ROUNDED_TO = 5
ANY = 10**9

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Sum(Generic[Cell]):
    """One total and its parts, all of them counts of whole people. No two sums share more than one cell."""

    total: Cell
    parts: Sequence[Cell]

    @property
    def cells(self) -> Sequence[Cell]:
        return (self.total, *self.parts)


Range = tuple[int, int]


def rounded(count: int) -> int:
    return ROUNDED_TO * round(count / ROUNDED_TO)


def said(
    counts: Mapping[Cell, int],
    fewest: Mapping[Cell, int],
    sums: Sequence[Sum[Cell]] = (),
    *,
    unsaid: Collection[Cell] = (),
) -> dict[Cell, int | None]:
    """Each count rounded, or None where it is not said. Those in `unsaid` never are, and are protected all the same."""
    shown = {cell for cell, count in counts.items() if cell not in unsaid and rounded(count) > fewest[cell]}
    while told := next(_told(counts, fewest, sums, shown), None):
        near = {cell for each in sums if told in each.cells for cell in each.cells} & shown
        totals = {each.total for each in sums}
        shown.remove(min(sorted(near or shown, key=str), key=lambda cell: (counts[cell], cell in totals)))
    return {cell: rounded(count) if cell in shown else None for cell, count in counts.items()}


def ranges(published: Mapping[Cell, int | None], sums: Sequence[Sum[Cell]]) -> dict[Cell, Range]:
    """What a reader of all of it knows of each count. Exact, because the sums make a tree: each step only narrows."""
    half = ROUNDED_TO // 2
    known = {cell: (0, ANY) if number is None else (number - half, number + half) for cell, number in published.items()}
    before: dict[Cell, Range] = {}
    while known != before:
        before = dict(known)
        for each in sums:
            _narrow(known, each)
    return known


def _told(
    counts: Mapping[Cell, int], fewest: Mapping[Cell, int], sums: Sequence[Sum[Cell]], shown: Collection[Cell]
) -> Iterator[Cell]:
    """Counts of which all of it together says that they are small, or says them more exactly than by five."""
    known = ranges({cell: rounded(count) if cell in shown else None for cell, count in counts.items()}, sums)
    return (cell for cell, (low, high) in known.items() if high < fewest[cell] or high - low < ROUNDED_TO - 1)


def _narrow(known: dict[Cell, Range], each: Sum[Cell]) -> None:
    parts = [known[part] for part in each.parts]
    low, high = sum(part[0] for part in parts), sum(part[1] for part in parts)
    total = known[each.total] = _both(known[each.total], (low, high))
    for part in each.parts:
        own = known[part]
        known[part] = _both(own, (total[0] - (high - own[1]), total[1] - (low - own[0])))


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])
