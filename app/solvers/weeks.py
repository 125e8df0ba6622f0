"""Plans week after week, each with its goals in their order and proved; for small groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.solvers.goals import SHARE, Goal
from app.solvers.greedy import fill
from app.solvers.ground import Diary, Ground
from app.solvers.models import Model
from app.solvers.progress import Phase
from app.solvers.promises import Promises
from app.solvers.stages import Climb, Effort, Step
from app.solvers.windows import Window, missing_in


@dataclass
class RollingWeeks:
    promises: Promises
    effort: Effort
    goals: Sequence[Goal]
    floors: Sequence[int]
    """For each week the proved floor under its missing blocks."""
    work_per_goal: float = 10.0

    def plan(self) -> tuple[Diary, list[list[Step]]]:
        """The plan, and for each week what was reached and proved for each goal."""
        diary, steps = self.promises.start, []
        self._tell(diary, -1)
        for week in self.promises.ground.weeks:
            diary, reached = self._week(diary, week)
            steps.append(reached)
            self._tell(diary, week)
        return diary, steps

    def _tell(self, diary: Diary, week: int) -> None:
        """Weeks to come count as greedy would plan them now, so that the figures are those of a whole plan."""
        ground, watch = self.promises.ground, self.effort.watch
        if watch.told is not None:
            whole = fill(ground, diary, self.promises.options, ground.weeks[week + 1 :])
            watch.tell(Phase.SEARCHING, whole, (week + 1) / len(ground.weeks))

    def _week(self, diary: Diary, week: int) -> tuple[Diary, list[Step]]:
        ground = self.promises.ground
        before = missing_in(ground, diary, range(week))
        window = Window(self.promises, diary, ground.trainees, [week], before)
        start = fill(ground, diary, self.promises.options, [week])
        climb = Climb(Model(window), self.effort, start, work_per_goal=self.work_per_goal)
        climb.through(self.goals, {Goal.MISSING: self.floors[week], Goal.WORST_OFF: _share_at_least(ground, before)})
        return climb.diary, climb.steps


def _share_at_least(ground: Ground, before: dict[int, int]) -> int:
    hoped = [sum(ground.wanted[who]) for who in ground.trainees]
    return max((-(-SHARE * before[who] // hoped[who]) for who in ground.trainees if hoped[who]), default=0)
