"""Settles one trainee among all others: few seats, few cells of the weekly pattern, and no block missing if it can be."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from app.solvers.ground import Ground
from app.solvers.masks import ONE_BLOCK, Occupancy, Seating, Tempo, TempoKey, bits, blocks_of, mask_of, tempo_for
from app.solvers.patterns import MOST_CELLS, Patterns

MISSING, SHARE, SEAT, CELL = 200, 20, 12, 5
"""How missing blocks, extra seats and extra cells of the pattern weigh against one unmet wish while searching."""

SWAPPED = 2
"""How many cells of a pattern are tried to be replaced by others, those that give least first."""

ALL_PATTERNS = 8
"""As how many weeks it counts to weigh all patterns of a week at once."""

MOST_KEPT = 5_000
"""For how many masks one settler keeps what it worked out; then it begins anew, so that long searches stay small."""

Often = list[tuple[Tempo, int, int]]
"""Weeks with the same cells taken together: how they are chosen from, the cells, and how many weeks there are."""


@dataclass(frozen=True, order=True)
class Habit:
    """The seats a trainee uses and the cells of the weekly pattern, as a mask."""

    price: int
    seats: tuple[int, ...]
    pattern: int


class Settler:
    """`shared` holds what other trainees with the same rules for a week have worked out already.

    Cells of all weeks are one mask. What is worked out for a mask is kept, as the same ones come up again and again.
    """

    def __init__(self, ground: Ground, who: int, fixed: dict[int, int], shared: dict[TempoKey, Tempo]) -> None:
        self.ground, self.who = ground, who
        self.width = ground.blocks * ground.days_per_week
        self.whole_week = (1 << self.width) - 1
        self.each_week = mask_of(week * self.width for week in ground.weeks)
        self.wants = ground.problem.trainees[who].blocks_per_week
        self.starts = [week * self.width for week in ground.weeks]
        kept = self._by_week(mask_of(fixed))
        self.tempos = [tempo_for(ground, who, each, shared) for each in kept]
        self.begins = list(zip(self.tempos, self.starts, strict=True))
        firsts: dict[int, int] = {}
        self.firsts = [firsts.setdefault(id(tempo), week) for week, tempo in enumerate(self.tempos)]
        """For each week the first one that is chosen from in the same way."""

        self.wanted = sum(ground.wanted[who])
        self.missing_prices = [_missing_price(blocks, self.wanted) for blocks in range(self.wanted + 1)]
        self.hoped = sum(max(0, each - own.bit_count()) for each, own in zip(ground.wanted[who], kept, strict=True))
        self.fixed = fixed
        self.fixed_seats = frozenset(fixed.values())
        self.fixed_pattern = reduce(or_, kept, 0)
        late = [ground.late(who, cell) for cell in range(ground.days * ground.blocks)]
        self.lateness = max(late, default=0)
        self.late_cells = mask_of(cell for cell, weight in enumerate(late) if weight)
        self.apart_weeks = ~mask_of(self._beside_other_weeks())
        self.last = 0
        """The pattern that was found last; a good one to begin with."""

        self.known: dict[int, int] = {}
        """The pattern that was found for the same free cells before."""

        self.prices: dict[int, tuple[int, int]] = {}
        """What the best choice from the same free cells cost before, and how many blocks it had."""

        self.place = {seat: ground.by_place(who, seat) for seat in ground.suits[who]}

        self.least = 0
        """No habit costs less, extra seats aside; known once it was asked what is missing with nobody else there."""

        self.weeks_weighed = 0
        self.patterns = self._patterns()

    def settle(self, occupancy: Occupancy) -> Seating:
        """New bookings beside the fixed ones."""
        free = {
            seat: cells
            for seat in self.ground.suits[self.who]
            if (cells := occupancy.free(self.who, seat) & self.apart_weeks)
        }
        if not free:
            return {}
        best = self._best(free)
        self.last = best.pattern
        return self._seating(free, best)

    def _best(self, free: dict[int, int]) -> Habit:
        """One seat more at a time, as long as it helps."""
        best = self._best_with_one_more(free, (), 0, None)
        while best.price > SEAT * len(best.seats) + self.least:
            beside = reduce(or_, [free[seat] for seat in best.seats])
            wider = self._best_with_one_more(free, best.seats, beside, best)
            if wider is best:
                break
            best = wider
        return best

    def _best_with_one_more(
        self, free: dict[int, int], seats: tuple[int, ...], beside: int, best: Habit | None
    ) -> Habit:
        """`beside` are the cells that are free on `seats`. The seat that promises most is tried in earnest."""
        bounds = [
            (self._least_price(beside | own, seats, seat), seat) for seat, own in free.items() if seat not in seats
        ]
        bound, seat = min(bounds, default=(math.inf, 0))
        if best is not None and bound >= best.price:
            return best
        habit = self._with_pattern(beside | free[seat], (*seats, seat))
        return habit if best is None else min(best, habit)

    def _least_price(self, cells: int, seats: tuple[int, ...], seat: int) -> int:
        """No habit with these cells on these seats costs less, whatever its pattern."""
        price, blocks = self.prices.get(cells) or self._work_out(cells)
        return price + SEAT * len(seats) + self.place[seats[0] if seats else seat] * blocks

    def _with_pattern(self, cells: int, seats: tuple[int, ...]) -> Habit:
        if cells not in self.known:
            if len(self.known) >= MOST_KEPT:
                self.known.clear()
            self.known[cells] = self._best_pattern(cells)
        pattern = self.known[cells]
        least = self._least_price(cells & pattern * self.each_week, seats[:-1], seats[-1])
        return Habit(least + CELL * max(0, pattern.bit_count() - self.wants), seats, pattern)

    def _patterns(self) -> Patterns | None:
        if self.width > MOST_CELLS:
            return None
        sizes = [CELL * max(0, size - self.wants) for size in range(self.width + 1)]
        return Patterns(self.width, self.missing_prices[: self.hoped + 1], sizes)

    def _best_pattern(self, cells: int) -> int:
        often = self._often(cells)
        if self.patterns is None:
            return self._pattern_found_nearby(often, self._common(cells))
        self.weeks_weighed += ALL_PATTERNS * len(often)
        return self.patterns.best(often)

    def _pattern_found_nearby(self, often: Often, common: int) -> int:
        """Takes the change of one cell that helps most, as long as one helps."""
        starts = (self.last, common)
        lowest, best = min((self._cost(self._worth(often, start), start.bit_count()), start) for start in starts)
        while lowest:
            price, better = min(self._nearby(often, best))
            if price >= lowest:
                return best
            lowest, best = price, better
        return best

    def _nearby(self, often: Often, pattern: int) -> Iterator[tuple[int, int]]:
        """The best pattern with a cell less, with a cell more, and with another cell instead of one that gives little."""
        size, own = pattern.bit_count(), [1 << cell for cell in bits(pattern)]
        others = [1 << cell for cell in bits(self.whole_week & ~pattern)]
        less = sorted([(self._worth(often, pattern ^ cell), pattern ^ cell) for cell in own], reverse=True)
        more = [(self._worth(often, pattern | cell), pattern | cell) for cell in others]
        swapped = [(self._worth(often, fewer | cell), fewer | cell) for _, fewer in less[:SWAPPED] for cell in others]
        for found, cells in ((less, size - 1), (more, size + 1), (swapped, size)):
            if found:
                worth, best = max(found)
                yield self._cost(worth, cells), best

    def _often(self, cells: int) -> Often:
        many = Counter(zip(self.firsts, self._by_week(cells), strict=True))
        return [(self.tempos[first], week, count) for (first, week), count in many.items()]

    def _worth(self, often: Often, pattern: int) -> int:
        self.weeks_weighed += len(often)
        return sum([many * tempo[week & pattern] for tempo, week, many in often])

    def _work_out(self, cells: int) -> tuple[int, int]:
        """What the best choice from these cells costs, all weeks together, seats aside; and how many blocks it has."""
        self.weeks_weighed += len(self.tempos)
        if len(self.prices) >= MOST_KEPT:
            self.prices.clear()
        worth = sum([tempo[cells >> start & self.whole_week] for tempo, start in self.begins])
        self.prices[cells] = self._cost(worth, 0), -(-worth // ONE_BLOCK)
        return self.prices[cells]

    def _cost(self, worth: int, size: int) -> int:
        blocks = -(-worth // ONE_BLOCK)
        return self.missing_prices[self.hoped - blocks] + blocks * ONE_BLOCK - worth + CELL * max(0, size - self.wants)

    def _common(self, cells: int) -> int:
        """What most weeks would choose if each were alone."""
        weeks = zip(self.tempos, self._by_week(cells), strict=True)
        chosen = Counter(tempo.choice(week).cells for tempo, week in weeks)
        return max(chosen, key=lambda pattern: (chosen[pattern], -pattern))

    def _beside_other_weeks(self) -> Iterator[int]:
        """Weeks are settled one by one; where they touch, days in a row are avoided by leaving each first day free."""
        ground = self.ground
        if not ground.problem.trainees[self.who].must.no_consecutive_days or not ground.in_a_row(
            ground.days_per_week - 1, ground.days_per_week
        ):
            return
        for week in ground.weeks[1:]:
            yield from ground.cells_on(week * ground.days_per_week)
        for day in {ground.day(cell) for cell in self.fixed}:
            for other in ground.days_beside(day):
                yield from ground.cells_on(other)

    def missing_alone(self, occupancy: Occupancy) -> list[int]:
        """For each week the blocks that would be missing if nobody else were there."""
        cells = reduce(or_, (occupancy.free(self.who, seat) for seat in self.ground.suits[self.who]), 0)
        self.least, _ = self._work_out(cells)
        given = [tempo.choice(week) for tempo, week in zip(self.tempos, self._by_week(cells), strict=True)]
        return [
            max(0, hoped - tempo.kept.bit_count() - choice.blocks)
            for hoped, tempo, choice in zip(self.ground.wanted[self.who], self.tempos, given, strict=True)
        ]

    def share_missing(self, added: Seating) -> float:
        return (self.hoped - blocks_of(added)) / self.wanted if self.wanted else 0.0

    def price_of(self, added: Seating) -> int:
        """What these bookings cost together with the fixed ones."""
        cells = reduce(or_, added.values(), 0)
        pattern = reduce(or_, self._by_week(cells), self.fixed_pattern)
        seats = len(self.fixed_seats | added.keys())
        unmet = (cells & self.late_cells).bit_count() * self.lateness
        unmet += sum([self.place[seat] * own.bit_count() for seat, own in added.items()])
        extra = SEAT * max(0, seats - 1) + CELL * max(0, pattern.bit_count() - self.wants)
        return self.missing_prices[self.hoped - cells.bit_count()] + extra + unmet

    def _by_week(self, cells: int) -> list[int]:
        return [cells >> start & self.whole_week for start in self.starts]

    def _seating(self, free: dict[int, int], habit: Habit) -> Seating:
        """Each chosen cell goes to the first seat of the habit that is free then."""
        habitual = habit.pattern * self.each_week
        open_cells = self._by_week(reduce(or_, [free[seat] for seat in habit.seats]) & habitual)
        left = 0
        for week, tempo in enumerate(self.tempos):
            left |= tempo.choice(open_cells[week]).cells << week * self.width
        found: Seating = {}
        for seat in habit.seats:
            if own := left & free[seat]:
                found[seat] = own
                left ^= own
        return found


def _missing_price(blocks: int, wanted: int) -> int:
    """A missing block weighs more for whoever misses a larger share already."""
    return MISSING * blocks + SHARE * (100 * blocks) ** 2 // wanted**2 if wanted else 0
