"""The constraint model of one window: what may be booked there. What is wished for it is in `goals`."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from app.solvers.ground import Diary, Ground
from app.solvers.sums import Helper, Sum, Values, Variable
from app.solvers.windows import Window

Booking = tuple[int, int, int]
"""Trainee, cell and seat."""


class Model:
    def __init__(self, window: Window) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - costs half a second and 93 MB, for the worker alone

        self.window = window
        self.cp = cp_model.CpModel()
        self._least_first = cp_model.CHOOSE_FIRST, cp_model.SELECT_MIN_VALUE
        self.helpers: list[Helper] = []
        self.may_miss: int | None = None
        """How many blocks of the window may be missing, once that is settled."""

        self.books: dict[Booking, Variable] = {
            (who, cell, seat): self.cp.new_bool_var("")
            for who, cells in window.choices.items()
            for cell, seats in cells.items()
            for seat in seats
        }
        self._one_seat_each()
        self._one_person_a_seat()
        self._supervision()
        self._licences()
        for who in window.who:
            self._days(who)
            self._days_in_a_row(who)
            self._weeks(who)

    @property
    def ground(self) -> Ground:
        return self.window.ground

    @cached_property
    def works(self) -> dict[tuple[int, int], list[Variable]]:
        """For each trainee and cell with a choice, the bookings of which at most one is made."""
        return {
            (who, cell): [self.books[who, cell, seat] for seat in seats]
            for who, cells in self.window.choices.items()
            for cell, seats in cells.items()
        }

    def helper(self, highest: int, rule: Callable[[Values], int]) -> Variable:
        made = self.cp.new_bool_var("") if highest == 1 else self.cp.new_int_var(0, highest, "")
        self.helpers.append(Helper(made, rule))
        return made

    def any_of(self, choices: Iterable[list[Variable]]) -> Variable:
        """A helper that is 1 when one of the bookings is made; of each choice at most one can be.

        A search that branches on what is used decides it early. One sum for each choice is tighter than its bookings one by one.
        """
        choices = list(choices)
        made = self.helper(1, lambda values: max(values[book.index] for books in choices for book in books))
        self.cp.add_decision_strategy([made], *self._least_first)
        for books in choices:
            self.cp.add(Sum.of(books).expression() <= made)
        return made

    def values(self, diary: Diary) -> Values:
        """Every variable as this plan has it."""
        found = {book.index: int(diary[who].get(cell) == seat) for (who, cell, seat), book in self.books.items()}
        for each in self.helpers:
            found[each.variable.index] = each.rule(found)
        return found

    def hint(self, values: Values) -> None:
        """A hint helps only when it is complete, helpers included."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools leaves this one bare
        for book in self.books.values():
            self.cp.add_hint(book, values[book.index])
        for each in self.helpers:
            self.cp.add_hint(each.variable, values[each.variable.index])

    def diary(self, solver: Any) -> Diary:
        """The plan that a solver has found."""
        found: Diary = [dict(own) for own in self.window.outside]
        for (who, cell, seat), book in self.books.items():
            if solver.boolean_value(book):
                found[who][cell] = seat
        return found

    def _one_seat_each(self) -> None:
        at_work = self.window.promises.at_work
        for (who, cell), books in self.works.items():
            if cell in at_work[who]:
                self.cp.add_exactly_one(books)
            elif len(books) > 1:
                self.cp.add_at_most_one(books)

    def _one_person_a_seat(self) -> None:
        claims: dict[tuple[int, int], list[Variable]] = {}
        for (who, cell, seat), book in self.books.items():
            claims.setdefault((cell, seat), []).append(book)
            beside = self.ground.beside[seat]
            if self.ground.problem.trainees[who].must.adjacent_seat and beside is not None:
                claims.setdefault((cell, beside), []).append(book)
        for books in claims.values():
            if len(books) > 1:
                self.cp.add_at_most_one(books)

    def _supervision(self) -> None:
        held, claims = self.window.board.held, dict[tuple[int, int], dict[int, list[Variable]]]()
        for (who, cell, seat), book in self.books.items():
            claims.setdefault((self.ground.location_of[seat], cell), {}).setdefault(who, []).append(book)
        for (location, cell), of_trainee in claims.items():
            left = self.ground.room[location][cell] - held[location][cell]
            if len(of_trainee) > left:
                self._at_most((book for books in of_trainee.values() for book in books), left)

    def _licences(self) -> None:
        used, claims = self.window.board.used, dict[tuple[int, int], dict[int, list[Variable]]]()
        for (who, cell, seat), book in self.books.items():
            for licence in self.ground.licences_of[seat]:
                claims.setdefault((licence, cell), {}).setdefault(who, []).append(book)
        for (licence, cell), of_trainee in claims.items():
            left = self.ground.licences[licence][cell] - used[licence][cell]
            if len(of_trainee) > left:
                self._at_most((book for books in of_trainee.values() for book in books), left)

    def _days(self, who: int) -> None:
        limit = self.ground.problem.trainees[who].must.max_blocks_per_day
        for day, cells in self._cells_by_day(who).items():
            left = limit - self.window.outside_on(who, day)
            if len(cells) > left:
                self._at_most((book for cell in cells for book in self.works[who, cell]), left)

    def _days_in_a_row(self, who: int) -> None:
        if not self.ground.problem.trainees[who].must.no_consecutive_days:
            return
        present: dict[int, Variable] = {}
        for day, cells in self._cells_by_day(who).items():
            books = [book for cell in cells for book in self.works[who, cell]]
            if any(self.window.outside_on(who, near) for near in self.ground.days_beside(day)):
                self._at_most(books, 0)
            else:
                present[day] = self.any_of([book] for book in books)
        for day, works in present.items():
            if day + 1 in present and self.ground.in_a_row(day, day + 1):
                self.cp.add_at_most_one(works, present[day + 1])

    def _weeks(self, who: int) -> None:
        limit = self.ground.problem.trainees[who].blocks_per_week
        for week in self.window.weeks:
            cells = [cell for cell in self.ground.cells_of(week) if (who, cell) in self.works]
            left = limit - self.window.outside_in(who, week)
            if len(cells) > left:
                self._at_most((book for cell in cells for book in self.works[who, cell]), left)

    def _at_most(self, books: Iterable[Variable], limit: int) -> None:
        self.cp.add(Sum.of(books).expression() <= max(0, limit))

    def _cells_by_day(self, who: int) -> dict[int, list[int]]:
        days: dict[int, list[int]] = {}
        for cell in self.window.choices[who]:
            days.setdefault(self.ground.day(cell), []).append(cell)
        return days
