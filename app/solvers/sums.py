"""Sums of variables that can be handed to the solver and also be worked out for a plan that is already there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Variable = Any
"""A variable of OR-Tools, which describes its own types only in part."""

Values = dict[int, int]
"""The value of each variable by its index in the model."""


@dataclass(frozen=True)
class Sum:
    variables: Sequence[Variable] = ()
    weights: Sequence[int] = ()
    constant: int = 0

    @classmethod
    def of(cls, variables: Iterable[Variable], constant: int = 0) -> "Sum":
        found = list(variables)
        return cls(found, [1] * len(found), constant)

    @classmethod
    def joined(cls, sums: Iterable["Sum"]) -> "Sum":
        found = list(sums)
        return cls(
            [each for one in found for each in one.variables],
            [each for one in found for each in one.weights],
            sum(one.constant for one in found),
        )

    def times(self, factor: int) -> "Sum":
        return Sum(self.variables, [factor * each for each in self.weights], factor * self.constant)

    def value(self, values: Values) -> int:
        pairs = zip(self.variables, self.weights, strict=True)
        return self.constant + sum(weight * values[variable.index] for variable, weight in pairs)

    def expression(self) -> Any:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - costs half a second and 93 MB, for the worker alone

        return cp_model.LinearExpr.weighted_sum(self.variables, self.weights) + self.constant


@dataclass(frozen=True)
class Helper:
    """A variable that follows from others; `rule` works it out, so that a hint can be complete."""

    variable: Variable
    rule: Callable[[Values], int]
