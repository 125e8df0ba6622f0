"""Seats and times as bits of whole numbers, one bit a cell, so that a week can be weighed in a few steps."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.solvers.ground import Ground
from app.solvers.promises import Promises
from app.solvers.schedules import BlockWish


def bits(mask: int) -> Iterator[int]:
    """The cells of a mask, the earliest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def mask_of(cells: Iterable[int]) -> int:
    return sum(1 << cell for cell in cells)


Seating = dict[int, int]
"""Bookings of one trainee: for each seat the cells, as a mask."""


def seating_of(own: dict[int, int]) -> Seating:
    """The same bookings from the seat of each cell."""
    found: Seating = {}
    for cell, seat in own.items():
        found[seat] = found.get(seat, 0) | 1 << cell
    return found


def seats_by_cell(seating: Seating) -> dict[int, int]:
    return {cell: seat for seat, cells in seating.items() for cell in bits(cells)}


def blocks_of(seating: Seating) -> int:
    return sum([cells.bit_count() for cells in seating.values()])


class Occupancy:
    """Which cells of each seat are taken, and where the supervisor has no room or a program no licence left."""

    def __init__(self, promises: Promises) -> None:
        self.ground = promises.ground
        self.taken = [0] * len(self.ground.seats)
        self.held = [[0] * len(cells) for cells in self.ground.room]
        self.full = [mask_of([cell for cell, most in enumerate(room) if not most]) for room in self.ground.room]
        here = Counter(self.ground.location_of)
        self.scarce = [
            mask_of([cell for cell, most in enumerate(room) if most < here[location]])
            for location, room in enumerate(self.ground.room)
        ]
        """The cells of each location in which its supervisor may hold fewer people than there are seats."""

        self.used = [[0] * len(cells) for cells in self.ground.licences]
        self.spent = [mask_of([cell for cell, most in enumerate(each) if not most]) for each in self.ground.licences]
        self.options = [_by_seat(own) for own in promises.options]

    def free(self, who: int, seat: int) -> int:
        """The cells in which this trainee may have this seat now."""
        location = self.ground.location_of[seat]
        blocked = self.taken[seat] | self.full[location]
        for licence in self.ground.licences_of[seat]:
            blocked |= self.spent[licence]
        beside = self._beside(who, seat)
        if beside is not None:
            blocked |= self.taken[beside]
        return self.options[who].get(seat, 0) & ~blocked

    def book(self, who: int, own: Seating, *, step: int = 1) -> None:
        """Adds bookings, or takes them away again with a step of -1."""
        for seat, cells in own.items():
            self.taken[seat] ^= cells
            location = self.ground.location_of[seat]
            held, room = self.held[location], self.ground.room[location]
            self.full[location] ^= _turned(held, room, cells & self.scarce[location], step)
            for licence in self.ground.licences_of[seat]:
                used, most = self.used[licence], self.ground.licences[licence]
                self.spent[licence] ^= _turned(used, most, cells, step)
            beside = self._beside(who, seat)
            if beside is not None:
                self.taken[beside] ^= cells

    def _beside(self, who: int, seat: int) -> int | None:
        return self.ground.beside[seat] if self.ground.problem.trainees[who].must.adjacent_seat else None


def _turned(used: list[int], most: list[int], cells: int, step: int) -> int:
    """Counts one more or one fewer in each cell, and gives the cells that became full by it, or are no longer."""
    turned = 0
    for cell in bits(cells):
        was_full = used[cell] >= most[cell]
        used[cell] += step
        if was_full != (used[cell] >= most[cell]):
            turned |= 1 << cell
    return turned


def _by_seat(own: dict[int, tuple[int, ...]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for cell, seats in own.items():
        for seat in seats:
            found[seat] = found.get(seat, 0) | 1 << cell
    return found


@dataclass(frozen=True)
class Choice:
    """Cells of one week, as a mask."""

    cells: int
    blocks: int
    late: int
    """The weight of the wishes for earlier blocks that it leaves unmet."""


ONE_BLOCK_BITS = 20
ONE_BLOCK = 1 << ONE_BLOCK_BITS
"""Blocks and the wishes they leave unmet in one number: each block counts this much, and each unmet wish one less."""


class Tempo(dict[int, int]):
    """For each mask of free cells in a week, what the best choice is worth: most blocks, then the fewest unmet wishes.

    Choices are worked out when first asked for. `kept` cells are worked already and count towards the limits.
    """

    def __init__(self, ground: Ground, who: int, kept: int) -> None:
        super().__init__()
        self.ground, self.who, self.kept = ground, who, kept
        self.must = ground.problem.trainees[who].must
        self.choices: dict[int, Choice] = {}
        self.limit = max(0, ground.problem.trainees[who].blocks_per_week - kept.bit_count())

    def __missing__(self, free: int) -> int:
        choice = self.choices[free] = self._best(free)
        self[free] = worth = choice.blocks * ONE_BLOCK - choice.late
        return worth

    def choice(self, free: int) -> Choice:
        if free not in self.choices:
            self[free]  # works it out
        return self.choices[free]

    def _best(self, free: int) -> Choice:
        by_day = self._cheapest_of_days(free)
        if self.must.no_consecutive_days:
            cells = max(map(self._cheapest, self._apart(by_day)), key=lambda cells: (len(cells), -self._late(cells)))
        else:
            cells = self._cheapest(cell for cells in by_day.values() for cell in cells)
        return Choice(mask_of(cells), len(cells), self._late(cells))

    def _cheapest_of_days(self, free: int) -> dict[int, list[int]]:
        blocks = self.ground.blocks
        days: dict[int, list[int]] = {}
        for cell in bits(free):
            days.setdefault(cell // blocks, []).append(cell)
        worked = [cell // blocks for cell in bits(self.kept)]
        left = {day: max(0, self.must.max_blocks_per_day - worked.count(day)) for day in days}
        return {day: sorted(cells, key=self._price)[: left[day]] for day, cells in days.items()}

    def _apart(self, by_day: dict[int, list[int]]) -> list[list[int]]:
        """Every choice of days that are not in a row, days that are worked already included."""
        worked = {cell // self.ground.blocks for cell in bits(self.kept)}
        choices: list[tuple[int, list[int]]] = [(-2, [])]
        for day, cells in sorted(by_day.items()):
            if not worked & {day - 1, day + 1}:
                choices += [(day, chosen + cells) for last, chosen in choices if last < day - 1]
        return [chosen for _, chosen in choices]

    def _cheapest(self, cells: Iterable[int]) -> list[int]:
        return sorted(cells, key=self._price)[: self.limit]

    def _late(self, cells: list[int]) -> int:
        return sum(self.ground.late(self.who, cell) for cell in cells)

    def _price(self, cell: int) -> tuple[int, int]:
        return self.ground.late(self.who, cell), cell


TempoKey = tuple[int, int, bool, BlockWish | None]
"""What a tempo depends on, where nothing is kept."""


def tempo_for(ground: Ground, who: int, kept: int, shared: dict[TempoKey, Tempo]) -> Tempo:
    if kept:
        return Tempo(ground, who, kept)
    trainee = ground.problem.trainees[who]
    must = trainee.must
    key = (trainee.blocks_per_week, must.max_blocks_per_day, must.no_consecutive_days, trainee.prefer.block_at_most)
    if key not in shared:
        shared[key] = Tempo(ground, who, 0)
    return shared[key]
