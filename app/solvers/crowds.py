"""Crowds: trainees who together want more blocks of one seat than it can give them, so that not all can have it alone.

The sums of a model say so too, but their linear relaxation lets everybody sit a little on each seat and never finds it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from app.solvers.masks import mask_of
from app.solvers.windows import Window

MOST_IN_CROWD = 3
"""With groups of four as well, proofs took longer: most of what they say is said by smaller ones."""


@dataclass(frozen=True)
class Crowd:
    """In no plan do all of them use this seat and no other one."""

    seat: int
    who: frozenset[int]


def crowds_in(window: Window, missing: int) -> Iterator[Crowd]:
    """The smallest crowds of at most `MOST_IN_CROWD`, if the plan misses no more blocks in the window than this.

    None beside a published plan: the past may hold what nobody could be booked for now, and sums of missing blocks
    then say nothing of single people.
    """
    if window.ground.problem.published is not None:
        return
    wanted = {who: _wanted(window, who) for who in window.who}
    for seat in window.ground.seats:
        cells = {who: _cells_on(window, who, seat) for who in window.who if wanted[who]}
        cells = {who: own for who, own in cells.items() if _may_have_alone(window, who, seat, own)}
        found: list[frozenset[int]] = []
        for size in range(1, MOST_IN_CROWD + 1):
            for group in map(frozenset, combinations(cells, size)):
                too_many = sum(wanted[who] for who in group) > missing + _together([cells[who] for who in group])
                if too_many and not any(smaller <= group for smaller in found):
                    found.append(group)
                    yield Crowd(seat, group)


def _wanted(window: Window, who: int) -> int:
    """Blocks that this trainee still wants in the window."""
    return sum(max(0, window.ground.wanted[who][week] - window.outside_in(who, week)) for week in window.weeks)


def _may_have_alone(window: Window, who: int, seat: int, cells: int) -> bool:
    """Whether this can be the only seat they use: nothing stands on another one."""
    before = set(window.outside[who].values())
    return before <= {seat} and (seat in before or cells > 0)


def _cells_on(window: Window, who: int, seat: int) -> int:
    return mask_of(cell for cell, seats in window.choices[who].items() if seat in seats)


def _together(masks: list[int]) -> int:
    """In how many cells the seat is open to one of them."""
    return reduce(or_, masks).bit_count()
