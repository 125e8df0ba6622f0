"""What Cleanplate promises about access and privacy, in plain words."""

from dataclasses import dataclass

from app.core.words import N_


@dataclass(frozen=True)
class About:
    title: str


ACCESSIBILITY = About(N_("Accessibility of Cleanplate"))
PRIVACY = About(N_("Your privacy"))
