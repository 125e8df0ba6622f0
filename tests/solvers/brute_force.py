"""The best hours of a tiny problem of one week, by trying every plan."""

from collections.abc import Iterator
from itertools import product

from tests.solvers.checker import Json, assignment_faults


def best_hours(problem: Json) -> tuple[float, int]:
    """What the worst-off misses in percent, and the missing blocks, of a plan that is best in this order."""
    return min(_hours(problem, plan) for plan in _legal_plans(problem))


def _hours(problem: Json, plan: list[Json]) -> tuple[float, int]:
    missing = [
        (each["blocks_per_week"] - sum(one["trainee"] == each["id"] for one in plan), each["blocks_per_week"])
        for each in problem["trainees"]
    ]
    shares = [100 * blocks / wanted for blocks, wanted in missing if wanted]
    return round(max(shares, default=0.0), 1), sum(blocks for blocks, _ in missing)


def _legal_plans(problem: Json) -> Iterator[list[Json]]:
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
