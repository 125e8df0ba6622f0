"""The plainest plan there is, named so that nobody can say that greedy was weakened to look good beside it."""

from app.solvers.boards import Board
from app.solvers.ground import Diary, Ground


def first_fit(ground: Ground) -> Diary:
    """Week by week, everybody in the order of the list takes the first time and the first seat that are legal and free."""
    board = Board(ground, ground.past)
    for week in ground.weeks:
        for who in ground.trainees:
            for cell in ground.cells_of(week):
                seats = ground.options[who].get(cell, ()) if board.has_time(who, cell) else ()
                seat = next((seat for seat in seats if board.has_place(who, cell, seat)), None)
                if seat is not None:
                    board.book(who, cell, seat)
    return board.diary
