"""Finds a plan that holds the past and each pin, and keeps as many published bookings of the notice window as it can."""

import math
from dataclasses import replace

from app.solvers.boards import Board
from app.solvers.goals import count_changes
from app.solvers.ground import Diary, Ground
from app.solvers.models import Model
from app.solvers.promises import Options, Promises, promises_of
from app.solvers.reading import ContractError
from app.solvers.schedules import Pin, ScheduleProblem
from app.solvers.stages import Effort
from app.solvers.windows import Window


def keep_promises(ground: Ground, seed: int) -> Promises:
    """Raises ContractError for a pin that breaks a rule, or for pins that cannot all hold."""
    _refuse_broken_pins(ground)
    kept = None if any(ground.pins) else _all_at_once(ground)
    return promises_of(ground, kept or _as_many_as_possible(ground, seed))


def with_pins_that_hold(problem: ScheduleProblem) -> ScheduleProblem:
    """The same problem with those pins alone that can hold beside the ones before them: there is a plan that holds them.

    Each takes the first seat that is free for it, so that now and then one is left out that other seats would have kept.
    """
    ground = Ground.of(problem)
    board = Board(ground, ground.past)
    return replace(problem, pins=tuple(pin for pin in problem.pins if _finds_its_place(board, pin)))


def _finds_its_place(board: Board, pin: Pin) -> bool:
    ground = board.ground
    who, cell = ground.trainee(pin.trainee), ground.cell(pin.day, pin.block)
    if pin.day < ground.first_day:
        return True
    free = (seat for seat in _seats_for(ground, pin) if board.has_time(who, cell) and board.has_place(who, cell, seat))
    seat = next(free, None)
    if seat is not None:
        board.book(who, cell, seat)
    return seat is not None


def _refuse_broken_pins(ground: Ground) -> None:
    for index, pin in enumerate(ground.problem.pins):
        if pin.day >= ground.first_day and not _seats_for(ground, pin):
            raise ContractError(f"pins[{index}]", "This booking breaks a rule of the trainee, the seat or the day.")


def _seats_for(ground: Ground, pin: Pin) -> list[int]:
    """The seats on which this pin breaks no rule on its own."""
    seats = ground.legal_seats(ground.trainee(pin.trainee), ground.cell(pin.day, pin.block))
    return [seat for seat in seats if pin.workstation is None or seat == ground.seat(pin.workstation)]


def _promised(ground: Ground) -> Diary:
    """What is published for the days of the notice window and would be legal on its own."""
    return [
        {
            cell: seat
            for cell, seat in own.items()
            if ground.is_inside_notice(who, cell) and seat in ground.legal_seats(who, cell)
        }
        for who, own in enumerate(ground.published)
    ]


def _all_at_once(ground: Ground) -> Diary | None:
    board = Board(ground, ground.past)
    for who, own in enumerate(_promised(ground)):
        for cell, seat in own.items():
            if not (board.has_time(who, cell) and board.has_place(who, cell, seat)):
                return None
            board.book(who, cell, seat)
    return board.diary


def _as_many_as_possible(ground: Ground, seed: int) -> Diary:
    """One small model over pinned and promised cells; it decides whether there is a plan at all, so it is never hurried."""
    options = _claims(ground)
    pinned: Diary = [dict.fromkeys(own, 0) for own in ground.pins]
    claims = Promises(ground, ground.past, pinned, options)
    window = Window.over_everything(claims, ground.past)
    model = Model(window)
    model.cp.minimize(count_changes(model).expression())
    solver = Effort.without_limit(seed).solve(model, math.inf)
    kept = model.diary(solver) if solver else ground.past
    if any(cell not in kept[who] for who, own in enumerate(ground.pins) for cell in own):
        raise ContractError("pins", "These pins cannot all hold at the same time.")
    return kept


def _claims(ground: Ground) -> Options:
    options: Options = []
    for who, promised in enumerate(_promised(ground)):
        claims: dict[int, tuple[int, ...]] = {cell: (seat,) for cell, seat in promised.items()}
        for cell, seat in ground.pins[who].items():
            claims[cell] = ground.legal_seats(who, cell) if seat is None else (seat,)
        options.append(claims)
    return options
