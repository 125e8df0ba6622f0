"""What a reader works out who lays every published period side by side, knows the sums and knows our rule (PRIV-06).

Nothing ties the counts of two periods together but what a reader supposes. Two readers are thought of: one supposes
nothing and subtracts; the other supposes that nobody left, so that no count fell. What either finds must be no small
count, none known more exactly than by five, and no change that is there and small.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, Generic

from app.rules.small_counts import ANY, HALF, ROUNDED_TO, Cell, Range, Sum, narrowed

Fewest = Callable[[Cell], int]
"""The limit of each count: what is smaller is not said."""


FEW = 6
"""Up to so many parts of a sum are looked at in every way to take some of them together."""


@dataclass(frozen=True)
class Published(Generic[Cell]):
    """One period as it was published: its numbers, None where one is not said, and the sums that hold in it."""

    numbers: Mapping[Cell, int | None]
    sums: Sequence[Sum[Cell]]


@dataclass(frozen=True)
class Together(Generic[Cell]):
    """Parts of one sum taken as one count: what is left of a total when its other parts are known."""

    parts: tuple[Cell, ...]


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
    Parts are looked at together too: where none fell, their sum did not fall either.
    """
    groups = _groups(periods)
    layers = [
        ({**of, **dict.fromkeys(_within(period, groups), (0, ANY))}, [*period.sums, *_sums_of(period, groups)])
        for period, of in zip(periods, read, strict=True)
    ]
    known = {(2 * number, cell): each for number, (of, _) in enumerate(layers) for cell, each in of.items()}
    sums = [_in_layer(each, 2 * number) for number, (_, found) in enumerate(layers) for each in found]
    for number, ((old, sums_before), (new, sums_after)) in enumerate(pairwise(layers)):
        before, came, after = 2 * number, 2 * number + 1, 2 * number + 2
        both = [cell for cell in old if cell in new]
        known |= {(came, cell): (0, ANY) for cell in both}
        sums += [Sum((after, cell), ((before, cell), (came, cell))) for cell in both]
        sums += [_in_layer(each, came) for each in sums_before if each in sums_after]
    found = narrowed(known, sums)
    return [
        {cell: found[2 * number, cell] for cell in of if (2 * number, cell) in found} for number, of in enumerate(read)
    ]


def _groups(periods: Sequence[Published[Cell]]) -> dict[Sum[Cell], Collection[Together[Cell]]]:
    """For each sum the parts to look at together: any of them where they are few, else those that a period leaves out,
    and all but one.
    """
    every = dict.fromkeys(each for period in periods for each in period.sums)
    return {each: _few(each) if len(each.parts) <= FEW else _unsaid(each, periods) for each in every}


def _few(each: Sum[Cell]) -> list[Together[Cell]]:
    sizes = range(2, len(each.parts))
    return [Together(parts) for size in sizes for parts in combinations(each.parts, size)]


def _unsaid(each: Sum[Cell], periods: Sequence[Published[Cell]]) -> set[Together[Cell]]:
    left_out = {
        tuple(part for part in each.parts if period.numbers[part] is None) for period in periods if each in period.sums
    }
    left_out |= {tuple(part for part in each.parts if part != one) for one in each.parts}
    return {Together(parts) for parts in left_out if 1 < len(parts) < len(each.parts)}


def _within(period: Published[Cell], groups: Mapping[Sum[Cell], Collection[Together[Cell]]]) -> list[Together[Cell]]:
    return [group for each in period.sums for group in groups[each]]


def _sums_of(period: Published[Cell], groups: Mapping[Sum[Cell], Collection[Together[Cell]]]) -> Iterator[Sum[Any]]:
    for each in period.sums:
        for group in groups[each]:
            yield Sum(group, group.parts)
            yield Sum(each.total, (group, *(part for part in each.parts if part not in group.parts)))


def _in_layer(each: Sum[Cell], layer: int) -> Sum[tuple[int, Cell]]:
    return Sum((layer, each.total), tuple((layer, part) for part in each.parts))
