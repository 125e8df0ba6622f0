"""Answers about single bookings of a plan: what a move by hand would break, what else is possible, why, and why not.

    faults_of_move(problem, assignments, move) -> tuple[Fault, ...]
        every rule that stands against moving, adding or taking away one booking; empty when the move is legal
    why_not(problem, assignments, trainee, cell) -> tuple[Fault, ...]
        every rule that stands against this trainee in this cell; empty when the plan could have it as well
    why(problem, assignments, assignment) -> Why
        what a booking keeps and which of the trainee's own wishes it meets
    alternatives(problem, assignments, move, limit=5) -> tuple[Alternative, ...]
        other legal targets for the move, those that disturb least first; in `app.solvers.alternatives`

`assignments` are those of any plan of the problem, a draft changed by hand as well. A `Cell` is a day, a block and the id
of a workstation; a `Move` has no `source` when a booking is added and no `target` when one is taken away.

All of it is pure and quick enough for a request. A fault says what it is about (seat, location, day, block), never who
else is there or what somebody else needs. `Fault.is_personal` is true where the trainee's own needs or times are the
reason: a screen says the same one thing for all of these, unless it is the trainee's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.solvers.boards import Board
from app.solvers.ground import Diary, Ground
from app.solvers.obstacles import Kind, Obstacle, in_the_way
from app.solvers.places import PlaceRule
from app.solvers.schedules import Assignment, ScheduleProblem
from app.solvers.sentences import facts_of


@dataclass(frozen=True, order=True)
class Cell:
    day: int
    block: int
    workstation: str


@dataclass(frozen=True)
class Move:
    trainee: str
    source: Cell | None
    target: Cell | None


class Against(StrEnum):
    """The codes of a `Fault`; those that explanations have too are spelt as there."""

    PLACE = "place"
    ADJACENT_SEAT = "adjacent_seat"
    NOT_BEFORE = "not_before_block"
    DAY_LIMIT = "max_blocks_per_day"
    DAYS_IN_A_ROW = "no_consecutive_days"
    AVAILABILITY = "availability"
    WEEK_FULL = "week_full"
    """The trainee has all the blocks that are wanted in this week."""

    ELSEWHERE = "elsewhere"
    """The trainee has a seat at this time already."""

    SOFTWARE = "software"
    TAKEN = "taken"
    CLOSED = "closed"
    OUT_OF_SERVICE = "out_of_service"
    SUPERVISION = "supervision"
    LICENCE = "licence"
    """All licences of a program of this seat are in use then."""

    OVER = "days_over"
    PINNED = "pinned"
    NOTICE = "notice"
    """A change inside the notice window: possible with the trainee's yes only."""

    NOT_BOOKED = "not_booked"
    """The booking to move is not in this plan."""


PERSONAL = frozenset(
    {
        Against.PLACE,
        Against.ADJACENT_SEAT,
        Against.NOT_BEFORE,
        Against.DAY_LIMIT,
        Against.DAYS_IN_A_ROW,
        Against.AVAILABILITY,
    }
)


@dataclass(frozen=True)
class Fault:
    rule: Against
    facts: Mapping[str, int | str] = field(default_factory=dict)
    """Any of workstation, location, software, attribute, day and block, as the rule needs."""

    @property
    def is_personal(self) -> bool:
        return self.rule in PERSONAL


@dataclass(frozen=True)
class Why:
    """What speaks for a booking; `met` and `unmet` are the trainee's own wishes about the place."""

    met: tuple[PlaceRule, ...]
    unmet: tuple[PlaceRule, ...]
    is_early_enough: bool | None
    """Whether it meets the wish for early blocks; None without such a wish."""

    is_pinned: bool
    is_as_published: bool
    is_usual_seat: bool
    """The trainee has this seat more often than any other."""

    is_usual_time: bool
    """The trainee has this time in another week too."""


def faults_of_move(problem: ScheduleProblem, assignments: Iterable[Assignment], move: Move) -> tuple[Fault, ...]:
    ground = Ground.of(problem)
    return tuple(_faults(ground, ground.diary(tuple(assignments)), move))


def why_not(problem: ScheduleProblem, assignments: Iterable[Assignment], trainee: str, cell: Cell) -> tuple[Fault, ...]:
    """What the trainee has at this very time gives way, as another seat is asked for; their other bookings stay."""
    ground, assignments = Ground.of(problem), tuple(assignments)
    here = [each for each in assignments if (each.trainee, each.day, each.block) == (trainee, cell.day, cell.block)]
    source = Cell(cell.day, cell.block, here[0].workstation) if here else None
    return tuple(_faults(ground, ground.diary(assignments), Move(trainee, source, cell)))


def why(problem: ScheduleProblem, assignments: Iterable[Assignment], assignment: Assignment) -> Why:
    ground, cell = Ground.of(problem), (assignment.day, assignment.block)
    own = [each for each in assignments if each.trainee == assignment.trainee]
    trainee = problem.trainees[ground.trainee(assignment.trainee)]
    attributes = problem.workstations[ground.seat(assignment.workstation)].attributes
    seats = [each.workstation for each in own]
    pattern = ground.pattern(ground.cell(*cell))
    early = trainee.prefer.block_at_most
    return Why(
        met=tuple(rule for rule in trainee.prefer.place if rule.holds(attributes)),
        unmet=tuple(rule for rule in trainee.prefer.place if not rule.holds(attributes)),
        is_early_enough=assignment.block <= early.value if early else None,
        is_pinned=any((pin.trainee, pin.day, pin.block) == (trainee.id, *cell) for pin in problem.pins),
        is_as_published=assignment in (problem.published or ()),
        is_usual_seat=seats.count(assignment.workstation) == max(map(seats.count, seats), default=0),
        is_usual_time=sum(ground.pattern(ground.cell(each.day, each.block)) == pattern for each in own) > 1,
    )


def _faults(ground: Ground, diary: Diary, move: Move) -> Iterator[Fault]:
    who = ground.trainee(move.trainee)
    before, after = diary[who], dict(diary[who])
    source, target = place_of(ground, move.source), place_of(ground, move.target)
    if source is not None:
        if after.pop(source[0], None) != source[1]:
            yield Fault(Against.NOT_BOOKED)
            return
        yield from _leaving(ground, who, source, target)
    if target is not None:
        yield from _coming(ground, [after if each == who else other for each, other in enumerate(diary)], who, *target)
        after[target[0]] = target[1]
    yield from _changes_of_promises(ground, who, before, after)


def place_of(ground: Ground, cell: Cell | None) -> tuple[int, int] | None:
    """Cell and seat in numbers. Raises ValueError or KeyError for what is not in the problem."""
    if cell is None:
        return None
    if not (0 <= cell.day < ground.days and 0 <= cell.block < ground.blocks):
        raise ValueError(cell)
    return ground.cell(cell.day, cell.block), ground.seat(cell.workstation)


def _leaving(ground: Ground, who: int, source: tuple[int, int], target: tuple[int, int] | None) -> Iterator[Fault]:
    if ground.day(source[0]) < ground.first_day:
        yield Fault(Against.OVER, {"day": ground.day(source[0])})
    if breaks_pin(ground, who, source[0], target):
        yield Fault(Against.PINNED, time_of(ground, source[0]))


def breaks_pin(ground: Ground, who: int, cell: int, target: tuple[int, int] | None) -> bool:
    """Whether what is pinned in this cell is not held by a booking that goes to the target."""
    if cell not in ground.pins[who]:
        return False
    return target is None or target[0] != cell or ground.pins[who][cell] not in (None, target[1])


def _coming(ground: Ground, diary: Diary, who: int, cell: int, seat: int) -> Iterator[Fault]:
    own, day, must = diary[who], ground.day(cell), ground.problem.trainees[who].must
    others = Board(ground, [{} if each == who else other for each, other in enumerate(diary)])
    for each in in_the_way(ground, others, who, cell, seat):
        if each.kind is not Kind.NOTICE:
            yield _fault(ground, who, each)
    if cell in own:
        yield Fault(Against.ELSEWHERE, time_of(ground, cell))
    if (
        sum(other in own for other in ground.cells_of(ground.week(cell)))
        >= ground.problem.trainees[who].blocks_per_week
    ):
        yield Fault(Against.WEEK_FULL, {"day": day})
    if sum(other in own for other in ground.cells_on(day)) >= must.max_blocks_per_day:
        yield Fault(Against.DAY_LIMIT, {"day": day})
    near = {ground.day(other) for other in own} & set(ground.days_beside(day))
    if must.no_consecutive_days and near:
        yield Fault(Against.DAYS_IN_A_ROW, {"day": min(near)})
    if ground.pins[who].get(cell) not in (None, seat):
        yield Fault(Against.PINNED, time_of(ground, cell))


def _changes_of_promises(
    ground: Ground, who: int, before: Mapping[int, int], after: Mapping[int, int]
) -> Iterator[Fault]:
    """Cells of the notice window that the move changes, unless it puts back what was published there."""
    for cell in sorted(before.keys() | after.keys()):
        changed = before.get(cell) != after.get(cell) != ground.published[who].get(cell)
        if changed and ground.is_inside_notice(who, cell):
            yield Fault(Against.NOTICE, time_of(ground, cell))


def _fault(ground: Ground, who: int, obstacle: Obstacle) -> Fault:
    facts = facts_of(ground, obstacle)
    trainee = ground.problem.trainees[who]
    if obstacle.kind is Kind.SOFTWARE:
        facts["software"] = trainee.software
    if obstacle.kind is Kind.PLACE:
        facts["attribute"] = trainee.must.place[obstacle.what].attribute
    return Fault(Against(obstacle.kind.value), facts)


def time_of(ground: Ground, cell: int) -> dict[str, int | str]:
    return {"day": ground.day(cell), "block": cell % ground.blocks}
