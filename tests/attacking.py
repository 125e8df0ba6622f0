"""A reader with a solver: lays every published period side by side and asks what each count, and each change, can be.

It knows the tables, their sums, the limits and the rule by which numbers are chosen, and tries the rule on every count.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Generic

from ortools.sat.python import cp_model

from app.rules.small_counts import ROUNDED_TO, Cell, Range
from app.rules.small_counts_reading import Published
from app.rules.small_counts_saying import number_for, said_before

MOST, LARGE = 5000, 1000
"""More than `LARGE` is no limit to a number: it comes only of where the attack stops to look."""
NEAR = 25
"""No count so far from a number is said as it."""
Rule = Callable[[int, int, Sequence[int]], int | None]
"""How a count is said: the count, its limit, and what was said of it before."""


class Attack(Generic[Cell]):
    """What can be known of these periods together. With `nobody_left` the reader supposes that no count ever fell."""

    def __init__(
        self,
        periods: Sequence[Published[Cell]],
        fewest: Callable[[Cell], int],
        *,
        nobody_left: bool = False,
        rule: Rule = number_for,
    ) -> None:
        self._model = cp_model.CpModel()
        self._fewest, self._rule = fewest, rule
        self._counts = [
            {cell: self._count(number, cell, periods[:place]) for cell, number in period.numbers.items()}
            for place, period in enumerate(periods)
        ]
        for period, counts in zip(periods, self._counts, strict=True):
            for each in period.sums:
                self._model.add(counts[each.total] == sum(counts[part] for part in each.parts))
        if nobody_left:
            for before, after in zip(self._counts, self._counts[1:], strict=False):
                for cell in before.keys() & after.keys():
                    self._model.add(after[cell] >= before[cell])

    def counts(self) -> Iterator[tuple[int, Cell, Range]]:
        """For each period and count the least and the most that it can be. Nothing where no counts fit."""
        for place, counts in enumerate(self._counts):
            for cell, count in counts.items():
                if (known := self._range(count)) is not None:
                    yield place, cell, known

    def changes(self) -> Iterator[tuple[Cell, Range]]:
        """Between any two periods: by how much each count can have changed."""
        for before, after in combinations(self._counts, 2):
            for cell in before.keys() & after.keys():
                if (known := self._range(after[cell] - before[cell])) is not None:
                    yield cell, known

    def _count(self, number: int | None, cell: Cell, earlier: Sequence[Published[Cell]]) -> cp_model.IntVar:
        if number is None:
            return self._model.new_int_var(0, MOST, "")
        limit, before = self._fewest(cell), said_before(cell, earlier)
        fits = [c for c in range(max(0, number - NEAR), number + NEAR) if self._rule(c, limit, before) == number]
        return self._model.new_int_var_from_domain(cp_model.Domain.from_values(fits), "")

    def _range(self, wanted: cp_model.LinearExprT) -> Range | None:
        low, high = self._least(wanted), self._least(-wanted)
        return None if low is None or high is None else (low, -high)

    def _least(self, wanted: cp_model.LinearExprT) -> int | None:
        self._model.minimize(wanted)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(self._model)
        assert status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}
        return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def found_by(
    periods: Sequence[Published[Cell]], fewest: Callable[[Cell], int], *, rule: Rule = number_for
) -> list[str]:
    """Everything that a reader finds and must not: small counts, counts known too exactly, small changes that are there."""
    found = []
    for nobody_left in (False, True) if len(periods) > 1 else (False,):
        attack = Attack(periods, fewest, nobody_left=nobody_left, rule=rule)
        for place, cell, (low, high) in attack.counts():
            if high < fewest(cell):
                found.append(f"{cell} in period {place} is small: {low} to {high} ({nobody_left=})")
            if high - low < ROUNDED_TO - 1:
                found.append(f"{cell} in period {place} is one of fewer than five: {low} to {high} ({nobody_left=})")
    if len(periods) > 1:
        for cell, (low, high) in Attack(periods, fewest, rule=rule).changes():
            if max(low, -high) > 0 and max(high, -low) < fewest(cell):
                found.append(f"a few came or left in {cell}: {low} to {high}")
            if high - low < ROUNDED_TO - 1:
                found.append(f"the change of {cell} is one of fewer than five: {low} to {high}")
    return found
