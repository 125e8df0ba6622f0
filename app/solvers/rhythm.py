"""What one trainee's own calendar allows in a week: the daily limit and days in a row."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.solvers.calendars import Calendar


@dataclass(frozen=True)
class Rhythm:
    """The limits on a week; `None` for no limit. `kept` cells are worked whatever else is chosen."""

    calendar: Calendar
    most_a_day: int | None
    apart: bool
    kept: frozenset[int] = frozenset()
    days_worked_outside: frozenset[int] = frozenset()

    def most(self, cells: Iterable[int]) -> list[int]:
        """A largest choice among these cells, the earliest first; the kept ones are part of it."""
        days: dict[int, list[int]] = {}
        for cell in sorted(self.kept | set(cells)):
            days.setdefault(self.calendar.day(cell), []).append(cell)
        chosen = {day: self._of_day(found) for day, found in days.items()}
        if not self.apart:
            return [cell for day in days for cell in chosen[day]]
        return self._apart(chosen)

    def _of_day(self, cells: list[int]) -> list[int]:
        kept = [cell for cell in cells if cell in self.kept]
        added = [cell for cell in cells if cell not in self.kept]
        if self.most_a_day is not None:
            added = added[: max(0, self.most_a_day - len(kept))]
        return sorted(kept + added)

    def _apart(self, chosen: dict[int, list[int]]) -> list[int]:
        """Day by day, the best choice that ends with a day off and the best that ends with a day worked."""
        resting: list[int] | None = []
        worked: list[int] | None = None
        before: int | None = None
        for day, cells in chosen.items():
            has_kept = any(cell in self.kept for cell in cells)
            beside_kept = before is not None and any(cell in self.kept for cell in chosen[before])
            after_work = (
                worked
                if before is None or not self.calendar.in_a_row(before, day) or (has_kept and beside_kept)
                else None
            )
            start = _longer(resting, after_work)
            rest = None if has_kept else _longer(resting, worked)
            blocked = not has_kept and any(self.calendar.in_a_row(day, other) for other in self.days_worked_outside)
            worked = None if start is None or not cells or blocked else start + cells
            resting, before = rest, day
        return _longer(resting, worked) or sorted(self.kept)


def _longer(one: list[int] | None, other: list[int] | None) -> list[int] | None:
    if one is None or other is None:
        return other if one is None else one
    return other if len(other) > len(one) else one
