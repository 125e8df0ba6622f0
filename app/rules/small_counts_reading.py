"""What a reader works out who lays every published period side by side, knows the sums and knows our rule (PRIV-06).

Nothing ties the counts of two periods together but what a reader supposes. Two readers are thought of: one supposes
nothing and subtracts; the other supposes that nobody left, so that no count fell. What either finds must be no small
count, none known more exactly than by five, and no change that is there and small.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic

from app.rules.small_counts import ANY, HALF, ROUNDED_TO, Cell, Range, Sum, narrowed

Fewest = Callable[[Cell], int]
"""The limit of each count: what is smaller is not said."""


@dataclass(frozen=True)
class Published(Generic[Cell]):
    """One period as it was published: its numbers, None where one is not said, and the sums that hold in it."""

    numbers: Mapping[Cell, int | None]
    sums: Sequence[Sum[Cell]]


def range_of(number: int | None, fewest: int, newest: int | None) -> Range:
    """What one number tells by itself. `newest` is the one of the same count that was said before it, if there is one.

    A number that stays as it was published tells less, because it stays while the count moves below the limit.
    """
    if number is None:
        return 0, ANY
    wide = HALF + (fewest - ROUNDED_TO if number == newest else 0)
    return max(number - wide, fewest + ROUNDED_TO - HALF), number + wide


def told(periods: Sequence[Published[Cell]], fewest: Fewest[Cell]) -> Iterator[Cell]:
    """Counts of which the newest period tells too much, alone or beside those before it."""
    read = [narrowed(known, period.sums) for known, period in zip(_alone(periods, fewest), periods, strict=True)]
    *before, now = read
    yield from _too_exact(now, fewest)
    for known in before:
        both = (cell for cell in now if cell in known)
        yield from (cell for cell in both if tells_change(known[cell], now[cell], fewest(cell)))
    for counts in _if_nobody_left(periods, read) if before else ():
        yield from _too_exact(counts, fewest)


def tells_change(before: Range, after: Range, fewest: int) -> bool:
    """Whether a reader knows that the count changed, and that fewer people than the limit came or left."""
    least = max(after[0] - before[1], before[0] - after[1])
    most = max(after[1] - before[0], before[1] - after[0])
    return least > 0 and most < fewest


def _alone(periods: Sequence[Published[Cell]], fewest: Fewest[Cell]) -> Iterator[dict[Cell, Range]]:
    newest: dict[Cell, int] = {}
    for period in periods:
        yield {cell: range_of(number, fewest(cell), newest.get(cell)) for cell, number in period.numbers.items()}
        newest |= {cell: number for cell, number in period.numbers.items() if number is not None}


def _too_exact(known: Mapping[Cell, Range], fewest: Fewest[Cell]) -> Iterator[Cell]:
    return (cell for cell, (low, high) in known.items() if high < fewest(cell) or high - low < ROUNDED_TO - 1)


def _if_nobody_left(
    periods: Sequence[Published[Cell]], read: Sequence[Mapping[Cell, Range]]
) -> list[dict[Cell, Range]]:
    """What each period tells if no count fell since the one before it; nothing where that cannot be.

    Period n stands in layer 2n, and how many came since then in layer 2n + 1: counts of people, with sums of their own.
    """
    known = {(2 * number, cell): each for number, of in enumerate(read) for cell, each in of.items()}
    sums = [_in_layer(each, 2 * number) for number, period in enumerate(periods) for each in period.sums]
    for number, (old, new) in enumerate(pairwise(periods)):
        before, came, after = 2 * number, 2 * number + 1, 2 * number + 2
        both = [cell for cell in old.numbers if cell in new.numbers]
        known |= {(came, cell): (0, ANY) for cell in both}
        sums += [Sum((after, cell), ((before, cell), (came, cell))) for cell in both]
        sums += [_in_layer(each, came) for each in old.sums if each in new.sums]
    found = narrowed(known, sums)
    return [
        {cell: each for (layer, cell), each in found.items() if layer == 2 * number} for number in range(len(periods))
    ]


def _in_layer(each: Sum[Cell], layer: int) -> Sum[tuple[int, Cell]]:
    return Sum((layer, each.total), tuple((layer, part) for part in each.parts))
