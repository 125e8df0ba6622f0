"""What plans of both kinds say about themselves: how they came about, and the rules that stood in the way."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """`deterministic`: the same problem and seed give the same bytes again. `seconds` is the limit that was set."""

    seed: int
    ortools: str
    seconds: float
    deterministic: bool
    ended_by: str


@dataclass(frozen=True)
class Rule:
    """A rule that stands in the way, or one that could give: a code and facts for screens, a sentence for the command."""

    rule: str
    facts: Mapping[str, int | str]
    sentence: str
