"""The solver in a process of its own gives the same plan, and says so when it cannot."""

import os
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection

import pytest

from app.adapters import solving
from app.adapters.solving import EndedBy, Stand
from app.core.errors import HouseError
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
    stands: list[Stand | None] = []

    def watch(stand: Stand | None) -> bool:
        stands.append(stand)
        return False

    apart = solving.solve_apart(PROBLEM, seed=1, seconds=5, watch=watch)

    assert apart.ended_by is EndedBy.ITSELF
    assert apart.plan is not None
    assert apart.plan.assignments == scheduling.solve(PROBLEM, seed=1, seconds=5).assignments
    assert len(apart.plan.assignments) == 4
    assert stands


def test_a_problem_that_breaks_the_contract_is_told_in_a_sentence() -> None:
    impossible = replace(PROBLEM, pins=(contract.Pin("noor", 0, 1, "desk"),))

    with pytest.raises(HouseError) as told:
        solving.solve_apart(impossible, seed=1, seconds=5)

    assert told.value.sentence.message == solving.UNREADABLE


def test_a_search_that_takes_too_long_leaves_the_simple_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Played by the process below, which sends a simple plan and nothing more."""
    monkeypatch.setattr(solving, "EXPLAINING_SECONDS", 0.5)
    monkeypatch.setattr(solving, "_solve", only_the_first)

    left = solving.solve_apart(PROBLEM, seed=1, seconds=0.01)

    assert left.ended_by is EndedBy.FALLBACK
    assert left.plan is not None
    assert len(left.plan.assignments) == 4
    assert left.plan.run.ended_by == "fallback"


def test_a_search_that_crashes_leaves_the_simple_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "_solve", first_and_crash)

    assert solving.solve_apart(PROBLEM, seed=1, seconds=5).ended_by is EndedBy.FALLBACK


def test_a_search_that_does_not_hear_the_wish_to_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "ENDING_SECONDS", 0.0)
    monkeypatch.setattr(solving, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(solving, "_solve", only_the_first)

    stopped = solving.solve_apart(PROBLEM, seed=1, seconds=60, watch=lambda _stand: True)

    assert stopped.ended_by is EndedBy.WISH


def only_the_first(theirs: Connection, problem: contract.ScheduleProblem, *_rest: object) -> None:
    theirs.send(solving._First(scheduling.solve(problem, seed=1, seconds=5)))
    with suppress(EOFError):
        while theirs.recv():
            pass


def first_and_crash(theirs: Connection, problem: contract.ScheduleProblem, *_rest: object) -> None:
    theirs.send(solving._First(scheduling.solve(problem, seed=1, seconds=5)))
    os._exit(9)
