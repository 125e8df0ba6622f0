"""What a solve tells while it runs never changes what it finds, and a wish to stop gives the best legal plan so far."""

from random import Random

import pytest

from app.solvers import scheduling
from app.solvers.contract import ScheduleProblem, as_json, read_schedule_problem
from app.solvers.progress import Phase, Progress
from tests.solvers.checker import faults
from tests.solvers.problems import a_crowd, a_random_problem, after_a_breakdown, as_plain, solved

LONG = 10**6


def _problem(trainees: int) -> ScheduleProblem:
    return read_schedule_problem(a_crowd(trainees=trainees))


@pytest.mark.parametrize(("trainees", "work"), [(6, 5.0), (18, 0.5)])
def test_what_is_told_changes_nothing_that_is_found(trainees: int, work: float) -> None:
    heard: list[Progress] = []

    told = scheduling.solve(_problem(trainees), seed=1, seconds=600, work=work, told=heard.append)

    assert as_json(told) == as_json(scheduling.solve(_problem(trainees), seed=1, seconds=600, work=work))
    assert [each.phase for each in heard[:2]] == [Phase.KEEPING, Phase.SEARCHING]
    assert (heard[-1].phase, heard[-1].best, heard[-1].share_done) == (Phase.DONE, told.figures, 100)
    shares = [each.share_done for each in heard if each.share_done is not None]
    assert shares == sorted(shares)
    assert all(each.best for each in heard[1:])


@pytest.mark.parametrize("trainees", [6, 18])
def test_a_search_that_is_cancelled_gives_its_best_legal_plan(trainees: int) -> None:
    """Asked for from the moment that there is a plan at all."""
    heard: list[Progress] = []

    plan = scheduling.solve(
        _problem(trainees), seed=1, seconds=LONG, work=LONG, told=heard.append, cancelled=lambda: len(heard) > 1
    )

    assert faults(a_crowd(trainees=trainees), as_plain(plan)) == []
    assert (plan.run.ended_by, plan.run.deterministic, plan.explanations) == ("cancelled", False, ())
    assert plan.figures.blocks > 0


def test_a_replan_that_is_cancelled_before_it_began_is_legal() -> None:
    chance = Random(4)  # noqa: S311 - the same problem each time
    problem = a_random_problem(chance)
    changed = after_a_breakdown(chance, problem, solved(problem))

    plan = scheduling.solve(read_schedule_problem(changed), seed=1, seconds=LONG, cancelled=lambda: True)

    assert faults(changed, as_plain(plan)) == []
    assert plan.run.ended_by == "cancelled"
