"""Plans workstations: what is promised stands, hours come before calm, and a legal plan is always at hand."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

from app.solvers.checking import findings
from app.solvers.explaining import explain
from app.solvers.figures import figures_of
from app.solvers.flows import missing_at_least
from app.solvers.goals import CALM_FIRST, HOURS_FIRST, Goal
from app.solvers.greedy import fill
from app.solvers.ground import Diary, Ground
from app.solvers.keeping import keep_promises
from app.solvers.progress import Cancelled, Phase, Told, Watch
from app.solvers.promises import Promises
from app.solvers.proofs import proofs_of
from app.solvers.rebuilding import Rebuilding
from app.solvers.replanning import Replanning
from app.solvers.runs import Run
from app.solvers.saturating import saturate
from app.solvers.schedules import SchedulePlan, ScheduleProblem
from app.solvers.stages import Effort, Step
from app.solvers.weeks import RollingWeeks

WORK_PER_SECOND = 0.6
"""How much counted work is planned for each second of the limit; low enough that the clock seldom ends the search."""

MOST_PROVED = 15
"""Up to this many trainees each week is proved; larger groups are searched."""


def solve(
    problem: ScheduleProblem,
    *,
    seed: int,
    seconds: float,
    calm_first: bool = False,
    work: float | None = None,
    told: Told | None = None,
    cancelled: Cancelled | None = None,
) -> SchedulePlan:
    """Never without a legal plan: where the search ends early, the best so far is returned and says so.

    The counted work decides where the search ends, so that the plan is the same on a busy machine; `seconds` is a fuse.
    With `calm_first`, a published plan changes as little as it can, even where that costs hours.
    `told` hears how far the search has come. Once `cancelled` says so, the best legal plan so far is returned at once,
    without explanations; its run ended by "cancelled". See `progress` for what both must keep to.
    Raises ContractError for pins that no legal plan can hold.
    """
    ground = Ground.of(problem)
    watch = Watch(told, cancelled)
    effort = Effort(seed, seconds * WORK_PER_SECOND if work is None else work, time.monotonic() + seconds, watch=watch)
    watch.tell(Phase.KEEPING)
    promises = keep_promises(ground, seed)
    floors: list[int] = []
    watch.count = lambda diary: figures_of(promises, diary, sum(floors))
    diary, steps = _search(promises, effort, CALM_FIRST if calm_first else HOURS_FIRST, floors)
    return _plan(promises, diary, _Proved(floors, steps), effort, seconds=seconds)


def _search(
    promises: Promises, effort: Effort, goals: Sequence[Goal], floors: list[int]
) -> tuple[Diary, list[list[Step]]]:
    """Puts what is proved of missing hours into `floors`; for large groups a first plan comes before that."""
    is_new = promises.ground.problem.published is None
    if is_new and len(promises.ground.trainees) > MOST_PROVED:
        rebuilding = Rebuilding(promises, effort)
        floors += missing_at_least(promises)
        return rebuilding.plan(), []
    floors += missing_at_least(promises)
    if not is_new:
        return Replanning(promises, effort, goals).plan()
    return RollingWeeks(promises, effort, goals, floors).plan()


@dataclass(frozen=True)
class _Proved:
    floors: list[int]
    weeks: list[list[Step]]


def _plan(promises: Promises, diary: Diary, proved: _Proved, effort: Effort, *, seconds: float) -> SchedulePlan:
    ground = promises.ground
    watch, ended_by = effort.watch, _ended_by(effort)
    diary = saturate(promises, diary)
    watch.tell(Phase.EXPLAINING, diary)
    if findings(ground.problem, ground.assignments(diary)):
        diary, proved, ended_by = saturate(promises, _greedy(promises)), _Proved(proved.floors, []), "check"
    plan = SchedulePlan(
        assignments=ground.assignments(diary),
        figures=figures_of(promises, diary, sum(proved.floors)),
        proof=proofs_of(ground, diary, proved.floors, proved.weeks),
        explanations=explain(promises, diary) if ended_by != "cancelled" else (),
        run=Run(effort.seed, version("ortools"), seconds, ended_by not in ("clock", "cancelled"), ended_by),
    )
    watch.tell(Phase.DONE, diary, 1)
    return plan


def _ended_by(effort: Effort) -> str:
    if effort.watch.is_stopped:
        return "cancelled"
    if effort.fused:
        return "clock"
    return "work limit" if effort.spent >= effort.work else "proof"


def _greedy(promises: Promises) -> Diary:
    return fill(promises.ground, promises.start, promises.options, promises.ground.weeks)
