"""Measures the plans of `app.solvers.scheduling` beside greedy's: `python -m benchmarks.scheduling [PROBLEM.json …]`.

Without files it draws problems of three sizes from a seed that it prints; `--seed` draws the same ones again.
"""

import argparse
import dataclasses
import secrets
import time
from collections import Counter
from pathlib import Path

from app.solvers import scheduling
from app.solvers.contract import SchedulePlan, ScheduleProblem, read_schedule_problem
from app.solvers.figures import Count
from app.solvers.greedy import fill
from app.solvers.ground import Ground
from app.solvers.keeping import keep_promises
from benchmarks.studios import a_studio

SIZES = {"12 x 6 x 20 x 2": (12, 6, 20, 2), "40 x 20 x 60 x 2": (40, 20, 60, 2), "200 x 80 x 60 x 3": (200, 80, 60, 3)}
SECONDS = {"12 x 6 x 20 x 2": 5, "40 x 20 x 60 x 2": 20, "200 x 80 x 60 x 3": 60}


def main() -> None:
    asked = _arguments()
    print(f"seed {asked.seed}")
    if asked.problems:
        for path in asked.problems:
            measure(path.name, read_schedule_problem(path.read_bytes()), asked.seconds or 20)
        return
    for name, size in SIZES.items():
        problem = a_studio(*size, seed=asked.seed)
        plan = measure(name, problem, asked.seconds or SECONDS[name])
        measure(f"{name}, busiest seat lost", without_the_busiest_seat(problem, plan), asked.seconds or SECONDS[name])


def measure(name: str, problem: ScheduleProblem, seconds: float) -> SchedulePlan:
    """Prints one row: figures of greedy and of the plan, and what the plan costs beside greedy's."""
    ground = Ground.of(problem)
    greedy = Count(ground, _greedy(ground))
    began, worked = time.monotonic(), time.process_time()
    plan = scheduling.solve(problem, seed=1, seconds=seconds)
    took, work = time.monotonic() - began, time.process_time() - worked
    count = Count(ground, ground.diary(plan.assignments))
    print(f"{name}: {took:.1f} s, {work:.1f} s of one core, ended by {plan.run.ended_by}")
    print(f"  greedy  {_row(greedy)}")
    print(f"  plan    {_row(count)}")
    print(
        f"  cost beside greedy {cost(count) / max(1, cost(greedy)):.2f}; missing at least {plan.figures.missing_at_least}"
    )
    if problem.published is not None:
        _print_changes(ground, plan)
    proved = [each.status.value for each in plan.proof if each.stage.startswith("week")]
    print(f"  weekly stages proved {proved.count('proved')} of {len(proved)}; explanations {_checked(plan)}")
    return plan


def cost(count: Count) -> float:
    """One number for comparing methods in one run; it is not what the solver follows."""
    hours = 200 * 100 * count.worst_share + 200 * count.missing_in_all
    return hours + 12 * count.extra_seats + 5 * count.extra_cells + count.unmet_wishes


def without_the_busiest_seat(problem: ScheduleProblem, plan: SchedulePlan) -> ScheduleProblem:
    """The plan is published, a quarter of the days are over, and the seat with most bookings from then on is lost."""
    today = problem.days // 4
    busiest, _ = Counter(each.workstation for each in plan.assignments if each.day >= today).most_common(1)[0]
    workstations = tuple(
        dataclasses.replace(each, out_of_service_days=frozenset(range(today, problem.days)))
        if each.id == busiest
        else each
        for each in problem.workstations
    )
    return dataclasses.replace(problem, today=today, published=plan.assignments, workstations=workstations)


def _greedy(ground: Ground) -> list[dict[int, int]]:
    """What is over stays, and what is published for later is not looked at."""
    if ground.problem.published is None:
        promises = keep_promises(ground, seed=1)
        return fill(ground, promises.start, promises.options, ground.weeks)
    return fill(ground, ground.past, ground.options, ground.weeks)


def _row(count: Count) -> str:
    return (
        f"cost {cost(count):8.0f}  worst off {100 * count.worst_share:5.1f} %  missing {count.missing_in_all:4}"
        f"  extra seats {count.extra_seats:4}  extra cells {count.extra_cells:4}  unmet wishes {count.unmet_wishes:5}"
    )


def _print_changes(ground: Ground, plan: SchedulePlan) -> None:
    """From scratch means that greedy knows nothing of the published plan, not even where people sat so far."""
    coming = fill(ground, [{} for _ in ground.trainees], ground.options, ground.weeks)
    scratch = Count(ground, [own | later for own, later in zip(ground.past, coming, strict=True)]).changed
    published = ground.problem.published or ()
    lost = sum(
        each.day >= ground.first_day and ground.seat(each.workstation) not in ground.legal_seats(who, cell)
        for each in published
        for who, cell in [(ground.trainee(each.trainee), ground.cell(each.day, each.block))]
    )
    changed, figures = plan.figures.changed, plan.figures
    print(
        f"  lost {lost}, changed {changed}, {changed / max(1, lost):.2f} for each lost;"
        f" {changed / max(1, scratch):.2f} of greedy from scratch;"
        f" inside the notice window {figures.inside_notice}, unavoidable {figures.unavoidable}"
    )


def _checked(plan: SchedulePlan) -> str:
    return f"{sum(each.checked for each in plan.explanations)} of {len(plan.explanations)} minimal"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problems", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--seconds", type=float)
    return parser.parse_args()


if __name__ == "__main__":
    main()
