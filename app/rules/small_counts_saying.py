"""Which counts are said, so that nobody can be found in one and none can be worked out from all of them together (PRIV-06).

A count is rounded to 5 by a fixed rule, and said only where the rounded number is above the limit: then the true one
can be any of five, all of them large enough. A number that was said before stays until the count has moved by the limit,
so that a change tells of no few people. What is said is then attacked as a reader would, together with all that was
said in earlier periods; while that tells something, one more count is left out.
"""

from collections.abc import Collection, Mapping, Sequence

from app.rules.small_counts import Cell, Sum, rounded
from app.rules.small_counts_reading import Fewest, Published, told


def said(
    counts: Mapping[Cell, int],
    fewest: Fewest[Cell],
    sums: Sequence[Sum[Cell]] = (),
    *,
    unsaid: Collection[Cell] = (),
    earlier: Sequence[Published[Cell]] = (),
) -> dict[Cell, int | None]:
    """Each count rounded, or None where it is not said. Those in `unsaid` never are, and are protected all the same.

    `earlier` are the periods published before, the newest last. Their true counts are not asked for: nobody keeps them.
    """
    numbers = {
        cell: None if cell in unsaid else number_for(count, fewest(cell), said_before(cell, earlier))
        for cell, count in counts.items()
    }
    while shown := {cell for cell, number in numbers.items() if number is not None}:
        found = next(told([*earlier, Published(numbers, sums)], fewest), None)
        if found is None:
            break
        near = {cell for each in sums if found in each.cells for cell in each.cells} | {found}
        totals = {each.total for each in sums}
        leaves = min(sorted(near & shown or shown, key=str), key=lambda cell: (counts[cell], cell in totals))
        numbers[leaves] = None
    return numbers


def said_before(cell: Cell, earlier: Sequence[Published[Cell]]) -> list[int]:
    """Every number that was said of this count, the newest last."""
    numbers = (period.numbers.get(cell) for period in earlier)
    return [number for number in numbers if number is not None]


def number_for(count: int, fewest: int, before: Sequence[int]) -> int | None:
    """The number to say of one count, or None. Two numbers said of it are the same, or at least `fewest` apart."""
    number = rounded(count)
    if number <= fewest:
        return None
    if before and abs(number - before[-1]) < fewest:
        return before[-1]
    return None if any(0 < abs(number - each) < fewest for each in before) else number
