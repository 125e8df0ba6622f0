"""The problem in small whole numbers, filtered: only bookings that break no rule on their own are left to choose from.

Trainees, seats and locations are their places in the problem's lists, so that other names give the same plan.
"""

from dataclasses import dataclass
from functools import cached_property

from app.solvers.calendars import Calendar
from app.solvers.rhythm import Rhythm
from app.solvers.schedules import Assignment, ScheduleProblem, Trainee

Diary = list[dict[int, int]]
"""For each trainee the seat in each cell that is booked."""


@dataclass(frozen=True)
class Ground(Calendar):
    problem: ScheduleProblem

    @classmethod
    def of(cls, problem: ScheduleProblem) -> "Ground":
        return cls(problem.days, problem.days_per_week, problem.blocks, problem)

    @cached_property
    def trainees(self) -> range:
        return range(len(self.problem.trainees))

    @cached_property
    def seats(self) -> range:
        return range(len(self.problem.workstations))

    @cached_property
    def first_day(self) -> int:
        """The first day that may still be planned."""
        return min(self.problem.today or 0, self.days)

    @cached_property
    def notice_ends(self) -> list[int]:
        """For each trainee the first day after the notice window; without a published plan nothing has been promised."""
        if self.problem.published is None or self.problem.today is None:
            return [self.first_day] * len(self.trainees)
        usual = self.problem.notice_days
        return [
            self.first_day + (usual if each.notice_days is None else each.notice_days) for each in self.problem.trainees
        ]

    @cached_property
    def location_of(self) -> list[int]:
        index = {each.id: number for number, each in enumerate(self.problem.locations)}
        return [index[each.location] for each in self.problem.workstations]

    @cached_property
    def beside(self) -> list[int | None]:
        return [self.seat(each.adjacent) if each.adjacent else None for each in self.problem.workstations]

    @cached_property
    def shift(self) -> list[list[int]]:
        """For each location and cell, how many trainees the supervisor may hold, open or not."""
        index = {each.id: number for number, each in enumerate(self.problem.locations)}
        shift = [[0] * (self.days * self.blocks) for _ in self.problem.locations]
        for each in self.problem.supervision:
            shift[index[each.location]][self.cell(each.day, each.block)] = each.capacity
        return shift

    @cached_property
    def room(self) -> list[list[int]]:
        """For each location and cell, how many trainees may be there; closed days hold nobody."""
        return [
            [0 if self.day(cell) in location.closed_days else most for cell, most in enumerate(shift)]
            for location, shift in zip(self.problem.locations, self.shift, strict=True)
        ]

    @cached_property
    def licences(self) -> list[list[int]]:
        """For each licence and cell, on how many seats with its software somebody may be."""
        most = [[each.capacity] * (self.days * self.blocks) for each in self.problem.licences]
        for own, each in zip(most, self.problem.licences, strict=True):
            for at in each.at:
                own[self.cell(at.day, at.block)] = at.capacity
        return most

    @cached_property
    def licences_of(self) -> list[tuple[int, ...]]:
        """For each seat the licences that somebody on it takes one of."""
        return [self.licences_for(each.software) for each in self.problem.workstations]

    def licences_for(self, software: frozenset[str]) -> tuple[int, ...]:
        return tuple(number for number, each in enumerate(self.problem.licences) if each.software in software)

    @cached_property
    def suits(self) -> list[tuple[int, ...]]:
        """For each trainee the seats that hold their software and meet each of their must rules."""
        return [tuple(seat for seat in self.seats if self._suits(who, seat)) for who in self.problem.trainees]

    @cached_property
    def options(self) -> list[dict[int, tuple[int, ...]]]:
        """For each trainee the seats that a new booking may take in each cell, from the first day that may be planned."""
        return [
            {cell: seats for cell in self._times(who) if (seats := self.legal_seats(who, cell))}
            for who in self.trainees
        ]

    @cached_property
    def wanted(self) -> list[list[int]]:
        """For each trainee and week, the blocks hoped for; what a closed day takes from a week is not missing."""
        return [[self._wanted_in(who, week) for week in self.weeks] for who in self.problem.trainees]

    @cached_property
    def published(self) -> Diary:
        return self.diary(self.problem.published or ())

    @cached_property
    def past(self) -> Diary:
        """What has been worked already; it is kept as it was, whatever the rules say now."""
        first = self.first_day * self.blocks
        return [{cell: seat for cell, seat in each.items() if cell < first} for each in self.published]

    @cached_property
    def pins(self) -> list[dict[int, int | None]]:
        """For each trainee the pinned cells from the first day that may be planned, with the seat if it is pinned too."""
        found: list[dict[int, int | None]] = [{} for _ in self.trainees]
        for pin in self.problem.pins:
            if pin.day >= self.first_day:
                seat = self.seat(pin.workstation) if pin.workstation else None
                found[self.trainee(pin.trainee)][self.cell(pin.day, pin.block)] = seat
        return found

    def legal_seats(self, who: int, cell: int) -> tuple[int, ...]:
        """Seats that this trainee may have in this cell, as far as one booking can tell."""
        trainee, day, block = self.problem.trainees[who], *divmod(cell, self.blocks)
        if (day, block) not in trainee.available or block < trainee.must.not_before_block:
            return ()
        is_open = self.open_seats[cell]
        seats = tuple(seat for seat in self.suits[who] if seat in is_open)
        return tuple(seat for seat in seats if self._beside_works(seat, cell)) if trainee.must.adjacent_seat else seats

    @cached_property
    def open_seats(self) -> list[frozenset[int]]:
        """For each cell the seats that somebody may be on, whoever it is."""
        return [
            frozenset(seat for seat in self.seats if self._is_open(seat, cell))
            for cell in range(self.days * self.blocks)
        ]

    def _is_open(self, seat: int, cell: int) -> bool:
        licensed = all(self.licences[each][cell] > 0 for each in self.licences_of[seat])
        return self._is_free(seat, cell) and licensed and self.room[self.location_of[seat]][cell] > 0

    def _is_free(self, seat: int, cell: int) -> bool:
        """In service, and with nobody on it of whom the problem knows nothing."""
        workstation = self.problem.workstations[seat]
        return self.day(cell) not in workstation.out_of_service_days and not self.is_taken(seat, cell)

    def is_taken(self, seat: int, cell: int) -> bool:
        return divmod(cell, self.blocks) in self.problem.workstations[seat].taken

    def unmet(self, who: int, cell: int, seat: int) -> int:
        """The weight of the wishes that a booking does not meet."""
        return self.by_place(who, seat) + self.late(who, cell)

    def by_place(self, who: int, seat: int) -> int:
        return self._unmet_by_seat[who].get(seat, 0)

    def late(self, who: int, cell: int) -> int:
        wish = self.problem.trainees[who].prefer.block_at_most
        return wish.weight if wish and cell % self.blocks > wish.value else 0

    @cached_property
    def _unmet_by_seat(self) -> list[dict[int, int]]:
        places = [each.attributes for each in self.problem.workstations]
        return [
            {
                seat: sum(rule.weight for rule in each.prefer.place if not rule.holds(places[seat]))
                for seat in self.suits[who]
            }
            for who, each in enumerate(self.problem.trainees)
        ]

    def is_inside_notice(self, who: int, cell: int) -> bool:
        return self.first_day <= self.day(cell) < self.notice_ends[who]

    def assignments(self, diary: Diary) -> tuple[Assignment, ...]:
        trainees, seats = self.problem.trainees, self.problem.workstations
        return tuple(
            Assignment(trainees[who].id, *divmod(cell, self.blocks), seats[seat].id)
            for who in self.trainees
            for cell, seat in sorted(diary[who].items())
        )

    def diary(self, assignments: tuple[Assignment, ...]) -> Diary:
        diary: Diary = [{} for _ in self.trainees]
        for each in assignments:
            diary[self.trainee(each.trainee)][self.cell(each.day, each.block)] = self.seat(each.workstation)
        return diary

    def trainee(self, name: str) -> int:
        return self._trainee_index[name]

    def _wanted_in(self, who: Trainee, week: int) -> int:
        days = range(week * self.days_per_week, (week + 1) * self.days_per_week)
        shut = [cell for day in days if not self._is_workable(day) for cell in self.cells_on(day)]
        if not shut:
            return who.blocks_per_week
        own = [self.cell(day, block) for day, block in who.available if day in days]
        hoped = min(who.blocks_per_week, self._most(who, {*own, *shut}))
        return who.blocks_per_week - hoped + min(hoped, self._most(who, set(own) - set(shut)))

    def _is_workable(self, day: int) -> bool:
        """Not after the last day, not over without a published plan, and open in at least one location."""
        over = day < self.first_day and self.problem.published is None
        if over or day >= self.days:
            return False
        locations = self.problem.locations
        return not locations or any(day not in each.closed_days for each in locations)

    def _most(self, who: Trainee, cells: set[int]) -> int:
        rhythm = Rhythm(self, who.must.max_blocks_per_day, who.must.no_consecutive_days)
        return len(rhythm.most(cell for cell in cells if cell % self.blocks >= who.must.not_before_block))

    def _times(self, who: int) -> list[int]:
        available = self.problem.trainees[who].available
        return sorted(self.cell(day, block) for day, block in available if day >= self.first_day)

    def _suits(self, who: Trainee, seat: int) -> bool:
        workstation = self.problem.workstations[seat]
        return (
            who.software in workstation.software
            and (self.beside[seat] is not None or not who.must.adjacent_seat)
            and all(rule.holds(workstation.attributes) for rule in who.must.place)
        )

    def _beside_works(self, seat: int, cell: int) -> bool:
        beside = self.beside[seat]
        if beside is None:
            return True
        closed = self.problem.locations[self.location_of[beside]].closed_days
        return self._is_free(beside, cell) and self.day(cell) not in closed

    def seat(self, name: str) -> int:
        return self._seat_index[name]

    @cached_property
    def _seat_index(self) -> dict[str, int]:
        return {each.id: number for number, each in enumerate(self.problem.workstations)}

    @cached_property
    def _trainee_index(self) -> dict[str, int]:
        return {each.id: number for number, each in enumerate(self.problem.trainees)}
