"""What else is possible for one booking, the least disturbing first: nobody else moves, or one other person does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.solvers.asking import Cell, Move, breaks_pin, place_of
from app.solvers.boards import Board
from app.solvers.ground import Ground
from app.solvers.schedules import Assignment, ScheduleProblem


@dataclass(frozen=True)
class Alternative:
    """Moves that are legal together, the asked trainee's first. `changed` counts cells that are not as they are now."""

    moves: tuple[Move, ...]
    changed: int
    inside_notice: int

    @property
    def people(self) -> int:
        return len(self.moves)

    @property
    def target(self) -> Cell:
        found = self.moves[0].target
        if found is None:
            raise ValueError(self)
        return found


def alternatives(
    problem: ScheduleProblem, assignments: Iterable[Assignment], move: Move, limit: int = 5
) -> tuple[Alternative, ...]:
    """Other targets for `move`, at most `limit`; near its target, or near its source when it has no target.

    By how many people move, then changes inside the notice window, changed cells, days and blocks away, and wishes.
    Somebody else is moved only in the week that is asked about, and only when there are too few ways without that.
    Raises ValueError for a move that starts from a booking that is not there, or from nowhere and leads nowhere.
    """
    search = _Search(Ground.of(problem), tuple(assignments), move)
    found = sorted(search.alone(), key=search.rank)[:limit]
    if len(found) < limit:
        found += sorted(search.with_another(), key=search.rank)
    targets: dict[tuple[int, int], list[Step]] = {}
    for steps in found:
        targets.setdefault(steps[0][2:], steps)
    return tuple(search.alternative(steps) for steps in list(targets.values())[:limit])


Step = tuple[int, int | None, int, int]
"""Trainee, cell left if there is one, cell and seat taken."""


class _Search:
    def __init__(self, ground: Ground, assignments: tuple[Assignment, ...], move: Move) -> None:
        self.ground, self.who = ground, ground.trainee(move.trainee)
        self.board = Board(ground, ground.diary(assignments))
        self.seats_before = set(self.board.diary[self.who].values())
        self.source, self.target = place_of(ground, move.source), place_of(ground, move.target)
        self.leaves = None if self.source is None else self.source[0]
        near = self.target or self.source
        if near is None or (self.source and self.board.diary[self.who].get(self.source[0]) != self.source[1]):
            raise ValueError(move)
        self.near = near

    def alone(self) -> Iterator[list[Step]]:
        for cell, seat in self._places():
            if self._is_legal(steps := [(self.who, self.leaves, cell, seat)]):
                yield steps

    def with_another(self) -> Iterator[list[Step]]:
        """The person in the way takes what is left, or another seat at the same time."""
        week = set(self.ground.cells_of(self.ground.week(self.near[0])))
        for cell, seat in self._places():
            if cell not in week:
                continue
            mine = (self.who, self.leaves, cell, seat)
            for other in self._in_the_way(cell, seat):
                ways = [(other, cell, cell, each) for each in self.ground.legal_seats(other, cell)]
                if self.source is not None:
                    ways.insert(0, (other, cell, *self.source))
                yield from (steps for way in ways if self._is_legal(steps := [mine, way]))

    def rank(self, steps: list[Step]) -> tuple[int, ...]:
        _, _, cell, seat = steps[0]
        days = abs(self.ground.day(cell) - self.ground.day(self.near[0]))
        blocks = abs(cell % self.ground.blocks - self.near[0] % self.ground.blocks)
        unmet = sum(self.ground.unmet(who, to, on) for who, _, to, on in steps)
        counts = (len(steps), self._inside(steps), len(self._changed(steps)))
        return (*counts, days, blocks, int(seat not in self.seats_before), unmet, cell, seat, *steps[-1][2:])

    def alternative(self, steps: list[Step]) -> Alternative:
        moves = tuple(
            Move(
                self.ground.problem.trainees[who].id,
                None if leaves is None else self._cell(leaves, self.board.diary[who][leaves]),
                self._cell(cell, seat),
            )
            for who, leaves, cell, seat in steps
        )
        return Alternative(moves, len(self._changed(steps)), self._inside(steps))

    def _places(self) -> Iterator[tuple[int, int]]:
        for day in range(self.ground.first_day, self.ground.days):
            for cell in self.ground.cells_on(day):
                for seat in self.ground.legal_seats(self.who, cell):
                    if (cell, seat) not in (self.source, self.target):
                        yield cell, seat

    def _in_the_way(self, cell: int, seat: int) -> list[int]:
        """Whoever has the seat or the one beside it that is needed; where the supervisor is full, who is there; and where
        licences are out, who has one.
        """
        ground, location = self.ground, self.ground.location_of[seat]
        claimed = set(self._claims(self.who, seat))
        here = {who: own[cell] for who, own in enumerate(self.board.diary) if cell in own and who != self.who}
        on_them = [who for who, other in here.items() if claimed & set(self._claims(who, other))]
        if on_them:
            return on_them
        if self.board.held[location][cell] >= ground.room[location][cell]:
            return [who for who, other in here.items() if ground.location_of[other] == location]
        spent = {
            each for each in ground.licences_of[seat] if self.board.used[each][cell] >= ground.licences[each][cell]
        }
        return [who for who, other in here.items() if spent & set(ground.licences_of[other])]

    def _claims(self, who: int, seat: int) -> list[int]:
        beside = self.ground.beside[seat] if self.ground.problem.trainees[who].must.adjacent_seat else None
        return [seat] if beside is None else [seat, beside]

    def _is_legal(self, steps: list[Step]) -> bool:
        """Everybody leaves, and then comes one by one; afterwards the board is as it was."""
        left = [(who, leaves, self.board.diary[who][leaves]) for who, leaves, _, _ in steps if leaves is not None]
        if not all(self._may_leave(who, leaves, (cell, seat)) for who, leaves, cell, seat in steps):
            return False
        for who, cell, _ in left:
            self.board.free(who, cell)
        came = []
        for who, _, cell, seat in steps:
            if not self._may_come(who, cell, seat):
                break
            self.board.book(who, cell, seat)
            came.append((who, cell))
        for who, cell in came:
            self.board.free(who, cell)
        for who, cell, seat in left:
            self.board.book(who, cell, seat)
        return len(came) == len(steps)

    def _may_leave(self, who: int, cell: int | None, target: tuple[int, int]) -> bool:
        if cell is None:
            return True
        return self.ground.day(cell) >= self.ground.first_day and not breaks_pin(self.ground, who, cell, target)

    def _may_come(self, who: int, cell: int, seat: int) -> bool:
        return (
            seat in self.ground.legal_seats(who, cell)
            and self.ground.pins[who].get(cell) in (None, seat)
            and self.board.has_time(who, cell)
            and self.board.has_place(who, cell, seat)
        )

    def _changed(self, steps: list[Step]) -> set[tuple[int, int]]:
        return {(who, cell) for who, leaves, comes, _ in steps for cell in (leaves, comes) if cell is not None}

    def _inside(self, steps: list[Step]) -> int:
        """Cells of the notice window that would be other than published."""
        comes = {(who, cell): seat for who, _, cell, seat in steps}
        return sum(
            self.ground.is_inside_notice(who, cell) and self.ground.published[who].get(cell) != comes.get((who, cell))
            for who, cell in self._changed(steps)
        )

    def _cell(self, cell: int, seat: int) -> Cell:
        return Cell(*divmod(cell, self.ground.blocks), self.ground.problem.workstations[seat].id)
