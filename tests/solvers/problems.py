"""Problems for the tests of the solvers: small ones written by hand, and random ones for hypothesis."""

import json
from random import Random
from typing import Any

from hypothesis import strategies as st

from app.solvers import scheduling
from app.solvers.contract import SchedulePlan, as_json, read_schedule_problem

Json = dict[str, Any]

SOFTWARE = ["nuke", "maya"]


def a_trainee(name: str, problem: Json, **changes: Any) -> Json:
    must = {
        "place": [],
        "not_before_block": 0,
        "max_blocks_per_day": 2,
        "no_consecutive_days": False,
        "adjacent_seat": False,
    }
    return {
        "id": name,
        "software": "nuke",
        "blocks_per_week": 2,
        "available": [[day, block] for day in range(problem["days"]) for block in range(problem["blocks"])],
        "must": must | changes.pop("must", {}),
        "prefer": {"place": [], "block_at_most": None},
    } | changes


def a_workstation(name: str, **changes: Any) -> Json:
    return {
        "id": name,
        "location": "studio",
        "software": ["nuke"],
        "attributes": {"noise_level": 2},
        "adjacent": None,
        "out_of_service_days": [],
    } | changes


def a_problem(*, days: int = 5, blocks: int = 2, capacity: int = 9) -> Json:
    """One open studio without seats or trainees."""
    return {
        "format": "schedule-problem/1",
        "days": days,
        "days_per_week": 5,
        "blocks": blocks,
        "today": None,
        "notice_days": 2,
        "locations": [{"id": "studio", "closed_days": []}],
        "supervision": [
            {"location": "studio", "day": day, "block": block, "capacity": capacity}
            for day in range(days)
            for block in range(blocks)
        ],
        "workstations": [],
        "trainees": [],
        "published": None,
        "pins": [],
    }


def solved(problem: Json, *, seed: int = 1, seconds: float = 20, work: float | None = None) -> Json:
    """The plan as the command would write it."""
    return as_plain(scheduling.solve(read_schedule_problem(problem), seed=seed, seconds=seconds, work=work))


def as_plain(plan: SchedulePlan) -> Json:
    found: Json = json.loads(as_json(plan))
    return found


def a_crowd(*, trainees: int) -> Json:
    """More people than three seats and two supervisors' places can hold."""
    problem = a_problem(days=10, capacity=2)
    problem["workstations"] = [a_workstation(f"w{number}", attributes={"noise_level": number}) for number in range(3)]
    for number in range(trainees):
        must = {"place": [{"attribute": "noise_level", "at_most": 1}]} if number % 3 == 0 else {}
        problem["trainees"].append(a_trainee(f"t{number}", problem, must=must, blocks_per_week=3))
    return problem


def random_problems(*, most_trainees: int = 6, most_days: int = 10) -> st.SearchStrategy[Json]:
    """Sizes come from the seed too, so that most problems are not tiny; now and then there is nobody, or no seat."""
    seeds = st.integers(0, 2**32).map(Random)
    return seeds.map(lambda chance: a_random_problem(chance, most_trainees=most_trainees, most_days=most_days))


def a_random_problem(chance: Random, *, most_trainees: int = 6, most_days: int = 10) -> Json:
    problem = a_problem(days=chance.randint(1, most_days), blocks=chance.randint(1, 3))
    days, blocks = problem["days"], problem["blocks"]
    problem["days_per_week"] = chance.choice([5, 5, 3, 7])
    problem["locations"] = [
        {"id": name, "closed_days": [day for day in range(days) if chance.random() < 0.15]}
        for name in ("studio", "lot")
    ]
    problem["supervision"] = [
        {"location": location, "day": day, "block": block, "capacity": chance.choice([0, 1, 2, 3, 3])}
        for location in ("studio", "lot")
        for day in range(days)
        for block in range(blocks)
    ]
    problem["workstations"] = _workstations(chance, chance.randint(0, 6), days)
    problem["trainees"] = [
        _trainee(chance, f"t{number}", problem) for number in range(chance.randint(0, most_trainees))
    ]
    if chance.random() < 0.4:
        problem["licences"] = _licences(chance, days, blocks)
    if chance.random() < 0.4:
        for seat in problem["workstations"]:
            times = [[day, block] for day in range(days) for block in range(blocks)]
            seat["taken"] = [time for time in times if chance.random() < 0.2]
    return problem


def tiny(problem: Json) -> Json:
    """One whole week that is never closed everywhere, two seats, and three times for each trainee: small enough for `brute_force`."""
    seats = [each | {"adjacent": None} for each in problem["workstations"][:2]]
    if len(seats) == 2:
        seats = [seats[0] | {"adjacent": "w1"}, seats[1] | {"adjacent": "w0"}]
    return problem | {
        "days_per_week": problem["days"],
        "locations": [problem["locations"][0], problem["locations"][1] | {"closed_days": []}],
        "workstations": seats,
        "trainees": [each | {"available": each["available"][:3]} for each in problem["trainees"]],
    }


def _licences(chance: Random, days: int, blocks: int) -> list[Json]:
    """Often fewer than could be used at once, and now and then another number in one block."""
    found = []
    for software in chance.sample(SOFTWARE, chance.randint(1, 2)):
        licence: Json = {"software": software, "capacity": chance.choice([0, 1, 1, 2, 2, 3])}
        if chance.random() < 0.5:
            at = {"day": chance.randrange(days), "block": chance.randrange(blocks), "capacity": chance.randint(0, 2)}
            licence["at"] = [at]
        found.append(licence)
    return found


def a_busy_problem(chance: Random) -> Json:
    """A random one with room for many bookings, so that most of them touch one another."""
    problem = a_random_problem(chance)
    while len(problem["trainees"]) < 3 or len(problem["workstations"]) < 3:
        problem = a_random_problem(chance)
    for seat in problem["workstations"][1:]:
        seat["software"] = SOFTWARE
    for shift in problem["supervision"]:
        shift["capacity"] = max(1, shift["capacity"])
    for licence in problem.get("licences", []):
        licence["capacity"] = max(1, licence["capacity"])
    return problem


def _workstations(chance: Random, count: int, days: int) -> list[Json]:
    return [
        a_workstation(
            f"w{number}",
            location="studio" if number < 2 else "lot",
            software=chance.choice([["nuke"], ["maya"], ["nuke", "maya"]]),
            attributes=_attributes(chance),
            adjacent=f"w{number ^ 1}" if number ^ 1 < count and chance.random() < 0.8 else None,
            out_of_service_days=[day for day in range(days) if chance.random() < 0.1],
        )
        for number in range(count)
    ]


def _attributes(chance: Random) -> Json:
    measured = {"noise_level": chance.randint(1, 4)}
    return measured | ({"step_free": True} if chance.random() < 0.6 else {})


def _trainee(chance: Random, name: str, problem: Json) -> Json:
    place = []
    if chance.random() < 0.4:
        place.append({"attribute": "noise_level", "at_most": chance.randint(1, 3)})
    if chance.random() < 0.3:
        place.append({"attribute": "step_free", "is": True})
    trainee = a_trainee(
        name,
        problem,
        software=chance.choice(SOFTWARE),
        blocks_per_week=chance.randint(0, 4),
        must={
            "place": place,
            "not_before_block": chance.choice([0, 0, 1]),
            "max_blocks_per_day": chance.choice([1, 2]),
            "no_consecutive_days": chance.random() < 0.3,
            "adjacent_seat": chance.random() < 0.2,
        },
    )
    if chance.random() < 0.3:
        trainee["notice_days"] = chance.choice([None, 0, 1, 4])
    trainee["available"] = [time for time in trainee["available"] if chance.random() < 0.8]
    if chance.random() < 0.5:
        trainee["prefer"] = {
            "place": [{"attribute": "noise_level", "at_most": 1, "weight": 2}],
            "block_at_most": {"value": 0, "weight": 1},
        }
    return trainee


def after_a_breakdown(chance: Random, problem: Json, plan: Json) -> Json:
    """The plan is published, some days are over, and one seat is lost from today on."""
    today = chance.randrange(problem["days"])
    changed = problem | {"published": plan["assignments"], "today": today, "notice_days": chance.randint(0, 3)}
    lost = chance.randrange(len(problem["workstations"])) if problem["workstations"] else None
    changed["workstations"] = [
        seat | {"out_of_service_days": list(range(today, problem["days"]))} if number == lost else seat
        for number, seat in enumerate(problem["workstations"])
    ]
    return changed
