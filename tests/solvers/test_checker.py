"""The independent checker accepts 500 plans of random problems, proves their explanations, and finds 500 planted faults."""

from collections import Counter
from math import inf
from random import Random

import pytest

from tests.solvers.checker import Json, faults
from tests.solvers.explained import is_minimal
from tests.solvers.faults import PLANTERS, planted
from tests.solvers.problems import a_busy_problem, a_random_problem, after_a_breakdown, solved

PLANS, BATCHES, FAULTS = 500, 10, 500
HURRY = 0.001


def _chance(number: int) -> Random:
    return Random(number)  # noqa: S311 - the same problems each time


def _a_plan(number: int) -> tuple[Json, Json]:
    """Two of five are re-plans, two of five have a millisecond, and half of the problems are busy ones.

    The work that goes with a millisecond is spent by the smallest model there is, so that it is the clock alone that hurries.
    """
    chance = _chance(number)
    problem = a_busy_problem(chance) if number % 2 else a_random_problem(chance)
    kind = number // 2 % 5
    plan = _solved(problem, number, is_hurried=kind in (2, 3))
    if kind in (3, 4):
        problem = after_a_breakdown(chance, problem, plan)
        plan = _solved(problem, number, is_hurried=kind == 3)
    return problem, plan


def _solved(problem: Json, number: int, *, is_hurried: bool) -> Json:
    return solved(problem, seed=number, seconds=HURRY, work=inf) if is_hurried else solved(problem, seed=number)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_five_hundred_plans_break_no_rule_and_explain_themselves(batch: int) -> None:
    numbers = range(batch, PLANS, BATCHES)

    for problem, plan in map(_a_plan, numbers):
        assert faults(problem, plan) == []
        assert plan["run"]["ended_by"] in (("proof", "clock") if plan["run"]["seconds"] == HURRY else ("proof",))
        assert all(each["checked"] for each in plan["explanations"])
        assert all(is_minimal(problem, plan, each) for each in plan["explanations"])

    assert len(numbers) * BATCHES == 500


def test_five_hundred_planted_faults_are_found() -> None:
    plans = [_a_plan(number) for number in range(1, 100, 2)]
    found: Counter[str] = Counter()
    tried = 0
    while found.total() < FAULTS:
        rule = list(PLANTERS)[tried % len(PLANTERS)]
        planter, said = PLANTERS[rule]
        spoiled = planted(planter, _chance(tried), *plans[tried // len(PLANTERS) % len(plans)])
        tried += 1
        if spoiled is not None:
            assert any(said in fault for fault in faults(*spoiled)), rule
            found[rule] += 1

    assert found.total() == 500
    assert min(found[rule] for rule in PLANTERS) >= 5


def test_an_explanation_that_is_not_minimal_is_found() -> None:
    """One rule more than is needed, and one rule less."""
    seen = 0
    for problem, plan in map(_a_plan, range(1, 60, 2)):
        for each in plan["explanations"]:
            more = {"rule": "adjacent_seat", "facts": {}, "sentence": ""}
            if more["rule"] not in [rule["rule"] for rule in each["conflict"]]:
                assert not is_minimal(problem, plan, each | {"conflict": [*each["conflict"], more]})
            assert not is_minimal(problem, plan, each | {"conflict": each["conflict"][1:]})
            seen += 1

    assert seen >= 20
