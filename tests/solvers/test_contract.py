"""What breaks the contract is refused with its place and one sentence, and never with a traceback."""

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.solvers.contract import ContractError, as_json, read_match_problem, read_schedule_problem
from app.solvers.scheduling import solve
from tests.solvers.checker import Json
from tests.solvers.markets import a_market, matched
from tests.solvers.problems import a_problem, a_trainee, a_workstation, solved

JUNK: list[Any] = [None, True, -1, 0, 1.5, 10**9, "", "junk", [], {}, [[]], [1], {"a": 1}, float("1e400")]


def _studio() -> Json:
    problem = a_problem()
    problem["workstations"] = [a_workstation("w0", adjacent="w1"), a_workstation("w1")]
    problem["trainees"] = [a_trainee("t0", problem), a_trainee("t1", problem)]
    problem["trainees"][0]["must"]["place"] = [{"attribute": "noise_level", "at_most": 3}]
    problem["pins"] = [{"trainee": "t0", "day": 1, "block": 0, "workstation": "w1"}]
    problem["published"] = [{"trainee": "t1", "day": 1, "block": 1, "workstation": "w0"}]
    return problem


def test_a_complete_problem_is_read_from_text_and_from_values() -> None:
    assert read_schedule_problem(json.dumps(_studio())) == read_schedule_problem(_studio())


@pytest.mark.parametrize(
    ("steps", "value", "said"),
    [
        (["format"], "schedule-problem/2", "format: The format schedule-problem/1 is needed here."),
        (["days"], 0, "days: 0 is outside 1 to 1000."),
        (["days"], True, "days: A whole number is needed here, not true or false."),
        (["days"], "five", "days: A whole number is needed here, not a text."),
        (["locations", 0, "closed_days"], [7], "locations[0].closed_days[0]: 7 is outside 0 to 4."),
        (["locations", 0, "id"], "", "locations[0].id: A text is needed here, not an empty text."),
        (["workstations", 1, "id"], "w0", "workstations[1]: w0 is already in this list."),
        (["workstations", 1, "location"], "moon", "workstations[1].location: Nothing in this problem has the id moon."),
        (["workstations", 1, "adjacent"], "w1", "workstations[1].adjacent: A seat cannot be beside itself."),
        (["workstations", 0, "adjacent"], "w9", "workstations[0].adjacent: Nothing in this problem has the id w9."),
        (
            ["supervision", 1],
            a_problem()["supervision"][0],
            "supervision[1]: studio, day 0, block 0 is already in this list.",
        ),
        (
            ["trainees", 0, "must", "no_consecutive_days"],
            1,
            "trainees[0].must.no_consecutive_days: True or false is needed here, not a number.",
        ),
        (
            ["trainees", 0, "must", "max_block_per_day"],
            1,
            "trainees[0].must.max_block_per_day: The contract does not know this name.",
        ),
        (
            ["trainees", 0, "must", "place", 0, "at_least"],
            1,
            "trainees[0].must.place[0]: Exactly one of at_most, at_least, is and one_of is needed here.",
        ),
        (["trainees", 0, "available", 0], [1], "trainees[0].available[0]: A day and a block are needed here."),
        (["trainees", 0, "notice_days"], -1, "trainees[0].notice_days: -1 is outside 0 to 1000."),
        (["workstations", 0, "taken"], [[4, 2]], "workstations[0].taken[0][1]: 2 is outside 0 to 1."),
        (["licences"], {}, "licences: A list is needed here, not an object."),
        (["licences"], [{"software": "nuke"}], "licences[0].capacity: This is missing."),
        (
            ["licences"],
            [{"software": "nuke", "capacity": -1}],
            "licences[0].capacity: -1 is outside 0 to 100000.",
        ),
        (
            ["licences"],
            [{"software": "nuke", "capacity": 1}, {"software": "nuke", "capacity": 2}],
            "licences[1]: nuke is already in this list.",
        ),
        (
            ["licences"],
            [{"software": "nuke", "capacity": 1, "at": [{"day": 5, "block": 0, "capacity": 1}]}],
            "licences[0].at[0].day: 5 is outside 0 to 4.",
        ),
        (
            ["licences"],
            [{"software": "nuke", "capacity": 1, "at": [{"day": 0, "block": 0, "capacity": 1}] * 2}],
            "licences[0].at[1]: nuke, day 0, block 0 is already in this list.",
        ),
        (["pins", 0, "trainee"], "t9", "pins[0].trainee: Nothing in this problem has the id t9."),
        (["published", 0, "workstation"], "w9", "published[0].workstation: Nothing in this problem has the id w9."),
        (["published"], 3, "published: A list is needed here, not a number."),
    ],
)
def test_each_break_names_its_place_and_what_is_wrong(steps: list[Any], value: Any, said: str) -> None:
    with pytest.raises(ContractError) as refused:
        read_schedule_problem(_changed(_studio(), steps, value))

    assert str(refused.value) == said


def test_f56_licences_may_be_left_out_and_then_nothing_is_limited() -> None:
    problem = _studio()

    assert read_schedule_problem(problem).licences == ()
    assert read_schedule_problem(problem | {"licences": []}) == read_schedule_problem(problem)
    assert (
        as_json(solve(read_schedule_problem(problem | {"licences": []}), seed=1, seconds=5)).partition('"run"')[0]
        == as_json(solve(read_schedule_problem(problem), seed=1, seconds=5)).partition('"run"')[0]
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: This is not JSON from here on."),
        ('{\n"days": 1,\n]', "line 3: This is not JSON from here on."),
        ("[]", "An object is needed here, not a list."),
        ('{"days": 1, "days": 2}', "days: This name is there twice in one object."),
        ('{"days": NaN}', "NaN is not a number that JSON knows."),
        ('{"days": ' + "9" * 5000 + "}", "A number in this file has too many digits."),
        ("[" * 100_000, "The lists are nested too deeply to read."),
    ],
)
def test_text_that_is_no_problem_is_refused(text: str, said: str) -> None:
    with pytest.raises(ContractError) as refused:
        read_schedule_problem(text)

    assert str(refused.value) == said


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ContractError, match="The file is not UTF-8 text"):
        read_schedule_problem(b"\xff\xff\xff\xff")


@pytest.mark.parametrize(
    ("pins", "said"),
    [
        (
            [{"trainee": "t0", "day": 1, "block": 0, "workstation": "w1"}] * 2,
            "pins[1]: t0, day 1, block 0 is already in this list.",
        ),
        (
            [
                {"trainee": "t0", "day": 1, "block": 0, "workstation": "w1"},
                {"trainee": "t1", "day": 1, "block": 0, "workstation": "w1"},
            ],
            "pins: These pins cannot all hold at the same time.",
        ),
        (
            [{"trainee": "t0", "day": 2, "block": 0, "workstation": "w0"}],
            "pins[0]: This booking breaks a rule of the trainee, the seat or the day.",
        ),
    ],
)
def test_pins_that_no_plan_can_hold_are_refused(pins: list[Json], said: str) -> None:
    problem = _studio() | {"pins": pins}
    problem["workstations"][0]["attributes"] = {}

    with pytest.raises(ContractError) as refused:
        solve(read_schedule_problem(problem), seed=1, seconds=5)

    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("steps", "value", "said"),
    [
        (["mode"], "best", "mode: The mode is one of fair, total and stable."),
        (["pairs", "mentor", 1], 7, "pairs.mentor[1]: 7 is outside 0 to 1."),
        (["pairs", "fit", 0], 1.5, "pairs.fit[0]: A whole number is needed here, not a number with a fraction."),
        (["pairs", "fit"], [1], "pairs.fit: The columns of pairs differ in length."),
        (["pairs", "mentor"], [0, 0], "pairs[1]: Trainee 0 and mentor 0 are here twice."),
        (["published"], [0], "published: One entry for each of the 2 trainees is needed here."),
        (["places", 0], -1, "places[0]: -1 is outside 0 to 100000."),
    ],
)
def test_each_break_of_a_match_names_its_place(steps: list[Any], value: Any, said: str) -> None:
    market = a_market([(0, 0, 500), (0, 1, 500)], places=[1, 1], trainees=2)

    with pytest.raises(ContractError) as refused:
        read_match_problem(_changed(market, steps, value))

    assert str(refused.value) == said


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32).map(Random))
def test_junk_anywhere_is_solved_or_refused(chance: Random) -> None:
    problem = _studio()
    changed = _changed(problem, _some_place(chance, problem), chance.choice(JUNK))

    assert _refusal(lambda: solved(changed)).endswith(".")


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32).map(Random))
def test_junk_anywhere_in_a_match_is_solved_or_refused(chance: Random) -> None:
    market = a_market([(0, 0, 500), (0, 1, 500), (1, 1, 0)], places=[1, 1], trainees=2, published=[0, None])
    changed = _changed(market, _some_place(chance, market), chance.choice(JUNK))

    assert _refusal(lambda: matched(changed)).endswith(".")


def test_plans_are_written_in_the_order_of_the_contract() -> None:
    plan = solve(read_schedule_problem(_studio()), seed=1, seconds=5)

    assert list(json.loads(as_json(plan))) == ["format", "assignments", "figures", "proof", "explanations", "run"]
    assert as_json(plan).endswith("\n")


def _changed(problem: Json, steps: list[Any], value: Any) -> Json:
    changed = copy.deepcopy(problem)
    inside: Any = changed
    for step in steps[:-1]:
        inside = inside[step]
    inside[steps[-1]] = value
    return changed


def _refusal(attempt: Callable[[], Json]) -> str:
    try:
        attempt()
    except ContractError as refused:
        return refused.sentence
    return "Solved."


def _some_place(chance: Random, value: Any) -> list[Any]:
    """The steps to a random value somewhere inside, at least one step down."""
    steps: list[Any] = []
    while isinstance(value, dict | list) and value and (not steps or chance.random() < 0.8):
        steps.append(chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value)))
        value = value[steps[-1]]
    return steps
