"""Goals one after another: each is made as small as it can be while the ones before it keep their value."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.solvers.goals import Goal, cost
from app.solvers.ground import Diary
from app.solvers.models import Model
from app.solvers.progress import Watch
from app.solvers.sums import Sum

HOURS = {Goal.WORST_OFF, Goal.MISSING}
"""Goals that say nothing of what is used: there is little to branch on, and without cuts hardly one of them is proved."""

WORK_PER_MODEL, WORK_PER_VARIABLE = 0.02, 5e-5
"""What building a model and starting on it costs beside the search, which the solver counts itself."""

Search = Callable[[Any], None]
"""Sets the parameters of a solver, each kind of search its own.

Each kind is helpless before some of the weeks that another proves in a moment (`IN_TURN`).
"""


def relax(parameters: Any) -> None:
    """Every constraint in the linear relaxation, and of the cuts those that pay."""
    parameters.linearization_level = 2
    parameters.symmetry_level = 0
    parameters.add_zero_half_cuts = False
    parameters.add_cg_cuts = False


def relax_without_cuts(parameters: Any) -> None:
    relax(parameters)
    parameters.cut_level = 0


def branch_on_uses(parameters: Any) -> None:
    """Decides first which seats and cells are used at all (`Model.any_of`), with few constraints in the relaxation."""
    parameters.search_branching = parameters.SearchBranching.PARTIAL_FIXED_SEARCH
    parameters.linearization_level = 1


IN_TURN = ((relax_without_cuts, 0.15), (branch_on_uses, 0.6), (relax, 0.45), (branch_on_uses, math.inf))
"""For each goal of calm one search after the other, with the counted work that it may spend, until one has proved it.

Measured on 197 models of drawn studios of 12 trainees that took one kind or another long: relaxation without cuts proved 141 with
less than 0.15 and eight not with 1.2; to branch on uses failed at two others. In turn they took at most 0.95, and 0.14 on average.
"""

BY_RELAXATION = ((relax, math.inf),)
"""Alone for `HOURS`, and for the many small repairs of large groups."""


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

    def solve(self, model: Model, work: float, search: Search = relax) -> Any:
        """The solver after its search; one worker, which therefore finds the same things each time."""
        from ortools.sat.python import cp_model  # noqa: PLC0415 - costs half a second and 93 MB, for the worker alone

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed % 2**31
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.add_objective_cut = True
        search(solver.parameters)
        solver.parameters.max_deterministic_time = max(0.0, min(work, self.work - self.spent))
        solver.parameters.max_time_in_seconds = max(0.001, self.until - time.monotonic())
        with self.watch.over(solver):
            status = solver.solve(model.cp)
        self.spent += solver.deterministic_time + WORK_PER_MODEL + WORK_PER_VARIABLE * len(model.books)
        self.fused |= time.monotonic() >= self.until
        return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


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
    searches: Sequence[tuple[Search, float]] = IN_TURN
    steps: list[Step] = field(default_factory=list)

    def through(self, goals: Sequence[Goal], at_least: Mapping[Goal, int]) -> None:
        for goal in goals:
            self.lower(goal, cost(self.model, goal), at_least.get(goal, 0))
            if goal is Goal.MISSING:
                self.model.may_miss = self.steps[-1].value

    def lower(self, goal: Goal, price: Sum, at_least: int = 0) -> None:
        value, bound = price.value(self.model.values(self.diary)), at_least
        self.model.cp.minimize(price.expression())
        for search, work in BY_RELAXATION if goal in HOURS else self.searches:
            if value > bound and self.effort.is_left:
                value, bound = self._search(price, value, bound, search, min(work, self.work_per_goal))
        self.model.cp.add(price.expression() <= value)
        self.steps.append(Step(goal, value, bound))

    def _search(self, price: Sum, value: int, bound: int, search: Search, work: float) -> tuple[int, int]:
        """The value and the bound after a search; the plan is taken over where it is better."""
        self.model.hint(self.model.values(self.diary))
        if solver := self.effort.solve(self.model, work, search):
            bound = max(bound, math.ceil(solver.best_objective_bound - 1e-6))
            found = self.model.diary(solver)
            if (reached := price.value(self.model.values(found))) < value:
                self.diary, value = found, reached
        return value, bound
