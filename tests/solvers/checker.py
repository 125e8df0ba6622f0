"""Reads a problem and a plan as plain JSON and lists every rule that the plan breaks; it knows nothing of the solvers."""

from typing import Any

Json = dict[str, Any]


def faults(problem: Json, plan: Json) -> list[str]:
    return [*assignment_faults(problem, plan["assignments"]), *_figure_faults(problem, plan)]


def assignment_faults(problem: Json, assignments: list[Json]) -> list[str]:
    today = problem["today"] or 0
    found = []
    for one in assignments:
        if one["day"] < today:
            if one not in (problem["published"] or []):
                found.append(f"invented in the past: {one}")
        else:
            found += [f"{fault}: {one}" for fault in _faults_alone(problem, one)]
    over = [one for one in problem["published"] or [] if one["day"] < today and one not in assignments]
    found += [f"forgotten in the past: {one}" for one in over]
    for index, one in enumerate(assignments):
        found += [
            f"{fault}: {one} and {other}" for other in assignments[:index] for fault in _clashes(problem, one, other)
        ]
    return found + _too_many(problem, assignments) + _broken_pins(problem, assignments)


def _faults_alone(problem: Json, one: Json) -> list[str]:
    trainee, seat = _find(problem["trainees"], one["trainee"]), _find(problem["workstations"], one["workstation"])
    must, found = trainee["must"], []
    if [one["day"], one["block"]] not in trainee["available"]:
        found.append("not available")
    if one["block"] < must["not_before_block"]:
        found.append("too early")
    if trainee["software"] not in seat["software"]:
        found.append("wrong software")
    found += [f"need not met {rule}" for rule in must["place"] if not meets(seat["attributes"], rule)]
    found += _seat_faults(problem, seat, one)
    if must["adjacent_seat"]:
        if seat["adjacent"] is None:
            found.append("nobody can sit beside")
        else:
            found += _seat_faults(problem, _find(problem["workstations"], seat["adjacent"]), one)
    return found


def _seat_faults(problem: Json, seat: Json, one: Json) -> list[str]:
    found = []
    if one["day"] in seat["out_of_service_days"]:
        found.append("out of service")
    if [one["day"], one["block"]] in seat.get("taken", []):
        found.append("taken by somebody else")
    if one["day"] in _find(problem["locations"], seat["location"])["closed_days"]:
        found.append("closed")
    return found


def meets(attributes: Json, rule: Json) -> bool:
    measured = attributes.get(rule["attribute"])
    if measured is None:
        return False
    if "at_most" in rule:
        return bool(measured <= rule["at_most"])
    if "at_least" in rule:
        return bool(measured >= rule["at_least"])
    if "is" in rule:
        return bool(measured == rule["is"])
    return measured in rule["one_of"]


def _clashes(problem: Json, one: Json, other: Json) -> list[str]:
    today, found = problem["today"] or 0, []
    if (one["day"], one["block"]) == (other["day"], other["block"]):
        if one["trainee"] == other["trainee"]:
            found.append("two seats for one person")
        if one["day"] >= today and _chairs(problem, one) & _chairs(problem, other):
            found.append("two people on one seat")
    if one["trainee"] == other["trainee"] and max(one["day"], other["day"]) >= today:
        must = _find(problem["trainees"], one["trainee"])["must"]
        if must["no_consecutive_days"] and _in_a_row(problem, one["day"], other["day"]):
            found.append("days in a row")
    return found


def _chairs(problem: Json, one: Json) -> set[str]:
    seat = _find(problem["workstations"], one["workstation"])
    helped = _find(problem["trainees"], one["trainee"])["must"]["adjacent_seat"]
    return {seat["id"], seat["adjacent"]} - {None} if helped else {seat["id"]}


def _in_a_row(problem: Json, day: int, other: int) -> bool:
    width = problem["days_per_week"]
    return abs(day - other) == 1 and (width == 7 or day // width == other // width)


def _too_many(problem: Json, assignments: list[Json]) -> list[str]:
    today, width, found = problem["today"] or 0, problem["days_per_week"], []
    for trainee in problem["trainees"]:
        own = [one["day"] for one in assignments if one["trainee"] == trainee["id"]]
        most = trainee["must"]["max_blocks_per_day"]
        found += [f"long day {day}: {trainee['id']}" for day in set(own) if day >= today and own.count(day) > most]
        weeks = [day // width for day in own]
        found += [
            f"more than wanted in week {week}: {trainee['id']}"
            for week in set(weeks)
            if weeks.count(week) > trainee["blocks_per_week"] and (week + 1) * width > today
        ]
    for day in range(today, problem["days"]):
        for block in range(problem["blocks"]):
            found += _crowds(
                problem, [one for one in assignments if (one["day"], one["block"]) == (day, block)], day, block
            )
            found += _too_few_licences(problem, assignments, day, block)
    return found


def _too_few_licences(problem: Json, assignments: list[Json], day: int, block: int) -> list[str]:
    """Whoever sits at a seat with a program takes one licence of it."""
    found = []
    on = [
        _find(problem["workstations"], one["workstation"])["software"]
        for one in assignments
        if (one["day"], one["block"]) == (day, block)
    ]
    for licence in problem.get("licences", []):
        used, most = sum(licence["software"] in software for software in on), licences_at(licence, day, block)
        if used > most:
            found.append(f"{used} use {licence['software']} on day {day}, block {block}, and there are {most} licences")
    return found


def licences_at(licence: Json, day: int, block: int) -> int:
    special = [each["capacity"] for each in licence.get("at", []) if (each["day"], each["block"]) == (day, block)]
    return int(special[0] if special else licence["capacity"])


def _crowds(problem: Json, here: list[Json], day: int, block: int) -> list[str]:
    found = []
    for location in problem["locations"]:
        held = sum(_find(problem["workstations"], one["workstation"])["location"] == location["id"] for one in here)
        most = sum(
            shift["capacity"]
            for shift in problem["supervision"]
            if (shift["location"], shift["day"], shift["block"]) == (location["id"], day, block)
        )
        if held > most:
            found.append(f"{held} at {location['id']} on day {day}, block {block}, where {most} may be")
    return found


def _broken_pins(problem: Json, assignments: list[Json]) -> list[str]:
    found = []
    for pin in problem["pins"]:
        kept = [
            one
            for one in assignments
            if (one["trainee"], one["day"], one["block"]) == (pin["trainee"], pin["day"], pin["block"])
            and pin.get("workstation") in {None, one["workstation"]}
        ]
        if pin["day"] >= (problem["today"] or 0) and not kept:
            found.append(f"pin not held: {pin}")
    return found


def _figure_faults(problem: Json, plan: Json) -> list[str]:
    figures, assignments = plan["figures"], plan["assignments"]
    expected = {
        "blocks": len(assignments),
        "changed": len(_changes(problem, assignments)),
        "people": len({key[0] for key in _changes(problem, assignments)}),
        "inside_notice": len([key for key in _changes(problem, assignments) if _is_inside(problem, key[0], key[1])]),
        "extra_cells": _extra_cells(problem, assignments),
        "seats_per_trainee": _seats_each(assignments),
        **_hours(problem, assignments),
    }
    found = [f"{name} is {figures[name]}, not {value}" for name, value in expected.items() if figures[name] != value]
    if figures["missing"] < figures["missing_at_least"]:
        found.append("missing less than is possible")
    if figures["inside_notice"] != figures["unavoidable"]:
        found.append("an unforced change inside the notice window")
    found += [f"bound above value: {proof}" for proof in plan["proof"] if proof["bound"] > proof["value"]]
    return found


def _changes(problem: Json, assignments: list[Json]) -> set[tuple[str, int, int]]:
    if problem["published"] is None:
        return set()
    now, was = ({_time(one): one["workstation"] for one in each} for each in (assignments, problem["published"]))
    return {time for time in now.keys() | was.keys() if now.get(time) != was.get(time)}


def _is_inside(problem: Json, trainee: str, day: int) -> bool:
    today, own = problem["today"], _find(problem["trainees"], trainee).get("notice_days")
    return today is not None and today <= day < today + (problem["notice_days"] if own is None else own)


def _seats_each(assignments: list[Json]) -> float:
    seats = {(one["trainee"], one["workstation"]) for one in assignments}
    people = {one["trainee"] for one in assignments}
    return round(len(seats) / len(people), 2) if people else 0.0


def _hours(problem: Json, assignments: list[Json]) -> Json:
    """Where no day is over, cut off or closed everywhere, all that somebody wants in a week is wanted of the plan."""
    width, closed = problem["days_per_week"], [set(each["closed_days"]) for each in problem["locations"]]
    if problem["today"] or problem["days"] % width or set.intersection(*closed):
        return {}
    weeks = range(problem["days"] // width)
    missing = {}
    for each in problem["trainees"]:
        own = [one["day"] // width for one in assignments if one["trainee"] == each["id"]]
        missing[each["id"]] = sum(max(0, each["blocks_per_week"] - own.count(week)) for week in weeks)
    wanted = {each["id"]: each["blocks_per_week"] * len(weeks) for each in problem["trainees"]}
    shares = [100 * blocks / wanted[name] for name, blocks in missing.items() if wanted[name]]
    return {
        "wanted": sum(wanted.values()),
        "missing": sum(missing.values()),
        "worst_off_percent": round(max(shares, default=0.0), 1),
    }


def _extra_cells(problem: Json, assignments: list[Json]) -> int:
    extra = 0
    for trainee in problem["trainees"]:
        own = [one for one in assignments if one["trainee"] == trainee["id"]]
        pattern = {(one["day"] % problem["days_per_week"], one["block"]) for one in own}
        extra += max(0, len(pattern) - trainee["blocks_per_week"])
    return extra


def _time(one: Json) -> tuple[str, int, int]:
    return one["trainee"], one["day"], one["block"]


def _find(rows: list[Json], name: str) -> Json:
    return next(row for row in rows if row["id"] == name)
