"""The highest fit that everybody matched can be promised, without matching fewer people for it."""

from array import array
from dataclasses import dataclass

from app.solvers.pairings import Pairings


@dataclass(frozen=True)
class Guarantee:
    """`pairs` are those at or above the floor; `matched` is the most that can be matched.

    What is published may stay, so a published pair below the others lowers the floor.
    """

    matched: int
    floor: int | None
    pairs: "array[int]"


def guarantee(pairings: Pairings) -> Guarantee:
    """Binary search over the fits that occur; each step is one maximum flow."""
    fit, every, published = pairings.problem.pairs.fit, pairings.best_first, pairings.was_published
    most = pairings.most_matched(len(every))
    if not most:
        return Guarantee(0, None, array("i", published))
    ends = _ends_of_levels(pairings)
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        if pairings.most_matched(ends[middle], published) == most:
            high = middle
        else:
            low = middle + 1
    pairs = _with_published(pairings, every[: ends[low]])
    return Guarantee(most, min(fit[pair] for pair in pairs), pairs)


def _ends_of_levels(pairings: Pairings) -> list[int]:
    """How many pairs there are at or above each fit, the highest fit first."""
    fit, every = pairings.problem.pairs.fit, pairings.best_first
    return [
        index for index in range(1, len(every) + 1) if index == len(every) or fit[every[index]] != fit[every[index - 1]]
    ]


def _with_published(pairings: Pairings, pairs: "array[int]") -> "array[int]":
    if not pairings.was_published:
        return pairs
    inside = set(pairs)
    return pairs + array("i", [pair for pair in pairings.was_published if pair not in inside])
