"""The law of swaps: until when a quieter desk holds at once, how many are offered, and what can be asked for instead."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from app.core.words import N_
from app.models.messages import Prefix
from app.rules import assignments
from app.rules.messages import NOTHING_TO_DO, Wording

OWN = assignments.ANSWER

FROM = timedelta(days=1)
"""From the day before on a person changes desks by themselves; earlier, a wish for another plan is better."""
MOST_OFFERED = 5


class Way(StrEnum):
    """What somebody may ask for on a hard day besides another desk."""

    HOME = "home"
    LEAVE = "leave"


WAYS: Mapping[Way, str] = {
    Way.HOME: N_("Work from home on this day"),
    Way.LEAVE: N_("Go home, or stay at home"),
}
WISHES: Mapping[Way, str] = {
    Way.HOME: N_("I would like to work from home on this day."),
    Way.LEAVE: N_("I would like to be at home on this day, without work."),
}
"""The same as a wish in the person's words, as coordinators read it."""

MESSAGES: Mapping[str, Wording] = {
    "desk_swapped": Wording(
        Prefix.CHANGE,
        subject=N_("a trainee changed desks"),
        happened=N_(
            "%(person)s sits at %(now)s instead of %(before)s on %(day)s. They chose it themselves. "
            "What stays the same: the times and everything else."
        ),
        to_do=NOTHING_TO_DO,
        at_once=True,
    ),
}
