"""What is asked about mentors and what is answered, as frozen values; reading them from JSON is for `contract`."""

from array import array
from dataclasses import dataclass, field
from enum import StrEnum

from app.solvers.runs import Rule, Run


class Mode(StrEnum):
    FAIR = "fair"
    TOTAL = "total"
    STABLE = "stable"


def _no_numbers() -> "array[int]":
    return array("i")


@dataclass(frozen=True)
class Pairs:
    """Columns of equal length: who could be matched, and how well; a pair that is not here is excluded."""

    trainee: "array[int]" = field(default_factory=_no_numbers)
    mentor: "array[int]" = field(default_factory=_no_numbers)
    fit: "array[int]" = field(default_factory=_no_numbers)
    trainee_liking: "array[int]" = field(default_factory=_no_numbers)
    mentor_liking: "array[int]" = field(default_factory=_no_numbers)


@dataclass(frozen=True)
class MatchProblem:
    mode: Mode
    places: tuple[int, ...]
    trainees: int
    pairs: Pairs
    published: tuple[int | None, ...] | None = None
    price_of_change: int | None = None
    """In points of fit; without a price, keeping comes before all that is not the number of people matched."""


@dataclass(frozen=True)
class MatchFigures:
    """Fits run from 0 to 1000. `floor` is the proven best guarantee; `blocking_pairs` would both rather have each other."""

    matched: int
    total: int
    total_percent_of_best: float
    worst: int | None
    floor: int | None
    p1: int | None
    p5: int | None
    blocking_pairs: int
    idle_mentors: int
    full_mentors: int
    changed: int


@dataclass(frozen=True)
class Unmatched:
    trainee: int
    reason: Rule


@dataclass(frozen=True)
class MatchPlan:
    mentor_of: tuple[int | None, ...]
    figures: MatchFigures
    unmatched: tuple[Unmatched, ...]
    run: Run
