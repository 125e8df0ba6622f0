"""Crowds: what is said of them holds in each legal plan, and says no more than it must."""

from itertools import groupby

from hypothesis import given, settings

from app.solvers.contract import read_schedule_problem
from app.solvers.crowds import crowds_in
from app.solvers.ground import Ground
from app.solvers.keeping import keep_promises
from app.solvers.windows import Window
from tests.solvers.brute_force import legal_plans, missing_in, seats_in
from tests.solvers.problems import Json, a_problem, a_trainee, a_workstation, random_problems, solved, tiny

Crowds = set[tuple[str, frozenset[str]]]


@settings(max_examples=50, deadline=None)
@given(random_problems(most_trainees=3, most_days=3).map(tiny))
def test_no_plan_puts_a_crowd_on_its_seat_alone(problem: Json) -> None:
    plans = sorted(legal_plans(problem), key=lambda plan: missing_in(problem, plan))

    for missing, some in groupby(plans, key=lambda plan: missing_in(problem, plan)):
        crowds = _crowds(problem, missing)
        for used in map(seats_in, some):
            assert not [who for seat, who in crowds if all(used.get(each) == {seat} for each in who)]


def test_a_crowd_wants_more_than_the_seat_has() -> None:
    """Three cells: two who want two each are too many, unless a block may be missing."""
    assert _crowds(_on_a_seat(2, 2, 1), 0) == {("w0", frozenset({"t0", "t1"}))}
    assert _crowds(_on_a_seat(2, 1, 1), 0) == {("w0", frozenset({"t0", "t1", "t2"}))}
    assert _crowds(_on_a_seat(2, 1, 1), 1) == set()


def test_whoever_wants_more_alone_than_the_seat_has_is_a_crowd_of_one() -> None:
    assert _crowds(_on_a_seat(4, 0, 0), 0) == {("w0", frozenset({"t0"}))}


def test_beside_a_published_plan_nothing_is_said() -> None:
    problem = _on_a_seat(4, 0, 0)
    published = problem | {"published": solved(problem)["assignments"], "today": 0}

    assert _crowds(published, 0) == set()


def test_one_of_a_crowd_may_sit_elsewhere_too() -> None:
    """Four blocks, three of one seat and one of another: one person has a block on each, and no plan has fewer seats."""
    problem = _on_a_seat(2, 2)
    problem["workstations"].append(a_workstation("w1", out_of_service_days=[1, 2]))

    week = {each["stage"].removeprefix("week 0: "): each for each in solved(problem)["proof"]}

    assert _crowds(problem, 0) == {
        ("w0", frozenset({"t0", "t1"})),
        ("w1", frozenset({"t0"})),
        ("w1", frozenset({"t1"})),
    }
    assert (week["missing blocks"]["value"], week["extra seats"]["value"]) == (0, 1)
    assert {each["status"] for each in week.values()} == {"proved"}


def _on_a_seat(*wanted: int) -> Json:
    problem = a_problem(days=3, blocks=1) | {"days_per_week": 3}
    problem["workstations"] = [a_workstation("w0")]
    problem["trainees"] = [a_trainee(f"t{number}", problem, blocks_per_week=each) for number, each in enumerate(wanted)]
    return problem


def _crowds(problem: Json, missing: int) -> Crowds:
    ground = Ground.of(read_schedule_problem(problem))
    promises = keep_promises(ground, seed=1)
    seats, people = problem["workstations"], problem["trainees"]
    return {
        (seats[crowd.seat]["id"], frozenset(people[who]["id"] for who in crowd.who))
        for crowd in crowds_in(Window.over_everything(promises, promises.start), missing)
    }
