"""Settles one trainee among all others: few seats, few cells of the weekly pattern, and no block missing if it can be."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from app.solvers.ground import Ground
from app.solvers.masks import ONE_BLOCK, Occupancy, Tempo, TempoKey, bits, mask_of, tempo_for

MISSING, SHARE, SEAT, CELL = 200, 20, 12, 5
"""How missing blocks, extra seats and extra cells of the pattern weigh against one unmet wish while searching."""

TRIED = 2
"""How many sets of seats of one size are tried in earnest, those that promise most first."""

SWAPPED = 2
"""How many cells of a pattern are tried to be replaced by others, those that give least first."""

Weeks = list[int]
"""For each week a mask of cells."""

Often = list[tuple[Tempo, int, int]]
"""Weeks with the same cells taken together: how they are chosen from, the cells, and how many weeks there are."""


@dataclass(frozen=True, order=True)
class Habit:
    """The seats a trainee uses and the cells of the weekly pattern, as a mask."""

    price: int
    seats: tuple[int, ...]
    pattern: int


class Settler:
    """`shared` holds what other trainees with the same rules for a week have worked out already."""

    def __init__(self, ground: Ground, who: int, fixed: dict[int, int], shared: dict[TempoKey, Tempo]) -> None:
        self.ground, self.who = ground, who
        self.width = ground.blocks * ground.days_per_week
        self.whole_week = (1 << self.width) - 1
        self.wants = ground.problem.trainees[who].blocks_per_week
        kept = self._by_week(mask_of(fixed))
        self.tempos = [tempo_for(ground, who, each, shared) for each in kept]
        firsts: dict[int, int] = {}
        self.firsts = [firsts.setdefault(id(tempo), week) for week, tempo in enumerate(self.tempos)]
        """For each week the first one that is chosen from in the same way."""

        self.wanted = sum(ground.wanted[who])
        self.missing_prices = [_missing_price(blocks, self.wanted) for blocks in range(self.wanted + 1)]
        self.hoped = sum(max(0, each - own.bit_count()) for each, own in zip(ground.wanted[who], kept, strict=True))
        self.fixed = fixed
        self.late = [ground.late(who, cell) for cell in range(self.width)]
        self.apart_weeks = ~mask_of(self._beside_other_weeks())
        self.last = 0
        """The pattern that was found last; a good one to begin with."""

        self.known: dict[tuple[int, ...], int] = {}
        """The pattern that was found for the same free cells before."""

        self.least = 0
        """No habit costs less, extra seats aside; known once it was asked what is missing with nobody else there."""

        self.weeks_weighed = 0

    def settle(self, occupancy: Occupancy) -> dict[int, int]:
        """New bookings beside the fixed ones."""
        free = {
            seat: self._by_week(cells)
            for seat in self.ground.suits[self.who]
            if (cells := occupancy.free(self.who, seat) & self.apart_weeks)
        }
        if not free:
            return {}
        best = self._best(free)
        self.last = best.pattern
        return self._bookings(free, best)

    def _best(self, free: dict[int, Weeks]) -> Habit:
        """One seat more at a time, as long as it helps."""
        best = self._best_with_one_more(free, (), None)
        while best.price > SEAT * len(best.seats) + self.least:
            wider = self._best_with_one_more(free, best.seats, best)
            if wider is best:
                break
            best = wider
        return best

    def _best_with_one_more(self, free: dict[int, Weeks], seats: tuple[int, ...], best: Habit | None) -> Habit:
        beside = _together([free[seat] for seat in seats]) if seats else [0] * len(self.tempos)
        promising: list[tuple[int, tuple[int, ...], Weeks]] = []
        for seat, weeks in free.items():
            if seat not in seats:
                wider = [cells | more for cells, more in zip(beside, weeks, strict=True)]
                bound = self._price(wider, (*seats, seat))
                if best is None or bound < best.price:
                    promising.append((bound, (*seats, seat), wider))
        for bound, some, cells in sorted(promising)[:TRIED]:
            if best is None or bound < best.price:
                habit = self._with_pattern(cells, some)
                best = habit if best is None else min(best, habit)
        if best is None:
            raise ValueError(free)
        return best

    def _with_pattern(self, cells: Weeks, seats: tuple[int, ...]) -> Habit:
        key = tuple(cells)
        if key not in self.known:
            self.known[key] = self._best_pattern(cells)
        return Habit(self._price(cells, seats, self.known[key]), seats, self.known[key])

    def _best_pattern(self, cells: Weeks) -> int:
        """Takes the change of one cell that helps most, as long as one helps."""
        often = self._often(cells)
        starts = (self.last, self._common(cells))
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

    def _often(self, cells: Weeks) -> Often:
        many = Counter(zip(self.firsts, cells, strict=True))
        return [(self.tempos[first], week, count) for (first, week), count in many.items()]

    def _worth(self, often: Often, pattern: int) -> int:
        self.weeks_weighed += len(often)
        return sum([many * tempo[week & pattern] for tempo, week, many in often])

    def _cost(self, worth: int, size: int) -> int:
        blocks = -(-worth // ONE_BLOCK)
        return self.missing_prices[self.hoped - blocks] + blocks * ONE_BLOCK - worth + CELL * max(0, size - self.wants)

    def _price(self, cells: Weeks, seats: tuple[int, ...], pattern: int | None = None) -> int:
        """Without a pattern, no habit on these seats costs less."""
        self.weeks_weighed += len(cells)
        mask, size = (self.whole_week, 0) if pattern is None else (pattern, pattern.bit_count())
        worth = sum([tempo[week & mask] for tempo, week in zip(self.tempos, cells, strict=True)])
        place = self.ground.by_place(self.who, seats[0]) * -(-worth // ONE_BLOCK) if seats else 0
        return self._cost(worth, size) + SEAT * max(0, len(seats) - 1) + place

    def _common(self, cells: Weeks) -> int:
        """What most weeks would choose if each were alone."""
        chosen = Counter(tempo.choice(week).cells for tempo, week in zip(self.tempos, cells, strict=True))
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
        weeks = self._by_week(reduce(or_, (occupancy.free(self.who, seat) for seat in self.ground.suits[self.who]), 0))
        self.least = self._price(weeks, ())
        given = [tempo.choice(week) for tempo, week in zip(self.tempos, weeks, strict=True)]
        return [
            max(0, hoped - tempo.kept.bit_count() - choice.blocks)
            for hoped, tempo, choice in zip(self.ground.wanted[self.who], self.tempos, given, strict=True)
        ]

    def share_missing(self, added: dict[int, int]) -> float:
        return (self.hoped - len(added)) / self.wanted if self.wanted else 0.0

    def price_of(self, added: dict[int, int]) -> int:
        """What these bookings cost together with the fixed ones."""
        own = self.fixed | added
        seats, pattern = set(own.values()), {cell % self.width for cell in own}
        late = sum(self.late[cell % self.width] for cell in added)
        unmet = late + sum(self.ground.by_place(self.who, seat) for seat in added.values())
        extra = SEAT * max(0, len(seats) - 1) + CELL * max(0, len(pattern) - self.wants)
        return self.missing_prices[self.hoped - len(added)] + extra + unmet

    def _by_week(self, cells: int) -> Weeks:
        return [cells >> week * self.width & self.whole_week for week in self.ground.weeks]

    def _bookings(self, free: dict[int, Weeks], habit: Habit) -> dict[int, int]:
        found: dict[int, int] = {}
        for week, tempo in enumerate(self.tempos):
            own = {seat: free[seat][week] & habit.pattern for seat in habit.seats}
            open_cells = 0
            for cells in own.values():
                open_cells |= cells
            for cell in bits(tempo.choice(open_cells).cells):
                found[cell + week * self.width] = next(seat for seat in habit.seats if own[seat] >> cell & 1)
        return found


def _together(many: Iterable[Weeks]) -> Weeks:
    """The cells that are free on any of these seats."""
    return [reduce(or_, weeks) for weeks in zip(*many, strict=True)]


def _missing_price(blocks: int, wanted: int) -> int:
    """A missing block weighs more for whoever misses a larger share already."""
    return MISSING * blocks + SHARE * (100 * blocks) ** 2 // wanted**2 if wanted else 0
