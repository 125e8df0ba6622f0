"""The goals of a plan in their order, each as a sum over the constraint model of a window."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.solvers.crowds import Crowd, crowds_in
from app.solvers.models import Booking, Model
from app.solvers.sums import Sum, Values, Variable

Uses = Mapping[int, Mapping[int, Variable]]
"""For each trainee the things that are not used already, seats or cells of the pattern, each 1 when it comes to be used."""

SHARE = 100_000
"""Shares of missing hours are compared in parts of this many."""


class Goal(StrEnum):
    WORST_OFF = "worst-off share"
    MISSING = "missing blocks"
    CHANGES = "changes"
    SEATS = "extra seats"
    CELLS = "extra cells"
    WISHES = "unmet wishes"


HOURS_FIRST = (Goal.WORST_OFF, Goal.MISSING, Goal.CHANGES, Goal.SEATS, Goal.CELLS, Goal.WISHES)
CALM_FIRST = (Goal.CHANGES, Goal.WORST_OFF, Goal.MISSING, Goal.SEATS, Goal.CELLS, Goal.WISHES)


def cost(model: Model, goal: Goal) -> Sum:
    """What this goal costs in the window; smaller is better, and 0 cannot be beaten."""
    return _COSTS[goal](model)


def _worst_off(model: Model) -> Sum:
    """The largest share of all their wanted hours that somebody in the window misses."""
    window = model.window
    shares = [(sum(window.ground.wanted[who]), missing_of(model, who)) for who in window.who]
    shares = [(hoped, missing) for hoped, missing in shares if hoped]
    worst = model.helper(
        SHARE, lambda values: max((-(-SHARE * missing.value(values) // hoped) for hoped, missing in shares), default=0)
    )
    for hoped, missing in shares:
        model.cp.add(worst * hoped >= missing.times(SHARE).expression())
    return Sum.of([worst])


def _missing(model: Model) -> Sum:
    known = sum(model.window.missing_before.get(who, 0) for who in model.window.who)
    return Sum.joined([*(missing_of(model, who) for who in model.window.who), Sum(constant=-known)])


def missing_of(model: Model, who: int) -> Sum:
    """Missing blocks of one trainee in the weeks of the window, and what is missing already."""
    window = model.window
    hoped = sum(max(0, window.ground.wanted[who][week] - window.outside_in(who, week)) for week in window.weeks)
    books = [book for cell in window.choices[who] for book in model.works[who, cell]]
    return Sum(books, [-1] * len(books), window.missing_before.get(who, 0) + hoped)


def count_changes(model: Model) -> Sum:
    """Cells whose seat differs from the published plan."""
    if model.ground.problem.published is None:
        return Sum()
    return Sum.joined(_change(model, who, cell) for who in model.window.who for cell in model.window.choices[who])


def _change(model: Model, who: int, cell: int) -> Sum:
    was = model.ground.published[who].get(cell)
    if was is None:
        return Sum.of(model.works[who, cell])
    kept = model.books.get((who, cell, was))
    return Sum([kept], [-1], 1) if kept is not None else Sum(constant=1)


def _seats(model: Model) -> Sum:
    """Seats beyond the first of each trainee."""
    before = {who: set(model.window.outside[who].values()) for who in model.window.who}
    seats = _beyond(model, lambda booking: booking[2], before, dict.fromkeys(before, 1))
    if model.may_miss is not None:
        for crowd in crowds_in(model.window, model.may_miss):
            model.cp.add_bool_or(_ways_out(seats.uses, crowd))
    return seats.excess


def _ways_out(uses: Uses, crowd: Crowd) -> list[Variable]:
    """Of which one must hold: somebody in the crowd does not come to use its seat, or uses another one too."""
    return [~used if seat == crowd.seat else used for who in sorted(crowd.who) for seat, used in uses[who].items()]


def _cells(model: Model) -> Sum:
    """Cells of the weekly pattern beyond the blocks that each trainee wants in a week."""
    ground, who = model.ground, model.window.who
    before = {each: {ground.pattern(cell) for cell in model.window.outside[each]} for each in who}
    allowed = {each: ground.problem.trainees[each].blocks_per_week for each in who}
    return _beyond(model, lambda booking: ground.pattern(booking[1]), before, allowed).excess


@dataclass(frozen=True)
class _Beyond:
    """What each trainee comes to use, and how much of that is beyond what is allowed."""

    uses: Uses
    excess: Sum


def _beyond(
    model: Model, thing_of: Callable[[Booking], int], before: Mapping[int, set[int]], allowed: Mapping[int, int]
) -> _Beyond:
    """How many different things each trainee comes to use beyond what is allowed and what is used already."""
    choices: dict[int, dict[int, dict[int, list[Variable]]]] = {who: {} for who in before}
    for booking, book in model.books.items():
        who, cell, _ = booking
        if (thing := thing_of(booking)) not in before[who]:
            choices[who].setdefault(thing, {}).setdefault(cell, []).append(book)
    uses: dict[int, dict[int, Variable]] = {}
    excess: list[Sum] = []
    for who in model.window.who:
        uses[who] = {thing: model.any_of(of.values()) for thing, of in choices[who].items()}
        excess.append(_excess(model, len(before[who]) - allowed[who], list(uses[who].values())))
    return _Beyond(uses, Sum.joined(excess))


def _excess(model: Model, already: int, uses: list[Variable]) -> Sum:
    if already >= 0:
        return Sum.of(uses)
    if already + len(uses) <= 0:
        return Sum()
    over = Sum.of(uses, already)

    def rule(values: Values) -> int:
        return max(0, over.value(values))

    excess = model.helper(already + len(uses), rule)
    model.cp.add(excess >= over.expression())
    return Sum.of([excess])


def _wishes(model: Model) -> Sum:
    priced = [(book, model.ground.unmet(*booking)) for booking, book in model.books.items()]
    priced = [(book, weight) for book, weight in priced if weight]
    return Sum([book for book, _ in priced], [weight for _, weight in priced])


_COSTS: dict[Goal, Callable[[Model], Sum]] = {
    Goal.WORST_OFF: _worst_off,
    Goal.MISSING: _missing,
    Goal.CHANGES: count_changes,
    Goal.SEATS: _seats,
    Goal.CELLS: _cells,
    Goal.WISHES: _wishes,
}
