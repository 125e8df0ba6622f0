"""Who sits where while a plan is being made, and whether one more booking fits beside the others."""

from app.solvers.ground import Diary, Ground


class Board:
    def __init__(self, ground: Ground, diary: Diary) -> None:
        self.ground = ground
        self.diary: Diary = [{} for _ in ground.trainees]
        self.taken: set[tuple[int, int]] = set()
        """Cell and seat, for each seat that a trainee or a support person has."""
        self.held = [[0] * len(cells) for cells in ground.room]
        self.used = [[0] * len(cells) for cells in ground.licences]
        for who in ground.trainees:
            for cell, seat in diary[who].items():
                self.book(who, cell, seat)

    def book(self, who: int, cell: int, seat: int) -> None:
        self.diary[who][cell] = seat
        self.taken.update((cell, each) for each in self._seats_with(who, seat))
        self.held[self.ground.location_of[seat]][cell] += 1
        for licence in self.ground.licences_of[seat]:
            self.used[licence][cell] += 1

    def free(self, who: int, cell: int) -> None:
        seat = self.diary[who].pop(cell)
        self.taken.difference_update((cell, each) for each in self._seats_with(who, seat))
        self.held[self.ground.location_of[seat]][cell] -= 1
        for licence in self.ground.licences_of[seat]:
            self.used[licence][cell] -= 1

    def has_place(self, who: int, cell: int, seat: int) -> bool:
        """Whether seat, seat beside, supervisor and licences are free; the trainee's own rules are asked elsewhere."""
        location = self.ground.location_of[seat]
        if (cell, seat) in self.taken or self.held[location][cell] >= self.ground.room[location][cell]:
            return False
        for licence in self.ground.licences_of[seat]:
            if self.used[licence][cell] >= self.ground.licences[licence][cell]:
                return False
        beside = self.ground.beside[seat]
        needs = self.ground.problem.trainees[who].must.adjacent_seat
        return not (needs and beside is not None and (cell, beside) in self.taken)

    def has_time(self, who: int, cell: int) -> bool:
        """Whether this trainee's week, day and days in a row leave room for one more block in this cell."""
        ground, own = self.ground, self.diary[who]
        trainee = ground.problem.trainees[who]
        day, week = ground.day(cell), ground.week(cell)
        if cell in own or sum(other in own for other in ground.cells_of(week)) >= trainee.blocks_per_week:
            return False
        today = range(day * ground.blocks, (day + 1) * ground.blocks)
        if sum(other in own for other in today) >= trainee.must.max_blocks_per_day:
            return False
        return not (trainee.must.no_consecutive_days and self._works_beside(who, day))

    def _works_beside(self, who: int, day: int) -> bool:
        near = self.ground.days_beside(day)
        return any(
            self.ground.cell(other, block) in self.diary[who] for other in near for block in range(self.ground.blocks)
        )

    def _seats_with(self, who: int, seat: int) -> list[int]:
        beside = self.ground.beside[seat]
        needs = self.ground.problem.trainees[who].must.adjacent_seat
        return [seat, beside] if needs and beside is not None else [seat]
