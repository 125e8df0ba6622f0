"""What coordinators say about plans: for whom and which week, how it is drawn, and why there is a new version."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.models.plans import PlanReason
from app.rules.plans import REASONS


class PlanWish(Form):
    """A plan for one cohort in the week that holds the day `week`. The choices are those of the production."""

    cohort: Annotated[UUID, Ask(label=N_("For which group of trainees?"), kind="one_of", missing=N_("Choose a group"))]
    week: Annotated[date, Ask(label=N_("For which week?"), kind="one_of", missing=N_("Choose a week"))]


class Shape(Form):
    """How the plan is drawn this time, whatever the person's own setting is."""

    shape: Annotated[Literal["list", "grid"] | None, Ask(label="", kind="hidden")] = None


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
