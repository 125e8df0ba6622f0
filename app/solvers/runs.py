"""How a plan came about: the seed, the limit, and whether the same bytes would come again."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """`deterministic`: the same problem and seed give the same bytes again. `seconds` is the limit that was set."""

    seed: int
    ortools: str
    seconds: float
    deterministic: bool
    ended_by: str
