"""Goals one after another: each is made as small as it can be while the ones before it keep their value."""

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.solvers.goals import Goal, cost
from app.solvers.ground import Diary
from app.solvers.models import Model
from app.solvers.progress import Watch
from app.solvers.sums import Sum

WORK_PER_MODEL, WORK_PER_VARIABLE = 0.02, 5e-5
"""What building a model and starting on it costs beside the search, which the solver counts itself."""


@dataclass
class Effort:
    """What the solver may still spend: work counted the same on every machine, and the clock as a fuse."""

    seed: int
    work: float
    until: float
    spent: float = 0.0
    fused: bool = False
    watch: Watch = field(default_factory=Watch)

    @classmethod
    def without_limit(cls, seed: int) -> "Effort":
        return cls(seed, math.inf, math.inf)

    @property
    def is_left(self) -> bool:
        if time.monotonic() >= self.until:
            self.fused = True
        return not self.fused and not self.watch.is_stopped and self.spent < self.work

    @property
    def share_spent(self) -> float:
        return self.spent / self.work if self.work else 1.0

    def solve(self, model: Model, work: float) -> Any:
        """The solver after its search; one worker, which therefore finds the same things each time."""
        from ortools.sat.python import cp_model  # noqa: PLC0415 - costs half a second and 93 MB, for the worker alone

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed % 2**31
        solver.parameters.cp_model_probing_level = 0
        _prove_by_relaxation(solver.parameters)
        solver.parameters.max_deterministic_time = max(0.0, min(work, self.work - self.spent))
        solver.parameters.max_time_in_seconds = max(0.001, self.until - time.monotonic())
        with self.watch.over(solver):
            status = solver.solve(model.cp)
        self.spent += solver.deterministic_time + WORK_PER_MODEL + WORK_PER_VARIABLE * len(model.books)
        self.fused |= time.monotonic() >= self.until
        return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _prove_by_relaxation(parameters: Any) -> None:
    """Every constraint in the linear relaxation, and of the cuts those that pay: weeks that took over ten seconds to prove
    take two or three. Measured on drawn studios of 12 trainees, one core.
    """
    parameters.linearization_level = 2
    parameters.symmetry_level = 0
    parameters.add_objective_cut = True
    parameters.add_zero_half_cuts = False
    parameters.add_cg_cuts = False


@dataclass(frozen=True)
class Step:
    goal: Goal
    value: int
    bound: int


@dataclass
class Climb:
    """Takes one model through its goals; `diary` is the best plan so far, and a legal one from the start."""

    model: Model
    effort: Effort
    diary: Diary
    work_per_goal: float
    steps: list[Step] = field(default_factory=list)

    def through(self, goals: Sequence[Goal], at_least: Mapping[Goal, int]) -> None:
        for goal in goals:
            self.lower(goal, cost(self.model, goal), at_least.get(goal, 0))

    def lower(self, goal: Goal, price: Sum, at_least: int = 0) -> None:
        values = self.model.values(self.diary)
        value, bound = price.value(values), at_least
        if value > bound and self.effort.is_left:
            self.model.hint(values)
            self.model.cp.minimize(price.expression())
            if solver := self.effort.solve(self.model, self.work_per_goal):
                bound = max(bound, math.ceil(solver.best_objective_bound - 1e-6))
                self.diary, value = self._better(solver, price, value)
        self.model.cp.add(price.expression() <= value)
        self.steps.append(Step(goal, value, min(bound, value)))

    def _better(self, solver: Any, price: Sum, value: int) -> tuple[Diary, int]:
        found = self.model.diary(solver)
        reached = price.value(self.model.values(found))
        return (found, reached) if reached < value else (self.diary, value)
