"""The part of a plan that one model may change: some trainees in some weeks, with everything around them standing still."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.solvers.boards import Board
from app.solvers.ground import Diary, Ground
from app.solvers.promises import Promises


@dataclass(frozen=True)
class Window:
    promises: Promises
    diary: Diary
    who: Sequence[int]
    weeks: Sequence[int]
    missing_before: Mapping[int, int] = field(default_factory=dict)
    """For each trainee of the window, the missing blocks of other weeks that are already known."""

    @classmethod
    def over_everything(cls, promises: Promises, diary: Diary) -> "Window":
        return cls(promises, diary, promises.ground.trainees, promises.ground.weeks)

    @property
    def ground(self) -> Ground:
        return self.promises.ground

    @cached_property
    def cells(self) -> frozenset[int]:
        return frozenset(cell for week in self.weeks for cell in self.ground.cells_of(week))

    @cached_property
    def outside(self) -> Diary:
        """What stays: everybody else's bookings, the other weeks, the past and what is promised."""
        inside = set(self.who)
        return [
            {cell: seat for cell, seat in own.items() if who not in inside or self._stays(who, cell)}
            for who, own in enumerate(self.diary)
        ]

    @cached_property
    def board(self) -> Board:
        return Board(self.ground, self.outside)

    @cached_property
    def choices(self) -> dict[int, dict[int, list[int]]]:
        """For each trainee and cell of the window, the seats that are legal and not held by anybody outside it."""
        return {who: self._choices_of(who) for who in self.who}

    def outside_on(self, who: int, day: int) -> int:
        blocks = self.ground.blocks
        return sum(cell in self.outside[who] for cell in range(day * blocks, (day + 1) * blocks))

    def outside_in(self, who: int, week: int) -> int:
        return sum(cell in self.outside[who] for cell in self.ground.cells_of(week))

    def _choices_of(self, who: int) -> dict[int, list[int]]:
        options = self.promises.options[who]
        found: dict[int, list[int]] = {}
        for cell in sorted(self.cells):
            seats = [seat for seat in options.get(cell, ()) if self.board.has_place(who, cell, seat)]
            if seats and cell not in self.outside[who]:
                found[cell] = seats
        return found

    def _stays(self, who: int, cell: int) -> bool:
        return cell not in self.cells or cell in self.promises.fixed[who]


def missing_in(ground: Ground, diary: Diary, weeks: Iterable[int]) -> dict[int, int]:
    """For each trainee the blocks missing in these weeks."""
    return {who: sum(_missing(ground, diary, who, week) for week in weeks) for who in ground.trainees}


def _missing(ground: Ground, diary: Diary, who: int, week: int) -> int:
    return max(0, ground.wanted[who][week] - sum(cell in diary[who] for cell in ground.cells_of(week)))
