"""What stands between a trainee and each seat in each cell of a week, everybody else where the plan has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.solvers.boards import Board
from app.solvers.ground import Diary, Ground
from app.solvers.promises import Promises
from app.solvers.rhythm import Rhythm


class Kind(StrEnum):
    """Needs and the person's own time first: they explain, and are never offered as a way out."""

    PLACE = "place"
    ADJACENT_SEAT = "adjacent_seat"
    NOT_BEFORE = "not_before_block"
    DAY_LIMIT = "max_blocks_per_day"
    DAYS_IN_A_ROW = "no_consecutive_days"
    AVAILABILITY = "availability"
    WEEK = "week_length"
    OVER = "days_over"
    NO_SEATS = "no_seats"
    PUBLISHED = "published"
    NOTICE = "notice"
    TAKEN = "taken"
    CLOSED = "closed"
    OUT_OF_SERVICE = "out_of_service"
    SOFTWARE = "software"
    SUPERVISION = "supervision"
    LICENCE = "licence"


@dataclass(frozen=True, order=True)
class Obstacle:
    """`what` and `when` point at a seat, a location, a licence, a rule of the list, a day or a cell, as the kind needs."""

    kind: Kind
    what: int = -1
    when: int = -1


TIME_RULES = (Obstacle(Kind.DAY_LIMIT), Obstacle(Kind.DAYS_IN_A_ROW), Obstacle(Kind.PUBLISHED))


@dataclass(frozen=True)
class Week:
    """One trainee's week; `ways` holds, for each cell, what would have to give for each seat in it."""

    ground: Ground
    who: int
    has: int
    kept: frozenset[int]
    published: frozenset[int]
    days_worked_outside: frozenset[int]
    ways: dict[int, list[frozenset[Obstacle]]]

    def holds(self, blocks: int, given: frozenset[Obstacle]) -> bool:
        """Whether that many blocks fit once these obstacles are out of the way."""
        if Obstacle(Kind.WEEK) in given:
            return True
        must = self.ground.problem.trainees[self.who].must
        rhythm = Rhythm(
            self.ground,
            most_a_day=None if Obstacle(Kind.DAY_LIMIT) in given else must.max_blocks_per_day,
            apart=must.no_consecutive_days and Obstacle(Kind.DAYS_IN_A_ROW) not in given,
            kept=self.kept if Obstacle(Kind.PUBLISHED) in given else self.kept | self.published,
            days_worked_outside=self.days_worked_outside,
        )
        return len(rhythm.most(cell for cell, ways in self.ways.items() if any(way <= given for way in ways))) >= blocks

    @property
    def obstacles(self) -> list[Obstacle]:
        return sorted({each for ways in self.ways.values() for way in ways for each in way} | set(TIME_RULES))

    @property
    def is_too_short(self) -> bool:
        """Whether no rule could give enough for one more block."""
        return not self.holds(self.has + 1, frozenset(self.obstacles))


def week_of(promises: Promises, diary: Diary, who: int, week: int) -> Week:
    ground, own = promises.ground, diary[who]
    cells = ground.cells_of(week)
    kept = frozenset(cell for cell in cells if cell in promises.fixed[who] or cell in promises.at_work[who])
    board = Board(ground, [{} if other == who else each for other, each in enumerate(diary)])
    here = {cell for cell in cells if cell in own}
    return Week(
        ground=ground,
        who=who,
        has=len(here),
        kept=kept,
        published=frozenset(cell for cell in here if ground.published[who].get(cell) == own[cell]),
        days_worked_outside=frozenset(ground.day(cell) for cell in own if cell not in here),
        ways={
            cell: [frozenset(in_the_way(ground, board, who, cell, seat)) for seat in ground.seats]
            or [frozenset({Obstacle(Kind.NO_SEATS)})]
            for cell in cells
            if cell not in kept
        },
    )


def in_the_way(ground: Ground, board: Board, who: int, cell: int, seat: int) -> Iterator[Obstacle]:
    """What forbids this booking, whatever else the trainee has; the board holds everybody else."""
    if ground.day(cell) < ground.first_day:
        yield Obstacle(Kind.OVER)
    yield from _own_reasons(ground, who, cell, seat)
    if ground.is_inside_notice(who, cell) and cell not in ground.published[who]:
        yield Obstacle(Kind.NOTICE)
    yield from _seat_reasons(ground, board, cell, seat)
    if ground.problem.trainees[who].must.adjacent_seat:
        beside = ground.beside[seat]
        if beside is None:
            yield Obstacle(Kind.ADJACENT_SEAT)
        else:
            yield from _seat_reasons(ground, board, cell, beside)
    location = ground.location_of[seat]
    if board.held[location][cell] >= ground.shift[location][cell]:
        yield Obstacle(Kind.SUPERVISION, location, cell)
    yield from _licence_reasons(ground, board, who, cell, seat)


def _licence_reasons(ground: Ground, board: Board, who: int, cell: int, seat: int) -> Iterator[Obstacle]:
    """The trainee's software counts as if it were on the seat, so that putting it there is no way round a licence."""
    if not ground.problem.licences:
        return
    software = ground.problem.workstations[seat].software | {ground.problem.trainees[who].software}
    for licence in ground.licences_for(software):
        if board.used[licence][cell] >= ground.licences[licence][cell]:
            yield Obstacle(Kind.LICENCE, licence, cell)


def _own_reasons(ground: Ground, who: int, cell: int, seat: int) -> Iterator[Obstacle]:
    trainee, workstation = ground.problem.trainees[who], ground.problem.workstations[seat]
    for index, rule in enumerate(trainee.must.place):
        if not rule.holds(workstation.attributes):
            yield Obstacle(Kind.PLACE, index)
    if trainee.software not in workstation.software:
        yield Obstacle(Kind.SOFTWARE, seat)
    if cell % ground.blocks < trainee.must.not_before_block:
        yield Obstacle(Kind.NOT_BEFORE)
    if divmod(cell, ground.blocks) not in trainee.available:
        yield Obstacle(Kind.AVAILABILITY)


def _seat_reasons(ground: Ground, board: Board, cell: int, seat: int) -> Iterator[Obstacle]:
    day, location = ground.day(cell), ground.location_of[seat]
    if day in ground.problem.locations[location].closed_days:
        yield Obstacle(Kind.CLOSED, location, day)
    if day in ground.problem.workstations[seat].out_of_service_days:
        yield Obstacle(Kind.OUT_OF_SERVICE, seat, day)
    if (cell, seat) in board.taken or ground.is_taken(seat, cell):
        yield Obstacle(Kind.TAKEN, seat, cell)
