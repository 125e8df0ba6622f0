"""A legal plan at once, by taking the next best seat; it is what everything else is compared with and falls back on."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.solvers.boards import Board
from app.solvers.ground import Diary, Ground
from app.solvers.promises import Options


def fill(ground: Ground, start: Diary, options: Options, weeks: Iterable[int]) -> Diary:
    """Week by week, whoever has the fewest choices first; a seat and a time used before come first."""
    board = Board(ground, start)
    habits = [_Habit(set(own.values()), {ground.pattern(cell) for cell in own}) for own in start]
    for week in weeks:
        for who in _fewest_choices_first(ground, week, options):
            while booking := _next_best(board, who, _choices(ground, week, options[who]), habits[who]):
                board.book(who, *booking)
                habits[who].patterns.add(ground.pattern(booking[0]))
                habits[who].seats.add(booking[1])
    return board.diary


@dataclass(frozen=True)
class _Habit:
    seats: set[int]
    patterns: set[int]


Choices = list[tuple[int, tuple[int, ...]]]
"""Cells with the seats that may be taken in them."""


def _choices(ground: Ground, week: int, options: dict[int, tuple[int, ...]]) -> Choices:
    return [(cell, options[cell]) for cell in ground.cells_of(week) if cell in options]


def _fewest_choices_first(ground: Ground, week: int, options: Options) -> list[int]:
    choices = [sum(len(seats) for _, seats in _choices(ground, week, options[who])) for who in ground.trainees]
    return sorted(ground.trainees, key=lambda who: (choices[who], who))


def _next_best(board: Board, who: int, choices: Choices, habit: _Habit) -> tuple[int, int] | None:
    ground, best, lowest = board.ground, None, None
    for cell, seats in choices:
        if not board.has_time(who, cell):
            continue
        fresh_time = ground.pattern(cell) not in habit.patterns
        for seat in seats:
            price = (seat not in habit.seats, fresh_time, ground.unmet(who, cell, seat), cell, seat)
            if (lowest is None or price < lowest) and board.has_place(who, cell, seat):
                best, lowest = (cell, seat), price
    return best
