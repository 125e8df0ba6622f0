"""Counts what a plan gives and what it costs: blocks, seats, cells of the weekly pattern, wishes and changes."""

from dataclasses import dataclass
from functools import cached_property

from app.solvers.ground import Diary, Ground
from app.solvers.promises import Promises
from app.solvers.schedules import ScheduleFigures


@dataclass(frozen=True)
class Count:
    ground: Ground
    diary: Diary

    @cached_property
    def missing(self) -> list[list[int]]:
        """For each trainee and week the wanted blocks that the plan does not give."""
        given = [[0] * len(self.ground.weeks) for _ in self.ground.trainees]
        for who, own in enumerate(self.diary):
            for cell in own:
                given[who][self.ground.week(cell)] += 1
        return [
            [max(0, hoped - has) for hoped, has in zip(hopes, gifts, strict=True)]
            for hopes, gifts in zip(self.ground.wanted, given, strict=True)
        ]

    @property
    def missing_in_all(self) -> int:
        return sum(map(sum, self.missing))

    @property
    def worst_share(self) -> float:
        shares = zip(self.missing, self.ground.wanted, strict=True)
        return max((sum(short) / sum(hoped) for short, hoped in shares if sum(hoped)), default=0.0)

    @property
    def extra_seats(self) -> int:
        return sum(max(0, len(set(own.values())) - 1) for own in self.diary)

    @property
    def extra_cells(self) -> int:
        patterns = [{self.ground.pattern(cell) for cell in own} for own in self.diary]
        trainees = self.ground.problem.trainees
        return sum(max(0, len(own) - who.blocks_per_week) for own, who in zip(patterns, trainees, strict=True))

    @property
    def unmet_wishes(self) -> int:
        return sum(
            self.ground.unmet(who, cell, seat) for who, own in enumerate(self.diary) for cell, seat in own.items()
        )

    @cached_property
    def changes(self) -> list[list[int]]:
        """For each trainee the cells whose seat differs from the published plan; none without a published plan."""
        if self.ground.problem.published is None:
            return [[] for _ in self.diary]
        pairs = zip(self.diary, self.ground.published, strict=True)
        return [sorted(cell for cell in own | was if own.get(cell) != was.get(cell)) for own, was in pairs]

    @property
    def changed(self) -> int:
        return sum(map(len, self.changes))

    @property
    def people(self) -> int:
        return sum(map(bool, self.changes))

    @property
    def inside_notice(self) -> int:
        return sum(self.ground.is_inside_notice(who, cell) for who, own in enumerate(self.changes) for cell in own)


def figures_of(promises: Promises, diary: Diary, missing_at_least: int) -> ScheduleFigures:
    count = Count(promises.ground, diary)
    used = [len(set(own.values())) for own in diary if own]
    return ScheduleFigures(
        blocks=sum(map(len, diary)),
        wanted=sum(map(sum, promises.ground.wanted)),
        missing=count.missing_in_all,
        missing_at_least=missing_at_least,
        worst_off_percent=round(100 * count.worst_share, 1),
        seats_per_trainee=round(sum(used) / len(used), 2) if used else 0.0,
        extra_cells=count.extra_cells,
        changed=count.changed,
        people=count.people,
        inside_notice=count.inside_notice,
        unavoidable=promises.unavoidable,
    )
