"""Gives a trainee one more block in a week wherever their own bookings there can be laid to make room for it."""

from app.solvers.boards import Board
from app.solvers.figures import Count
from app.solvers.ground import Diary
from app.solvers.promises import Promises
from app.solvers.rhythm import Rhythm


def saturate(promises: Promises, diary: Diary) -> Diary:
    """Published bookings stay where they are; nobody else is moved."""
    ground = promises.ground
    board = Board(ground, diary)
    missing = Count(ground, diary).missing
    for who in ground.trainees:
        for week in ground.weeks:
            if missing[who][week]:
                _rearrange(promises, board, who, week)
    return board.diary


def _rearrange(promises: Promises, board: Board, who: int, week: int) -> None:
    ground, own = promises.ground, board.diary[who]
    was = {cell: own[cell] for cell in ground.cells_of(week) if cell in own}
    kept = {cell for cell in was if cell not in promises.options[who] or ground.published[who].get(cell) == was[cell]}
    kept |= promises.at_work[who].keys() & was.keys()
    for cell in was:
        board.free(who, cell)
    seats = {cell: _best_seat(promises, board, who, cell, was) for cell in ground.cells_of(week)}
    must = ground.problem.trainees[who].must
    rhythm = Rhythm(
        ground,
        must.max_blocks_per_day,
        must.no_consecutive_days,
        kept=frozenset(kept),
        days_worked_outside=frozenset(ground.day(cell) for cell in own),
    )
    chosen = rhythm.most(cell for cell, seat in seats.items() if seat is not None)
    chosen = chosen[: max(len(was), ground.problem.trainees[who].blocks_per_week)]
    better = {cell: seat for cell in chosen if (seat := was.get(cell, seats[cell])) is not None}
    for cell, seat in (better if len(better) > len(was) else was).items():
        board.book(who, cell, seat)


def _best_seat(promises: Promises, board: Board, who: int, cell: int, was: dict[int, int]) -> int | None:
    """The seat that the trainee had, or else one used before and with the fewest unmet wishes."""
    if cell in was:
        return was[cell]
    used = set(was.values()) | set(board.diary[who].values())
    free = [seat for seat in promises.options[who].get(cell, ()) if board.has_place(who, cell, seat)]
    return min(free, key=lambda seat: (seat not in used, promises.ground.unmet(who, cell, seat), seat), default=None)
