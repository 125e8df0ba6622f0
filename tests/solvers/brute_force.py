"""The best of a tiny problem of one week, by trying every plan."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

from tests.solvers.checker import Json, assignment_faults, meets

Figures = tuple[float, int, int, int]


def best_figures(problem: Json) -> Figures:
    """Of the plan that is best in this order: what the worst-off misses in percent, blocks, seats and wishes.

    Missing blocks, seats beyond the first of each trainee, and the weights of wishes that are not met.
    """
    return min(_figures(problem, plan) for plan in legal_plans(problem))


def missing_in(problem: Json, plan: list[Json]) -> int:
    wanted: int = sum(each["blocks_per_week"] for each in problem["trainees"])
    return wanted - len(plan)


def seats_in(plan: list[Json]) -> dict[str, set[str]]:
    """The seats that each trainee uses who has any."""
    used: dict[str, set[str]] = {}
    for one in plan:
        used.setdefault(one["trainee"], set()).add(one["workstation"])
    return used


def _figures(problem: Json, plan: list[Json]) -> Figures:
    blocks = Counter(one["trainee"] for one in plan)
    shares = [
        100 * (each["blocks_per_week"] - blocks[each["id"]]) / each["blocks_per_week"]
        for each in problem["trainees"]
        if each["blocks_per_week"]
    ]
    extra = sum(len(seats) - 1 for seats in seats_in(plan).values())
    worst = round(max(shares, default=0.0), 1)
    return worst, missing_in(problem, plan), extra, sum(_unmet(problem, one) for one in plan)


def _unmet(problem: Json, one: Json) -> int:
    wishes = next(each["prefer"] for each in problem["trainees"] if each["id"] == one["trainee"])
    seat = next(each for each in problem["workstations"] if each["id"] == one["workstation"])
    late = wishes["block_at_most"]
    unmet: int = sum(rule["weight"] for rule in wishes["place"] if not meets(seat["attributes"], rule))
    if late and one["block"] > late["value"]:
        unmet += late["weight"]
    return unmet


def legal_plans(problem: Json) -> Iterator[list[Json]]:
    plans: list[list[Json]] = [[]]
    for trainee in problem["trainees"]:
        own = [plan for plan in _plans_of(problem, trainee) if not assignment_faults(problem, plan)]
        plans = [plan + more for plan in plans for more in own if not assignment_faults(problem, plan + more)]
    yield from plans


def _plans_of(problem: Json, trainee: Json) -> Iterator[list[Json]]:
    seats = [None, *(each["id"] for each in problem["workstations"])]
    for chosen in product(seats, repeat=len(trainee["available"])):
        yield [
            {"trainee": trainee["id"], "day": day, "block": block, "workstation": seat}
            for (day, block), seat in zip(trainee["available"], chosen, strict=True)
            if seat is not None
        ]
