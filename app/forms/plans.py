"""What coordinators say about plans: for whom and which week, how it is drawn, and why there is a new version."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.models.plans import PlanOrder, PlanReason
from app.rules.plans import ORDERS, REASONS


class PlanWish(Form):
    """A plan for one cohort from the week that holds the day `week` to the one that holds `until`, or for one week.

    The choices are those of the production.
    """

    cohort: Annotated[UUID, Ask(label=N_("For which group of trainees?"), kind="one_of", missing=N_("Choose a group"))]
    week: Annotated[date, Ask(label=N_("From which week?"), kind="one_of", missing=N_("Choose a week"))]
    until: Annotated[
        date | None,
        Ask(
            label=N_("Up to which week?"),
            hint=N_("That week is part of the plan. Choose the same week again for a plan of one week."),
            kind="one_of",
            missing=N_("Choose a week"),
        ),
    ] = None
    order: Annotated[
        PlanOrder,
        Ask(
            label=N_("What comes first?"),
            hint=N_("This matters when there is a published plan for these days."),
            kind="one_of",
            options=[Option(order.value, words) for order, words in ORDERS.items()],
            missing=N_("Choose what comes first"),
        ),
    ] = PlanOrder.HOURS


ALL = "all"
"""Every place, or every day."""


class Shape(Form):
    """How the plan is drawn this time, whatever the person's own setting is, and which part of it is shown."""

    shape: Annotated[Literal["list", "grid"] | None, Ask(label="", kind="hidden")] = None

    place: Annotated[str, StringConstraints(max_length=40), Ask(label=N_("Which place?"), kind="one_of")] = ""
    day: Annotated[str, StringConstraints(max_length=10), Ask(label=N_("Which day?"), kind="one_of")] = ""


@dataclass(frozen=True)
class Look:
    """What of a plan is drawn, and how. Empty is what fits on a screen."""

    shape: str
    place: str = ""
    day: str = ""


Replaces = Annotated[str, StringConstraints(max_length=40), Ask(label="", kind="hidden")]
"""The version that the coordinator compared with, so that nobody replaces one that they never saw."""


class FirstPublication(Form):
    """Nothing is published for these days yet, so the reason is known."""

    replaces: Replaces = ""

    @property
    def reason(self) -> PlanReason:
        return PlanReason.FIRST


class Publication(Form):
    reason: Annotated[
        PlanReason,
        Ask(
            label=N_("Why is there a new version?"),
            hint=N_("Everybody whose days change reads this."),
            kind="one_of",
            options=[Option(why.value, words) for why, words in REASONS.items() if why is not PlanReason.FIRST],
            missing=N_("Choose why there is a new version"),
        ),
    ]
    replaces: Replaces = ""
