"""The solver in a process of its own gives the same plan, and says so when it cannot."""

from dataclasses import replace

import pytest

from app.adapters import solving
from app.core.errors import Unavailable
from app.solvers import contract, scheduling

PROBLEM = contract.ScheduleProblem(
    days=2,
    days_per_week=7,
    blocks=2,
    locations=(contract.Location("office"),),
    supervision=tuple(contract.Supervision("office", day, block, 1) for day in range(2) for block in range(2)),
    workstations=(contract.Workstation("desk", "office", frozenset({"any"}), {"back": "wall"}),),
    trainees=(
        contract.Trainee("noor", "any", 2, frozenset({(0, 0), (1, 1)}), contract.Must(max_blocks_per_day=2)),
        contract.Trainee("ari", "any", 2, frozenset({(0, 1), (1, 0)}), contract.Must(max_blocks_per_day=2)),
    ),
)


def test_the_plan_is_the_same_as_in_our_own_process() -> None:
    apart = solving.solve_apart(PROBLEM, seed=1, seconds=5)

    assert apart.assignments == scheduling.solve(PROBLEM, seed=1, seconds=5).assignments
    assert len(apart.assignments) == 4


def test_a_problem_that_cannot_be_solved_is_told_in_a_sentence() -> None:
    impossible = replace(PROBLEM, pins=(contract.Pin("noor", 0, 1, "desk"),))

    with pytest.raises(Unavailable) as told:
        solving.solve_apart(impossible, seed=1, seconds=5)

    assert told.value.sentence.message == solving.STOPPED


def test_a_solver_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "STARTING_SECONDS", 0.0)

    with pytest.raises(Unavailable):
        solving.solve_apart(PROBLEM, seed=1, seconds=0.01)
