"""How well a trainee and a mentor fit, from what both said about working. Nothing about health is ever asked here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.rules.blueprints import Blueprint

BEST = 1000
CRAFT_WEIGHT = 4
"""As much as the heaviest question of a style, and one more: somebody has to be able to teach the craft."""

FITS_ALL = "either"
"""A choice by this name fits with every answer to its question."""


@dataclass(frozen=True)
class Style:
    """What one person said. A question that is absent has no preference."""

    crafts: Sequence[str] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fit:
    """`points` run from 0 to 1000. Reasons and differences are codes whose words the blueprint has."""

    points: int
    reasons: tuple[str, ...]
    differences: tuple[str, ...]


def fit(blueprint: Blueprint, trainee: Style, mentor: Style) -> Fit:
    """Shared crafts and answers that go together count by their weight; what somebody left open counts half."""
    shared = [craft for craft in trainee.crafts if craft in mentor.crafts]
    reasons = [f"craft.{craft}" for craft in shared]
    differences = ["craft"] if trainee.crafts and mentor.crafts and not shared else []
    earned = _earned(CRAFT_WEIGHT, goes_together=bool(shared), is_open=not (trainee.crafts and mentor.crafts))
    for question in blueprint.style:
        ours, theirs = trainee.answers.get(question.key), mentor.answers.get(question.key)
        is_open = ours is None or theirs is None
        goes_together = ours == theirs or FITS_ALL in {ours, theirs}
        earned += _earned(question.weight, goes_together=goes_together, is_open=is_open)
        if not is_open and ours == theirs:
            reasons.append(f"style.{question.key}.{ours}")
        elif not is_open and not goes_together:
            differences.append(f"style.{question.key}")
    most = CRAFT_WEIGHT + sum(question.weight for question in blueprint.style)
    return Fit(round(BEST * earned / most), tuple(reasons), tuple(differences))


def _earned(weight: int, *, goes_together: bool, is_open: bool) -> float:
    if is_open:
        return weight / 2
    return weight if goes_together else 0
