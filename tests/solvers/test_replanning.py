"""A published plan is mended with few changes, and what was promised is kept."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.solvers.checker import Json, faults
from tests.solvers.problems import a_problem, a_trainee, a_workstation, random_problems, solved

SOME = settings(max_examples=30, deadline=None)


@SOME
@given(random_problems(), st.randoms(use_true_random=False))
def test_planning_again_with_no_change_changes_nothing(problem: Json, chance: Random) -> None:
    plan = solved(problem)
    again = problem | {"published": plan["assignments"], "today": chance.randrange(problem["days"])}

    figures = solved(again)["figures"]

    assert (figures["changed"], figures["missing"]) == (0, plan["figures"]["missing"])


def test_a_lost_seat_moves_only_the_person_who_sat_there() -> None:
    problem = _published({"t0": [(2, 0, "w0"), (3, 0, "w0")], "t1": [(2, 0, "w1"), (3, 1, "w1")]}, seats=3, today=0)
    problem["workstations"][0]["out_of_service_days"] = [2]

    plan = solved(problem)

    assert faults(problem, plan) == []
    assert (plan["figures"]["changed"], plan["figures"]["people"], plan["figures"]["missing"]) == (1, 1, 0)


def test_nothing_new_starts_inside_the_notice_window() -> None:
    """The lost block of day 0 could be worked on day 1, and is missing all the same."""
    problem = _published({"t0": [(0, 0, "w0")]}, seats=1, today=0, blocks_per_week=1)
    problem["workstations"][0]["out_of_service_days"] = [0]
    problem["trainees"][0]["available"] = [[0, 0], [1, 0]]

    figures = solved(problem)["figures"]

    assert (figures["blocks"], figures["inside_notice"], figures["unavoidable"]) == (0, 1, 1)


def test_a_published_booking_is_not_moved_for_an_hour_more() -> None:
    """Two blocks would fit on days 2 and 4; what is published for day 3 stands between them."""
    problem = _published({"t0": [(3, 0, "w0")]}, seats=1, today=0)
    problem["trainees"][0]["must"]["no_consecutive_days"] = True
    problem["trainees"][0]["available"] = [[2, 0], [3, 0], [4, 0]]

    plan = solved(problem)

    assert plan["assignments"] == problem["published"]
    assert plan["explanations"][0]["relaxations"][0][0]["rule"] == "published"


def test_people_who_are_new_get_hours_beside_a_published_plan() -> None:
    problem = _published({"t0": [(2, 0, "w0"), (3, 0, "w0")]}, seats=1, today=0)
    problem["trainees"].append(a_trainee("t1", problem))

    plan = solved(problem)

    assert faults(problem, plan) == []
    assert [one for one in plan["assignments"] if one["trainee"] == "t0"] == problem["published"]
    assert plan["figures"]["missing"] == 0


def test_others_make_room_when_hours_would_go_missing_otherwise() -> None:
    """Only w1 is quiet enough for t0, and t1 can sit anywhere."""
    problem = _published({"t0": [(3, 0, "w0")], "t1": [(3, 0, "w1")]}, seats=3, today=0, blocks_per_week=1)
    problem["workstations"][0] |= {"out_of_service_days": [3], "attributes": {"noise_level": 1}}
    problem["workstations"][1]["attributes"] = {"noise_level": 1}
    problem["trainees"][0] |= {"available": [[3, 0]]}
    problem["trainees"][0]["must"]["place"] = [{"attribute": "noise_level", "at_most": 1}]
    lost_too = a_trainee("t2", problem, blocks_per_week=1)
    problem["trainees"].append(lost_too)
    problem["published"].append({"trainee": "t2", "day": 4, "block": 0, "workstation": "w0"})
    problem["workstations"][0]["out_of_service_days"] = [3, 4]

    plan = solved(problem)

    assert faults(problem, plan) == []
    assert plan["figures"]["missing"] == 0


def test_days_that_are_over_stay_as_they_were_whatever_the_rules_say_now() -> None:
    problem = _published({"t0": [(0, 0, "w0"), (3, 0, "w0")]}, seats=1, today=2)
    problem["workstations"][0]["out_of_service_days"] = [0, 1]

    plan = solved(problem)

    assert plan["assignments"] == problem["published"]
    assert plan["run"]["ended_by"] == "proof"


def _published(
    bookings: dict[str, list[tuple[int, int, str]]], *, seats: int, today: int, blocks_per_week: int = 2
) -> Json:
    """A week in one studio with a plan that is published; the notice window is two days."""
    problem = a_problem() | {"today": today}
    problem["workstations"] = [a_workstation(f"w{number}") for number in range(seats)]
    problem["trainees"] = [a_trainee(name, problem, blocks_per_week=blocks_per_week) for name in bookings]
    problem["published"] = [
        {"trainee": name, "day": day, "block": block, "workstation": seat}
        for name, own in bookings.items()
        for day, block, seat in own
    ]
    return problem
