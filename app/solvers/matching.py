"""Matches trainees with mentors: fair, most fit in total, or stable; who is published with whom stays where it can."""

from array import array
from collections.abc import Callable, Sequence
from importlib.metadata import version

from app.solvers.acceptance import blocking_pairs, deferred_acceptance
from app.solvers.guarantees import Guarantee, guarantee
from app.solvers.matches import MatchFigures, MatchPlan, MatchProblem, Mode
from app.solvers.pairings import MOST_FIT, Matching, Pairings
from app.solvers.runs import Run
from app.solvers.shortages import reasons

KEEPING_FIRST = 16
"""Without a price, a change must be worth as much as this many people going from the worst fit to the best."""


def solve(problem: MatchProblem, *, seed: int, seconds: float) -> MatchPlan:
    """Exact in each mode and without chance: `seed` and `seconds` are only written into the plan."""
    pairings = Pairings(problem)
    promise = guarantee(pairings)
    matching = _MODES[problem.mode](pairings, promise)
    best = matching if problem.mode is Mode.TOTAL and problem.published is None else _most_fit(pairings, keeping=False)
    return MatchPlan(
        mentor_of=tuple(matching),
        figures=_figures(pairings, matching, promise, best=sum(_fits(pairings, best))),
        unmatched=reasons(pairings, matching),
        run=Run(seed, version("ortools"), seconds, deterministic=True, ended_by="proof"),
    )


def _fair(pairings: Pairings, promise: Guarantee) -> Matching:
    """As many as possible, nobody below the floor, and then a cost that grows steeply towards the worst fit.

    To lose one's mentor is a change too: else of two people who fit equally well the other one could have the place next time.
    """
    price = pairings.problem.price_of_change
    steep = MOST_FIT * (KEEPING_FIRST * MOST_FIT if price is None else price)
    costs = _costs(pairings, promise.pairs, lambda fit: (MOST_FIT - fit) ** 2, price_of_change=steep)
    most = (MOST_FIT**2 + 2 * steep) * (pairings.trainees + 1)
    return pairings.cheapest(promise.pairs, pairings.problem.places, costs, _alone(pairings, most, steep))


def _total(pairings: Pairings, _promise: Guarantee) -> Matching:
    return _most_fit(pairings, keeping=True)


def _most_fit(pairings: Pairings, *, keeping: bool) -> Matching:
    """The largest sum of fits; of equal sums, the one that matches more people."""
    price = pairings.problem.price_of_change
    points = KEEPING_FIRST * MOST_FIT if price is None else price
    price_of_change = points if keeping else 0
    scale = pairings.trainees + 1
    pairs = array("i", range(len(pairings.problem.pairs.fit)))
    costs = _costs(pairings, pairs, lambda fit: (MOST_FIT - fit) * scale, price_of_change=price_of_change * scale)
    alone = _alone(pairings, MOST_FIT * scale + 1, price_of_change * scale)
    return pairings.cheapest(pairs, pairings.problem.places, costs, alone)


def _stable(pairings: Pairings, promise: Guarantee) -> Matching:
    """Whoever is published stays; deferred acceptance above the floor; whoever is left goes where there is still room."""
    kept = _kept(pairings)
    free = [pair for pair in promise.pairs if kept[pairings.problem.pairs.trainee[pair]] is None]
    accepted = _joined(kept, deferred_acceptance(pairings, free, _places_left(pairings, kept)))
    every = range(len(pairings.problem.pairs.fit))
    rest = array("i", (pair for pair in every if accepted[pairings.problem.pairs.trainee[pair]] is None))
    costs = _costs(pairings, rest, lambda fit: (MOST_FIT - fit) ** 2, price_of_change=0)
    alone = array("q", [MOST_FIT**2 * (pairings.trainees + 1)]) * pairings.trainees
    return _joined(accepted, pairings.cheapest(rest, _places_left(pairings, accepted), costs, alone))


_MODES: dict[Mode, Callable[[Pairings, Guarantee], Matching]] = {
    Mode.FAIR: _fair,
    Mode.TOTAL: _total,
    Mode.STABLE: _stable,
}


def _alone(pairings: Pairings, cost: int, price_of_change: int) -> "array[int]":
    """What it costs to leave each trainee without a mentor, and what it costs to take away a published one."""
    published = pairings.problem.published or [None] * pairings.trainees
    return array("q", (cost + (price_of_change if mentor is not None else 0) for mentor in published))


def _costs(
    pairings: Pairings, pairs: Sequence[int], cost: Callable[[int], int], *, price_of_change: int
) -> "array[int]":
    """What each pair costs, and what it costs to leave the published mentor for it."""
    columns, published = pairings.problem.pairs, pairings.problem.published
    of_fit = [cost(fit) for fit in range(MOST_FIT + 1)]
    if published is None or not price_of_change:
        return array("q", (of_fit[columns.fit[pair]] for pair in pairs))
    return array(
        "q",
        (
            of_fit[columns.fit[pair]]
            + (price_of_change if published[columns.trainee[pair]] not in (None, columns.mentor[pair]) else 0)
            for pair in pairs
        ),
    )


def _kept(pairings: Pairings) -> Matching:
    """Published pairs that are still possible, the best liked first where a mentor has fewer places now."""
    columns, kept = pairings.problem.pairs, [None] * pairings.trainees
    left = list(pairings.problem.places)
    matching: Matching = list(kept)
    for pair in sorted(pairings.was_published, key=lambda pair: (-columns.mentor_liking[pair], columns.trainee[pair])):
        if left[columns.mentor[pair]]:
            left[columns.mentor[pair]] -= 1
            matching[columns.trainee[pair]] = columns.mentor[pair]
    return matching


def _places_left(pairings: Pairings, matching: Matching) -> list[int]:
    left = list(pairings.problem.places)
    for mentor in matching:
        if mentor is not None:
            left[mentor] -= 1
    return left


def _joined(first: Matching, second: Matching) -> Matching:
    return [one if one is not None else other for one, other in zip(first, second, strict=True)]


def _fits(pairings: Pairings, matching: Matching) -> list[int]:
    columns = zip(*(getattr(pairings.problem.pairs, name) for name in ("trainee", "mentor", "fit")), strict=True)
    return sorted(fit for trainee, mentor, fit in columns if matching[trainee] == mentor)


def _figures(pairings: Pairings, matching: Matching, promise: Guarantee, *, best: int) -> MatchFigures:
    fits, left = _fits(pairings, matching), _places_left(pairings, matching)
    places = pairings.problem.places
    published = pairings.problem.published
    return MatchFigures(
        matched=len(fits),
        total=sum(fits),
        total_percent_of_best=round(100 * sum(fits) / best, 1) if best else 100.0,
        worst=fits[0] if fits else None,
        floor=promise.floor,
        p1=fits[len(fits) // 100] if fits else None,
        p5=fits[len(fits) // 20] if fits else None,
        blocking_pairs=blocking_pairs(pairings, matching),
        idle_mentors=sum(has > 0 and free == has for has, free in zip(places, left, strict=True)),
        full_mentors=sum(has > 0 and free == 0 for has, free in zip(places, left, strict=True)),
        changed=sum(now != was for now, was in zip(matching, published, strict=True)) if published else 0,
    )
