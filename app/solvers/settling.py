"""Settles one trainee among all others: few seats, few cells of the weekly pattern, and no block missing if it can be."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.solvers.ground import Ground
from app.solvers.masks import Occupancy, Tempo, bits, mask_of

MISSING, SHARE, SEAT, CELL = 200, 20, 12, 5
"""How missing blocks, extra seats and extra cells of the pattern weigh against one unmet wish while searching."""

HOMES = 2
"""How many seats are tried in earnest as the first seat of a trainee."""


@dataclass(frozen=True)
class Habit:
    """The seats a trainee uses and the cells of the weekly pattern, as a mask."""

    seats: tuple[int, ...]
    pattern: int


class Settler:
    def __init__(self, ground: Ground, who: int, fixed: dict[int, int]) -> None:
        self.ground, self.who = ground, who
        self.width = ground.blocks * ground.days_per_week
        self.whole_week = (1 << self.width) - 1
        self.repeat = mask_of(week * self.width for week in ground.weeks)
        self.wants = ground.problem.trainees[who].blocks_per_week
        self.usual = Tempo(ground, who, 0)
        kept = [self._in_week(mask_of(fixed), week) for week in ground.weeks]
        self.tempos = [Tempo(ground, who, each) if each else self.usual for each in kept]
        self.wanted = sum(ground.wanted[who])
        self.missing_prices = [_missing_price(blocks, self.wanted) for blocks in range(self.wanted + 1)]
        self.hoped = sum(max(0, each - own.bit_count()) for each, own in zip(ground.wanted[who], kept, strict=True))
        self.fixed = fixed
        self.apart_weeks = ~mask_of(self._beside_other_weeks())
        self.weeks_weighed = 0

    def settle(self, occupancy: Occupancy) -> dict[int, int]:
        """New bookings beside the fixed ones."""
        seats = self.ground.suits[self.who]
        free = {seat: cells for seat in seats if (cells := occupancy.free(self.who, seat) & self.apart_weeks)}
        if not free:
            return {}
        grown = [self._grow(free, Habit((home,), self._usual_pattern(free[home]))) for home in self._homes(free)]
        return self._bookings(free, min(grown, key=lambda found: found[0])[1])

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
        cells = 0
        for seat in self.ground.suits[self.who]:
            cells |= occupancy.free(self.who, seat)
        given = [self.tempos[week][self._in_week(cells, week)] for week in self.ground.weeks]
        return [
            max(0, hoped - tempo.kept.bit_count() - choice.blocks)
            for hoped, tempo, choice in zip(self.ground.wanted[self.who], self.tempos, given, strict=True)
        ]

    def share_missing(self, added: dict[int, int]) -> float:
        return (self.hoped - len(added)) / self.wanted if self.wanted else 0.0

    def price_of(self, added: dict[int, int]) -> int:
        """What these bookings cost together with the fixed ones."""
        own = self.fixed | added
        seats, pattern = set(own.values()), {self.ground.pattern(cell) for cell in own}
        unmet = sum(self.ground.unmet(self.who, cell, seat) for cell, seat in added.items())
        extra = SEAT * max(0, len(seats) - 1) + CELL * max(0, len(pattern) - self.wants)
        return self.missing_prices[self.hoped - len(added)] + extra + unmet

    def _homes(self, free: dict[int, int]) -> list[int]:
        def worth(seat: int) -> tuple[int, int, int]:
            blocks, _ = self._covered(free[seat])
            return -blocks, self.ground.by_place(self.who, seat), seat

        return sorted(free, key=worth)[:HOMES]

    def _covered(self, cells: int) -> tuple[int, int]:
        """How many blocks these cells give in all weeks, and how many of them are later than wished."""
        self.weeks_weighed += len(self.tempos)
        blocks = late = 0
        for tempo in self.tempos:
            choice = tempo[cells & self.whole_week]
            blocks += choice.blocks
            late += choice.late
            cells >>= self.width
        return blocks, late

    def _usual_pattern(self, cells: int) -> int:
        """The wanted number of cells that are free most often on this seat."""
        often = sorted(
            range(self.width), key=lambda cell: (-self._often(cells, cell), self.ground.late(self.who, cell), cell)
        )
        pattern = 0
        for cell in often:
            if self.usual[pattern | 1 << cell].blocks > pattern.bit_count():
                pattern |= 1 << cell
        return pattern

    def _often(self, cells: int, cell: int) -> int:
        return (cells & self.repeat << cell).bit_count()

    def _grow(self, free: dict[int, int], habit: Habit) -> tuple[int, Habit]:
        """Takes the change of seats or pattern that helps most, as long as one helps."""
        price, lacks = self._weigh(free, habit)
        while True:
            best, best_lacks, best_habit = price, lacks, habit
            for other in self._nearby(free, habit, lacks):
                then, then_lacks = self._weigh(free, other)
                if then < best:
                    best, best_lacks, best_habit = then, then_lacks, other
            if best >= price:
                return price, habit
            price, lacks, habit = best, best_lacks, best_habit

    def _nearby(self, free: dict[int, int], habit: Habit, lacks: bool) -> Iterator[Habit]:
        """Habits with one cell or seat less, and with one more where something is still lacking."""
        for cell in range(self.width):
            if lacks or habit.pattern >> cell & 1:
                yield Habit(habit.seats, habit.pattern ^ 1 << cell)
        for seat in free if lacks else ():
            if seat not in habit.seats:
                yield Habit((*habit.seats, seat), habit.pattern)
        for seat in habit.seats[1:]:
            yield Habit(tuple(each for each in habit.seats if each != seat), habit.pattern)

    def _weigh(self, free: dict[int, int], habit: Habit) -> tuple[int, bool]:
        """The price of a habit, and whether it lacks blocks or earlier times."""
        cells = 0
        for seat in habit.seats:
            cells |= free[seat]
        blocks, late = self._covered(cells & self.repeat * habit.pattern)
        missing = self.hoped - blocks
        extra = max(0, habit.pattern.bit_count() - self.wants)
        place = self.ground.by_place(self.who, habit.seats[0]) * blocks
        price = self.missing_prices[missing] + SEAT * (len(habit.seats) - 1) + CELL * extra + late + place
        return price, missing > 0 or late > 0

    def _in_week(self, cells: int, week: int) -> int:
        return cells >> week * self.width & self.whole_week

    def _bookings(self, free: dict[int, int], habit: Habit) -> dict[int, int]:
        found: dict[int, int] = {}
        for week, tempo in enumerate(self.tempos):
            own = {seat: self._in_week(free[seat], week) & habit.pattern for seat in habit.seats}
            open_cells = 0
            for cells in own.values():
                open_cells |= cells
            for cell in bits(tempo[open_cells].cells):
                found[cell + week * self.width] = next(seat for seat in habit.seats if own[seat] >> cell & 1)
        return found


def _missing_price(blocks: int, wanted: int) -> int:
    """A missing block weighs more for whoever misses a larger share already."""
    return MISSING * blocks + SHARE * (100 * blocks) ** 2 // wanted**2 if wanted else 0
