"""Each way out that an explanation offers fits, and neither gives away anybody else; conflicts are in `test_checker`."""

import json
from copy import deepcopy
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.solvers.checker import Json, licences_at
from tests.solvers.explained import EVERY_RULE, Week
from tests.solvers.problems import a_problem, a_trainee, a_workstation, after_a_breakdown, random_problems, solved

SOME = settings(max_examples=40, deadline=None)
NEEDS = {"place", "adjacent_seat", "not_before_block", "max_blocks_per_day", "no_consecutive_days", "availability"}


@SOME
@given(random_problems(), st.randoms(use_true_random=False))
def test_each_way_out_that_is_offered_fits(problem: Json, chance: Random) -> None:
    problem, plan = _short_of_hours(problem, chance)

    for each in plan["explanations"]:
        for way in each["relaxations"]:
            assert _fits_after(problem, plan, each, way)


@SOME
@given(random_problems(), st.randoms(use_true_random=False))
def test_no_need_is_ever_offered_and_nobody_else_is_named(problem: Json, chance: Random) -> None:
    problem, plan = _short_of_hours(problem, chance)

    for each in plan["explanations"]:
        offered = {rule["rule"] for way in each["relaxations"] for rule in way}
        assert not offered & NEEDS
        others = {trainee["id"] for trainee in problem["trainees"]} - {each["trainee"]}
        assert not any(f'"{name}"' in json.dumps(each) or f" {name}" in json.dumps(each) for name in others)


def test_each_missing_hour_that_can_still_be_planned_is_explained() -> None:
    problem = a_problem(days=1, blocks=1)
    problem["workstations"] = [a_workstation("w0")]
    problem["trainees"] = [a_trainee("t0", problem, blocks_per_week=1), a_trainee("t1", problem, blocks_per_week=1)]

    (explanation,) = solved(problem)["explanations"]

    assert [rule["rule"] for rule in explanation["conflict"]] == ["taken"]
    assert explanation["relaxations"] == [
        [
            {
                "rule": "taken",
                "facts": {"workstation": "w0", "day": 0, "block": 0},
                "sentence": "Free seat w0 on day 0, block 0.",
            }
        ]
    ]


def test_f56_one_more_licence_is_a_way_out() -> None:
    problem = a_problem(days=1, blocks=1)
    problem["workstations"] = [a_workstation("w0"), a_workstation("w1")]
    problem["trainees"] = [a_trainee("t0", problem, blocks_per_week=1), a_trainee("t1", problem, blocks_per_week=1)]
    problem["licences"] = [{"software": "nuke", "capacity": 1}]

    (explanation,) = solved(problem)["explanations"]

    assert [rule["rule"] for rule in explanation["conflict"]] == ["licence"]
    assert explanation["conflict"][0]["sentence"] == "All licences of a program are in use at some of the times."
    assert explanation["relaxations"][0] == [
        {
            "rule": "licence",
            "facts": {"software": "nuke", "day": 0, "block": 0},
            "sentence": "Get one more licence of nuke for day 0, block 0.",
        }
    ]


def _short_of_hours(problem: Json, chance: Random) -> tuple[Json, Json]:
    """Half of the problems are published plans that lost a seat, where some of the trainee's own bookings stand."""
    plan = solved(problem)
    if chance.random() < 0.5:
        return problem, plan
    changed = after_a_breakdown(chance, problem, plan)
    return changed, solved(changed)


def _fits_after(problem: Json, plan: Json, explanation: Json, way: list[Json]) -> bool:
    """Changes the problem, or the plan, as the way out says, and tries again under every rule."""
    problem, plan, rules = deepcopy(problem), deepcopy(plan), set(EVERY_RULE)
    for step in way:
        facts = step["facts"]
        if step["rule"] in {"notice", "published"}:
            rules.discard(step["rule"])
        elif step["rule"] == "supervision":
            _row(problem["supervision"], facts, "location", "day", "block")["capacity"] += 1
        elif step["rule"] == "licence":
            at = {"day": facts["day"], "block": facts["block"]}
            licence = _row(problem["licences"], facts, "software")
            more = at | {"capacity": licences_at(licence, facts["day"], facts["block"]) + 1}
            licence["at"] = [each for each in licence.get("at", []) if not at.items() <= each.items()] + [more]
        elif step["rule"] == "closed":
            _row(problem["locations"], {"id": facts["location"]}, "id")["closed_days"].remove(facts["day"])
        elif step["rule"] == "taken":
            plan["assignments"] = [one for one in plan["assignments"] if not _sits_on(problem, one, facts)]
            seat = _row(problem["workstations"], {"id": facts["workstation"]}, "id")
            seat["taken"] = [each for each in seat.get("taken", []) if each != [facts["day"], facts["block"]]]
        elif step["rule"] == "software":
            _row(problem["workstations"], {"id": facts["workstation"]}, "id")["software"].append(facts["software"])
        else:
            _row(problem["workstations"], {"id": facts["workstation"]}, "id")["out_of_service_days"].remove(
                facts["day"]
            )
    return Week(problem, plan, explanation["trainee"], explanation["week"]).one_more_fits(rules)


def _row(rows: list[Json], facts: Json, *names: str) -> Json:
    return next(row for row in rows if all(row[name] == facts[name] for name in names))


def _sits_on(problem: Json, one: Json, facts: Json) -> bool:
    if (one["day"], one["block"]) != (facts["day"], facts["block"]):
        return False
    seat = _row(problem["workstations"], {"id": one["workstation"]}, "id")
    helped = _row(problem["trainees"], {"id": one["trainee"]}, "id")["must"]["adjacent_seat"]
    return facts["workstation"] in ({seat["id"], seat["adjacent"]} if helped else {seat["id"]})
