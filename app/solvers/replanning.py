"""Mends a published plan: whoever lost a booking is planned anew in that week, others only where hours would go missing."""

import math
from collections.abc import Sequence

from app.solvers.boards import Board
from app.solvers.goals import Goal, cost
from app.solvers.ground import Diary
from app.solvers.models import Model
from app.solvers.progress import Phase
from app.solvers.promises import Promises
from app.solvers.stages import Climb, Effort, Step
from app.solvers.windows import Window, missing_in

MOST_IN_RING = 12
"""How many people who were not hit may be asked to make room in one week."""

CHANGES_PER_LOSS = 1.1
"""How many bookings may change for each one lost in a week, so that mending does not spread to everybody."""

WORK_PER_GOAL = 2.0


class Replanning:
    def __init__(self, promises: Promises, effort: Effort, goals: Sequence[Goal]) -> None:
        self.promises, self.ground = promises, promises.ground
        self.effort, self.goals = effort, goals
        self.stands = self._what_still_stands()
        self.diary = self.stands

    def plan(self) -> tuple[Diary, list[list[Step]]]:
        """Weeks in which nothing was lost stay as they were published, and have nothing to prove."""
        steps = []
        for week in self.ground.weeks:
            self.effort.watch.tell(Phase.SEARCHING, self.diary, week / len(self.ground.weeks))
            steps.append(self._mend(week))
        return self.diary, steps

    def _what_still_stands(self) -> Diary:
        board = Board(self.ground, self.promises.start)
        for who, own in enumerate(self.ground.published):
            options = self.promises.options[who]
            for cell, seat in sorted(own.items()):
                if seat in options.get(cell, ()) and board.has_time(who, cell) and board.has_place(who, cell, seat):
                    board.book(who, cell, seat)
        return board.diary

    def _mend(self, week: int) -> list[Step]:
        hit = [who for who in self.ground.trainees if self._is_hit(who, week)]
        if not hit:
            return []
        hoped = self._missing(self.ground.published, week)
        before, steps = self.diary, self._climb(hit, week)
        if self._missing(self.diary, week) <= hoped or Goal.CHANGES is self.goals[0]:
            return steps
        ring = self._ring(before, hit, week)
        return self._climb(sorted({*hit, *ring}), week) if ring else steps

    def _is_hit(self, who: int, week: int) -> bool:
        """Whether something published for this week is lost, or the trainee is new and has nothing from now on."""
        was, stands = self.ground.published[who], self.stands[who]
        lost = any(was.get(cell) != stands.get(cell) for cell in self.ground.cells_of(week))
        return lost or (self._is_new(who) and self.ground.wanted[who][week] > 0)

    def _climb(self, who: list[int], week: int) -> list[Step]:
        others = [each for each in self.ground.weeks if each != week]
        window = Window(self.promises, self.diary, who, [week], missing_in(self.ground, self.diary, others))
        model = Model(window)
        if Goal.CHANGES is not self.goals[0]:
            model.cp.add(cost(model, Goal.CHANGES).expression() <= self._most_changes(window, week))
        climb = Climb(model, self.effort, self.diary, WORK_PER_GOAL)
        climb.through(self.goals, {})
        self.diary = climb.diary
        return climb.steps

    def _most_changes(self, window: Window, week: int) -> int:
        """Lost bookings that nothing can replace are changes too, though the model has no choice in them."""
        cells, published = self.ground.cells_of(week), self.ground.published
        lost = [
            (who, cell)
            for who, own in enumerate(self.stands)
            for cell in cells
            if cell in published[who].keys() - own.keys()
        ]
        given_up = sum(who not in window.who or cell not in window.choices[who] for who, cell in lost)
        new = sum(self.ground.wanted[who][week] for who in window.who if self._is_new(who))
        return math.ceil(CHANGES_PER_LOSS * len(lost)) - given_up + new

    def _is_new(self, who: int) -> bool:
        return not any(self.ground.day(cell) >= self.ground.first_day for cell in self.ground.published[who])

    def _missing(self, diary: Diary, week: int) -> int:
        return sum(missing_in(self.ground, diary, [week]).values())

    def _ring(self, before: Diary, hit: list[int], week: int) -> list[int]:
        """People on seats that would suit somebody who now misses blocks, those on the most such seats first."""
        missing, cells = missing_in(self.ground, self.diary, [week]), self.ground.cells_of(week)
        suits = {seat for who in hit if missing[who] for seat in self.ground.suits[who]}
        worth = {who: sum(own.get(cell) in suits for cell in cells) for who, own in enumerate(before) if who not in hit}
        return sorted((who for who in worth if worth[who]), key=lambda who: (-worth[who], who))[:MOST_IN_RING]
