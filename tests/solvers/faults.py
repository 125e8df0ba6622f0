"""Plants one fault in a plan, or in the problem that it is a plan of, so that exactly one known rule is broken."""

from collections.abc import Callable
from copy import deepcopy
from random import Random

from tests.solvers.checker import Json

Planter = Callable[[Random, Json, Json], bool]
"""Changes problem and plan in place; False where this plan offers no place for this fault."""


def planted(planter: Planter, chance: Random, problem: Json, plan: Json) -> tuple[Json, Json] | None:
    problem, plan = deepcopy(problem), deepcopy(plan)
    return (problem, plan) if planter(chance, problem, plan) else None


def _coming(problem: Json, plan: Json) -> list[Json]:
    return [one for one in plan["assignments"] if one["day"] >= (problem["today"] or 0)]


def _of_booking(change: Callable[[Json, Json, Json, Json], bool | None]) -> Planter:
    """A fault of one booking that may still be planned: `change` gets the problem, it, its trainee and its seat."""

    def planter(chance: Random, problem: Json, plan: Json) -> bool:
        if not (coming := _coming(problem, plan)):
            return False
        one = chance.choice(coming)
        who = next(each for each in problem["trainees"] if each["id"] == one["trainee"])
        seat = next(each for each in problem["workstations"] if each["id"] == one["workstation"])
        return change(problem, one, who, seat) is not False

    return planter


def _away(_problem: Json, one: Json, who: Json, _seat: Json) -> None:
    who["available"].remove([one["day"], one["block"]])


def _later(_problem: Json, one: Json, who: Json, _seat: Json) -> None:
    who["must"]["not_before_block"] = one["block"] + 1


def _other_software(_problem: Json, _one: Json, who: Json, _seat: Json) -> None:
    who["software"] = "houdini"


def _unmeasured(_problem: Json, _one: Json, who: Json, _seat: Json) -> None:
    who["must"]["place"].append({"attribute": "smell", "at_most": 9})


def _louder(_problem: Json, _one: Json, who: Json, seat: Json) -> None:
    loud = seat["attributes"]["noise_level"]
    who["must"]["place"].append({"attribute": "noise_level", "at_most": loud - 1})


def _broken(_problem: Json, one: Json, _who: Json, seat: Json) -> None:
    seat["out_of_service_days"].append(one["day"])


def _had_by_others(_problem: Json, one: Json, _who: Json, seat: Json) -> None:
    seat["taken"] = [*seat.get("taken", []), [one["day"], one["block"]]]


def _closed(problem: Json, one: Json, _who: Json, seat: Json) -> None:
    next(each for each in problem["locations"] if each["id"] == seat["location"])["closed_days"].append(one["day"])


def _alone(_problem: Json, _one: Json, who: Json, seat: Json) -> None:
    who["must"]["adjacent_seat"], seat["adjacent"] = True, None


def _crowded(problem: Json, one: Json, _who: Json, seat: Json) -> None:
    for shift in problem["supervision"]:
        if (shift["location"], shift["day"], shift["block"]) == (seat["location"], one["day"], one["block"]):
            shift["capacity"] = 0


def _one_licence_less(problem: Json, one: Json, _who: Json, seat: Json) -> None:
    """There are fewer licences than people at seats with this program."""
    program = seat["software"][0]
    there = [each for each in problem.get("licences", []) if each["software"] != program]
    at = [{"day": one["day"], "block": one["block"], "capacity": 0}]
    problem["licences"] = [*there, {"software": program, "capacity": 99, "at": at}]


def _pinned_elsewhere(problem: Json, one: Json, _who: Json, seat: Json) -> bool:
    others = [each["id"] for each in problem["workstations"] if each is not seat]
    if not others:
        return False
    problem["pins"].append({name: one[name] for name in ("trainee", "day", "block")} | {"workstation": others[0]})
    return True


def _two_seats(chance: Random, problem: Json, plan: Json) -> bool:
    coming, seats = _coming(problem, plan), [each["id"] for each in problem["workstations"]]
    if not coming or len(seats) < 2:
        return False
    one = chance.choice(coming)
    other = chance.choice([each for each in seats if each != one["workstation"]])
    plan["assignments"].append(one | {"workstation": other})
    return True


def _two_people(chance: Random, problem: Json, plan: Json) -> bool:
    coming, people = _coming(problem, plan), [each["id"] for each in problem["trainees"]]
    if not coming or len(people) < 2:
        return False
    one = chance.choice(coming)
    plan["assignments"].append(one | {"trainee": chance.choice([each for each in people if each != one["trainee"]])})
    return True


def _supporter_displaced(chance: Random, problem: Json, plan: Json) -> bool:
    """Somebody now needs the seat beside, where somebody else sits."""
    coming = _coming(problem, plan)
    pairs = [
        (one, other)
        for one in coming
        for other in coming
        if one["trainee"] != other["trainee"] and (one["day"], one["block"]) == (other["day"], other["block"])
    ]
    if not pairs:
        return False
    one, other = chance.choice(pairs)
    next(each for each in problem["workstations"] if each["id"] == one["workstation"])["adjacent"] = other[
        "workstation"
    ]
    next(each for each in problem["trainees"] if each["id"] == one["trainee"])["must"]["adjacent_seat"] = True
    return True


def _of_person(change: Callable[[Json, Json, list[int]], bool]) -> Planter:
    """A fault of somebody's week: `change` gets the problem, the trainee and the days worked."""

    def planter(chance: Random, problem: Json, plan: Json) -> bool:
        coming = _coming(problem, plan)
        people = list(problem["trainees"])
        chance.shuffle(people)
        return any(
            change(problem, who, days)
            for who in people
            if (days := [one["day"] for one in coming if one["trainee"] == who["id"]])
        )

    return planter


def _in_a_row(problem: Json, who: Json, days: list[int]) -> bool:
    width = problem["days_per_week"]
    near = [day for day in days if day + 1 in days and (width == 7 or day // width == (day + 1) // width)]
    who["must"]["no_consecutive_days"] = bool(near)
    return bool(near)


def _long_day(_problem: Json, who: Json, days: list[int]) -> bool:
    who["must"]["max_blocks_per_day"] = max(days.count(day) for day in days) - 1
    return True


def _too_much(problem: Json, who: Json, days: list[int]) -> bool:
    weeks = [day // problem["days_per_week"] for day in days]
    who["blocks_per_week"] = max(weeks.count(week) for week in weeks) - 1
    return True


def _pin_without_booking(chance: Random, problem: Json, plan: Json) -> bool:
    taken = {(one["trainee"], one["day"], one["block"]) for one in plan["assignments"]}
    free = [
        (who["id"], day, block)
        for who in problem["trainees"]
        for day in range(problem["today"] or 0, problem["days"])
        for block in range(problem["blocks"])
        if (who["id"], day, block) not in taken
    ]
    if not free:
        return False
    trainee, day, block = chance.choice(free)
    problem["pins"].append({"trainee": trainee, "day": day, "block": block})
    return True


def _invented(chance: Random, problem: Json, plan: Json) -> bool:
    past = [one for one in plan["assignments"] if one["day"] < (problem["today"] or 0)]
    if not past:
        return False
    problem["published"].remove(chance.choice(past))
    return True


def _forgotten(chance: Random, problem: Json, plan: Json) -> bool:
    past = [one for one in plan["assignments"] if one["day"] < (problem["today"] or 0)]
    if not past:
        return False
    plan["assignments"].remove(chance.choice(past))
    return True


def _wrong_figure(name: str) -> Planter:
    def planter(_chance: Random, _problem: Json, plan: Json) -> bool:
        plan["figures"][name] += 1
        return True

    return planter


def _better_than_possible(_chance: Random, _problem: Json, plan: Json) -> bool:
    plan["figures"]["missing_at_least"] = plan["figures"]["missing"] + 1
    return True


def _bound_above(chance: Random, _problem: Json, plan: Json) -> bool:
    proof = chance.choice(plan["proof"])
    proof["bound"] = proof["value"] + 1
    return True


PLANTERS: dict[str, tuple[Planter, str]] = {
    "availability": (_of_booking(_away), "not available"),
    "not before a block": (_of_booking(_later), "too early"),
    "software": (_of_booking(_other_software), "wrong software"),
    "a place that is not measured": (_of_booking(_unmeasured), "need not met"),
    "a place that is not as needed": (_of_booking(_louder), "need not met"),
    "out of service": (_of_booking(_broken), "out of service"),
    "a seat that somebody else has": (_of_booking(_had_by_others), "taken by somebody else"),
    "a closed location": (_of_booking(_closed), "closed"),
    "no seat beside": (_of_booking(_alone), "nobody can sit beside"),
    "supervision": (_of_booking(_crowded), "where 0 may be"),
    "licences": (_of_booking(_one_licence_less), "and there are 0 licences"),
    "a pinned seat": (_of_booking(_pinned_elsewhere), "pin not held"),
    "a pinned time": (_pin_without_booking, "pin not held"),
    "one seat for each person": (_two_seats, "two seats for one person"),
    "one person on each seat": (_two_people, "two people on one seat"),
    "the supporter's seat": (_supporter_displaced, "two people on one seat"),
    "days in a row": (_of_person(_in_a_row), "days in a row"),
    "blocks a day": (_of_person(_long_day), "long day"),
    "blocks a week": (_of_person(_too_much), "more than wanted"),
    "the past, invented": (_invented, "invented in the past"),
    "the past, forgotten": (_forgotten, "forgotten in the past"),
    "a bound above its value": (_bound_above, "bound above value"),
    "less missing than is possible": (_better_than_possible, "missing less than is possible"),
    "an unforced change inside the notice window": (_wrong_figure("inside_notice"), "inside the notice window"),
    **{
        f"the figure {name}": (_wrong_figure(name), f"{name} is")
        for name in ("blocks", "changed", "people", "extra_cells", "seats_per_trainee")
    },
}
"""For each rule of the contract how to break it, and words that the checker then says."""
