"""What Cleanplate promises about access and privacy, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.words import N_
from app.rules.screens import ScreenChange, screen_changes


@dataclass(frozen=True)
class About:
    title: str


ACCESSIBILITY = About(N_("Accessibility of Cleanplate"))
PRIVACY = About(N_("Your privacy"))


@dataclass(frozen=True)
class Changes:
    """Every change of a screen that people knew before."""

    changes: Sequence[ScreenChange]
    title: str = N_("What changed on these screens")


def changes() -> Changes:
    return Changes(screen_changes())
