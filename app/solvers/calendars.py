"""Days, blocks and weeks as whole numbers; a cell is a day and a block in one number."""

from dataclasses import dataclass

DAYS_WITHOUT_REST = 7


@dataclass(frozen=True)
class Calendar:
    days: int
    days_per_week: int
    blocks: int

    @property
    def weeks(self) -> range:
        return range(-(-self.days // self.days_per_week))

    def cell(self, day: int, block: int) -> int:
        return day * self.blocks + block

    def day(self, cell: int) -> int:
        return cell // self.blocks

    def week(self, cell: int) -> int:
        return cell // (self.blocks * self.days_per_week)

    def pattern(self, cell: int) -> int:
        """The place of a cell in the weekly pattern."""
        return cell % (self.blocks * self.days_per_week)

    def cells_on(self, day: int) -> range:
        return range(day * self.blocks, (day + 1) * self.blocks)

    def cells_of(self, week: int) -> range:
        width = self.blocks * self.days_per_week
        return range(week * width, min((week + 1) * width, self.days * self.blocks))

    def in_a_row(self, day: int, other: int) -> bool:
        """Whether two days follow each other; a week shorter than seven days ends with days off."""
        same_week = day // self.days_per_week == other // self.days_per_week
        return abs(day - other) == 1 and (same_week or self.days_per_week == DAYS_WITHOUT_REST)

    def days_beside(self, day: int) -> list[int]:
        return [other for other in (day - 1, day + 1) if 0 <= other < self.days and self.in_a_row(day, other)]
