"""Reads a finished plan against the problem's own words, before anybody sees it; shares nothing with the models."""

from collections import Counter
from collections.abc import Iterator

from app.solvers.schedules import Assignment, ScheduleProblem, Trainee, Workstation


def findings(problem: ScheduleProblem, assignments: tuple[Assignment, ...]) -> list[str]:
    """One sentence for each rule that the plan breaks; days that are over may hold what was published, as it was."""
    check = _Check(problem, assignments)
    return [
        *check.past(),
        *check.bookings(),
        *check.seats(),
        *check.supervisors(),
        *check.licences(),
        *check.weeks(),
        *check.pins(),
    ]


class _Check:
    def __init__(self, problem: ScheduleProblem, assignments: tuple[Assignment, ...]) -> None:
        self.problem = problem
        self.today = problem.today or 0
        self.every = assignments
        self.coming = [each for each in assignments if each.day >= self.today]
        self.trainees = {each.id: each for each in problem.trainees}
        self.workstations = {each.id: each for each in problem.workstations}
        self.closed = {each.id: each.closed_days for each in problem.locations}

    def past(self) -> Iterator[str]:
        was = {each for each in self.problem.published or () if each.day < self.today}
        if was != {each for each in self.every if each.day < self.today}:
            yield "Days that are over differ from what was published."

    def bookings(self) -> Iterator[str]:
        for each in self.coming:
            who, seat = self.trainees[each.trainee], self.workstations[each.workstation]
            beside = self.workstations.get(seat.adjacent or "") if who.must.adjacent_seat else None
            if who.must.adjacent_seat and beside is None:
                yield f"{each}: no seat beside."
            if not self._suits(who, seat, each):
                yield f"{each}: the seat or the time does not suit."
            if not all(self._is_free(one, each) for one in (seat, beside) if one):
                yield f"{each}: closed, out of service or taken."

    def seats(self) -> Iterator[str]:
        claims: Counter[tuple[int, int, str]] = Counter()
        for each in self.coming:
            claims[each.day, each.block, each.workstation] += 1
            beside = self.workstations[each.workstation].adjacent
            if beside and self.trainees[each.trainee].must.adjacent_seat:
                claims[each.day, each.block, beside] += 1
        yield from (f"{key}: two people on one seat." for key, count in claims.items() if count > 1)
        people = Counter((each.trainee, each.day, each.block) for each in self.every)
        yield from (f"{key}: one person on two seats." for key, count in people.items() if count > 1)

    def supervisors(self) -> Iterator[str]:
        held = Counter((self.workstations[each.workstation].location, each.day, each.block) for each in self.coming)
        most = {(each.location, each.day, each.block): each.capacity for each in self.problem.supervision}
        yield from (
            f"{key}: more than the supervisor may hold." for key, count in held.items() if count > most.get(key, 0)
        )

    def licences(self) -> Iterator[str]:
        for licence in self.problem.licences:
            on = {each.id for each in self.problem.workstations if licence.software in each.software}
            used = Counter((each.day, each.block) for each in self.coming if each.workstation in on)
            most = {(each.day, each.block): each.capacity for each in licence.at}
            for key, count in used.items():
                if count > most.get(key, licence.capacity):
                    yield f"{licence.software}, {key}: more than there are licences for."

    def weeks(self) -> Iterator[str]:
        width = self.problem.days_per_week
        weeks = Counter((each.trainee, each.day // width) for each in self.every)
        days = Counter((each.trainee, each.day) for each in self.every)
        for (name, week), count in weeks.items():
            if count > self.trainees[name].blocks_per_week and (week + 1) * width > self.today:
                yield f"{name}: more than is wanted in week {week}."
        for name, day in days:
            must, near = self.trainees[name].must, (name, day + 1) in days
            same_week = day // width == (day + 1) // width
            if day >= self.today and days[name, day] > must.max_blocks_per_day:
                yield f"{name}: too much on day {day}."
            if must.no_consecutive_days and near and day + 1 >= self.today and (same_week or width == 7):  # noqa: PLR2004
                yield f"{name}: days {day} and {day + 1} in a row."

    def pins(self) -> Iterator[str]:
        seats = {(each.trainee, each.day, each.block): each.workstation for each in self.every}
        for pin in self.problem.pins:
            seat = seats.get((pin.trainee, pin.day, pin.block))
            if pin.day >= self.today and (seat is None or pin.workstation not in (None, seat)):
                yield f"{pin}: not held."

    def _suits(self, who: Trainee, seat: Workstation, at: Assignment) -> bool:
        return (
            (at.day, at.block) in who.available
            and at.block >= who.must.not_before_block
            and who.software in seat.software
            and all(rule.holds(seat.attributes) for rule in who.must.place)
        )

    def _is_free(self, seat: Workstation, at: Assignment) -> bool:
        is_open = at.day not in seat.out_of_service_days and at.day not in self.closed[seat.location]
        return is_open and (at.day, at.block) not in seat.taken
