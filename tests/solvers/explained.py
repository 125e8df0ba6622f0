"""Tries out an explanation on the plain JSON: whether one more block fits under some of the rules, by trying all times."""

from itertools import combinations

from tests.solvers.checker import Json, licences_at

EVERY_RULE = {
    "place",
    "adjacent_seat",
    "not_before_block",
    "max_blocks_per_day",
    "no_consecutive_days",
    "availability",
    "week_length",
    "days_over",
    "no_seats",
    "published",
    "notice",
    "taken",
    "closed",
    "out_of_service",
    "software",
    "supervision",
    "licence",
}


class Week:
    """One trainee's week in a plan, with everybody else where the plan has them."""

    def __init__(self, problem: Json, plan: Json, trainee: str, week: int) -> None:
        self.problem = problem
        self.who = next(each for each in problem["trainees"] if each["id"] == trainee)
        width = problem["days_per_week"]
        self.days = range(week * width, min((week + 1) * width, problem["days"]))
        own = [one for one in plan["assignments"] if one["trainee"] == trainee]
        self.here = [one for one in own if one["day"] in self.days]
        self.other_days = {one["day"] for one in own if one["day"] not in self.days}
        self.others = [one for one in plan["assignments"] if one["trainee"] != trainee]
        self.seats = {each["id"]: each for each in problem["workstations"]}
        self.today = problem["today"] or 0

    def one_more_fits(self, rules: set[str], needs: set[str] | None = None) -> bool:
        """Under these rules only; `needs` names the rules of place, all of them if it is not given."""
        kept = {(one["day"], one["block"]) for one in self.here if self._stays(one, rules)}
        times = [
            (day, block)
            for day in self.days
            for block in range(self.problem["blocks"])
            if (day, block) not in kept and self._has_seat(day, block, rules, needs)
        ]
        more = len(self.here) + 1 - len(kept)
        if "week_length" not in rules and len(self.days) * self.problem["blocks"] <= len(self.here):
            return True
        return any(self._keeps_rhythm(kept | set(chosen), kept, rules) for chosen in combinations(times, more))

    def _stays(self, one: Json, rules: set[str]) -> bool:
        pinned = any(
            all(pin[name] == one[name] for name in ("trainee", "day", "block")) for pin in self.problem["pins"]
        )
        published = one in (self.problem["published"] or [])
        inside = self.today <= one["day"] < self.today + self._notice()
        return pinned or one["day"] < self.today or (published and (inside or "published" in rules))

    def _notice(self) -> int:
        counts = self.problem["published"] is not None and self.problem["today"] is not None
        own = self.who.get("notice_days")
        return int(self.problem["notice_days"] if own is None else own) if counts else 0

    def _has_seat(self, day: int, block: int, rules: set[str], needs: set[str] | None) -> bool:
        if not self.seats:
            return "no_seats" not in rules
        return any(not (self._in_the_way(day, block, seat, needs) & rules) for seat in self.seats.values())

    def _in_the_way(self, day: int, block: int, seat: Json, needs: set[str] | None) -> set[str]:
        must, found = self.who["must"], set()
        was = [(one["trainee"], one["day"], one["block"]) for one in self.problem["published"] or []]
        if day < self.today:
            found.add("days_over")
        if self.today <= day < self.today + self._notice() and (self.who["id"], day, block) not in was:
            found.add("notice")
        if [day, block] not in self.who["available"]:
            found.add("availability")
        if block < must["not_before_block"]:
            found.add("not_before_block")
        if self.who["software"] not in seat["software"]:
            found.add("software")
        if any(not _holds(rule, seat) for rule in must["place"] if needs is None or need_of(rule) in needs):
            found.add("place")
        if must["adjacent_seat"] and seat["adjacent"] is None:
            found.add("adjacent_seat")
        for each in [seat["id"], seat["adjacent"]] if must["adjacent_seat"] and seat["adjacent"] else [seat["id"]]:
            found |= self._of_seat(day, block, self.seats[each])
        return found | self._of_supervisor(day, block, seat["location"]) | self._of_licences(day, block, seat)

    def _of_seat(self, day: int, block: int, seat: Json) -> set[str]:
        location = next(each for each in self.problem["locations"] if each["id"] == seat["location"])
        return {
            name
            for name, is_so in {
                "closed": day in location["closed_days"],
                "out_of_service": day in seat["out_of_service_days"],
                "taken": seat["id"] in self._chairs_taken(day, block) or [day, block] in seat.get("taken", []),
            }.items()
            if is_so
        }

    def _chairs_taken(self, day: int, block: int) -> set[str | None]:
        taken: set[str | None] = set()
        for one in self.others:
            if (one["day"], one["block"]) == (day, block):
                person = next(each for each in self.problem["trainees"] if each["id"] == one["trainee"])
                taken.add(one["workstation"])
                taken |= {self.seats[one["workstation"]]["adjacent"]} if person["must"]["adjacent_seat"] else set()
        return taken

    def _of_supervisor(self, day: int, block: int, location: str) -> set[str]:
        here = [one for one in self.others if (one["day"], one["block"]) == (day, block)]
        held = sum(self.seats[one["workstation"]]["location"] == location for one in here)
        shifts = self.problem["supervision"]
        most = sum(
            each["capacity"]
            for each in shifts
            if (each["location"], each["day"], each["block"]) == (location, day, block)
        )
        return {"supervision"} if held >= most else set()

    def _of_licences(self, day: int, block: int, seat: Json) -> set[str]:
        """A seat without the trainee's program would have it, once that is out of the way."""
        wanted = {*seat["software"], self.who["software"]}
        here = [one for one in self.others if (one["day"], one["block"]) == (day, block)]
        on = [self.seats[one["workstation"]]["software"] for one in here]
        spent = any(
            sum(licence["software"] in software for software in on) >= licences_at(licence, day, block)
            for licence in self.problem.get("licences", [])
            if licence["software"] in wanted
        )
        return {"licence"} if spent else set()

    def _keeps_rhythm(self, chosen: set[tuple[int, int]], kept: set[tuple[int, int]], rules: set[str]) -> bool:
        days, fixed = [day for day, _ in chosen], {day for day, _ in kept}
        must = self.who["must"]
        if "max_blocks_per_day" in rules and any(
            days.count(day) > must["max_blocks_per_day"]
            for day in days
            if (chosen - kept) & {(day, block) for block in range(99)}
        ):
            return False
        if "no_consecutive_days" not in rules or not must["no_consecutive_days"]:
            return True
        every = set(days) | (self.other_days if self.problem["days_per_week"] == 7 else set())
        return not any(day + 1 in every and not {day, day + 1} <= fixed | self.other_days for day in every)


def is_minimal(problem: Json, plan: Json, explanation: Json) -> bool:
    """Under these rules no more fits, and under each part of them something does."""
    week, rules = Week(problem, plan, explanation["trainee"], explanation["week"]), explanation["conflict"]
    parts = [[other for other in rules if other is not rule] for rule in rules]
    return not fits_under(week, rules) and all(fits_under(week, part) for part in parts)


def fits_under(week: Week, rules: list[Json]) -> bool:
    needs = {rule["facts"]["need"] for rule in rules if rule["rule"] == "place"}
    return week.one_more_fits({rule["rule"] for rule in rules}, needs)


def need_of(rule: Json) -> str:
    name = next(name for name in ("at_most", "at_least", "is", "one_of") if name in rule)
    return f"{rule['attribute']} {name.replace('_', ' ')} {str(rule[name]).lower()}"


def _holds(rule: Json, seat: Json) -> bool:
    measured = seat["attributes"].get(rule["attribute"])
    if measured is None:
        return False
    return bool(measured <= rule["at_most"]) if "at_most" in rule else bool(measured == rule["is"])
