"""Pairs, places and the flow networks over them; nothing here knows which mode is asked for."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.solvers.matches import MatchProblem

Matching = list[int | None]
"""For each trainee the mentor, or nobody."""

MOST_FIT = 1000


@dataclass(frozen=True)
class Pairings:
    """Nodes are trainees, then mentors, then the sink; pairs keep the order of the problem."""

    problem: MatchProblem

    @property
    def trainees(self) -> int:
        return self.problem.trainees

    @property
    def sink(self) -> int:
        return self.trainees + len(self.problem.places)

    @cached_property
    def best_first(self) -> "array[int]":
        """Pair numbers by fit, the best first, equal fits in the order of the problem."""
        fit = self.problem.pairs.fit
        return array("i", sorted(range(len(fit)), key=fit.__getitem__, reverse=True))

    @cached_property
    def mentors_of(self) -> list[list[int]]:
        """For each trainee the pair numbers in the order of the problem."""
        found: list[list[int]] = [[] for _ in range(self.trainees)]
        for pair, trainee in enumerate(self.problem.pairs.trainee):
            found[trainee].append(pair)
        return found

    @cached_property
    def was_published(self) -> list[int]:
        """Pair numbers of the published matching that are still possible."""
        published = self.problem.published
        if published is None:
            return []
        columns = zip(self.problem.pairs.trainee, self.problem.pairs.mentor, strict=True)
        return [pair for pair, (trainee, mentor) in enumerate(columns) if published[trainee] == mentor]

    def most_matched(self, best: int, also: Sequence[int] = ()) -> int:
        """How many trainees can be matched at once along this many of the best pairs, and along some others."""
        from ortools.graph.python import max_flow  # noqa: PLC0415 - slow to import, for the worker alone

        if not self.trainees:
            return 0
        flow, source = max_flow.SimpleMaxFlow(), self.sink + 1
        best_tails, best_heads = self._best_ends
        for tails, heads in ((best_tails[:best], best_heads[:best]), self._ends(also)):
            flow.add_arcs_with_capacity(tails, heads, array("q", [1]) * len(tails))
        for trainee in range(self.trainees):
            flow.add_arc_with_capacity(source, trainee, 1)
        for mentor, capacity in enumerate(self.problem.places):
            flow.add_arc_with_capacity(self.trainees + mentor, self.sink, capacity)
        flow.solve(source, self.sink)
        return int(flow.optimal_flow())

    def cheapest(
        self, pairs: Sequence[int], places: Sequence[int], costs: "array[int]", unmatched: "array[int]"
    ) -> Matching:
        """The matching of least cost; `unmatched` is what it costs to leave each trainee without a mentor."""
        from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - slow to import, for the worker alone

        flow = min_cost_flow.SimpleMinCostFlow()
        tails, heads = self._ends(pairs)
        arcs = flow.add_arcs_with_capacity_and_unit_cost(tails, heads, array("q", [1]) * len(tails), costs)
        for trainee, cost in enumerate(unmatched):
            flow.add_arc_with_capacity_and_unit_cost(trainee, self.sink, 1, cost)
            flow.set_node_supply(trainee, 1)
        for mentor, capacity in enumerate(places):
            flow.add_arc_with_capacity_and_unit_cost(self.trainees + mentor, self.sink, capacity, 0)
        flow.set_node_supply(self.sink, -self.trainees)
        status = flow.solve()
        if status != flow.OPTIMAL:
            raise ArithmeticError(f"the flow over {len(tails)} pairs ended as {status}")
        return self._chosen(pairs, flow.flows(arcs))

    @cached_property
    def _best_ends(self) -> "tuple[array[int], array[int]]":
        return self._ends(self.best_first)

    def _ends(self, pairs: Sequence[int]) -> "tuple[array[int], array[int]]":
        trainee, mentor, first = self.problem.pairs.trainee, self.problem.pairs.mentor, self.trainees
        return array("i", [trainee[pair] for pair in pairs]), array("i", [first + mentor[pair] for pair in pairs])

    def _chosen(self, pairs: Sequence[int], flows: Any) -> Matching:
        trainee, mentor = self.problem.pairs.trainee, self.problem.pairs.mentor
        matching: Matching = [None] * self.trainees
        for pair, flow in zip(pairs, flows.tolist(), strict=True):
            if flow:
                matching[trainee[pair]] = mentor[pair]
        return matching
