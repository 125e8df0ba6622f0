"""The law of equality questions: what is asked, that everything is optional, and how counts hide the few."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, signed_in
from app.core.words import N_
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Cohort

RATHER_NOT = "rather_not_say"

COUNTED = frozenset({Status.ACCEPTED, Status.ENROLLED})
"""Answers of everybody else are not even counted: they wait until somebody said yes to a place."""

CONFIDENTIAL = N_("Confidential")
"""What stands in every row of an export, whether somebody answered or not."""


@dataclass(frozen=True)
class Question:
    label: str
    choices: Mapping[str, str]

    @property
    def all_choices(self) -> Mapping[str, str]:
        return {**self.choices, RATHER_NOT: N_("I would rather not say")}


QUESTIONS: Mapping[str, Question] = {
    "age": Question(
        N_("How old are you?"),
        {
            "under_25": N_("Under 25"),
            "25_to_34": N_("25 to 34"),
            "35_to_44": N_("35 to 44"),
            "45_or_more": N_("45 or more"),
        },
    ),
    "gender": Question(
        N_("Which of these fits you?"),
        {
            "woman": N_("Woman"),
            "man": N_("Man"),
            "non_binary": N_("Non-binary"),
            "another": N_("Another word fits me better"),
        },
    ),
    "first_nations": Question(
        N_("Are you Aboriginal or Torres Strait Islander?"),
        {"yes": N_("Yes"), "no": N_("No")},
    ),
    "language": Question(
        N_("Do you speak another language than English at home?"),
        {"yes": N_("Yes"), "no": N_("No")},
    ),
}
"""Nothing here asks about health: what helps somebody is asked elsewhere, and without a diagnosis."""


def visible_to(actor: Actor) -> Select[Any]:
    """Cohorts whose counts this person has a right to."""
    held = actor.programmes_as(Role.MANAGER) | actor.programmes_as(Role.FUNDER)
    return select(Cohort).where(col(Cohort.programme_id).in_(held))


def _has_right(actor: Actor, cohort: Cohort) -> bool:
    return cohort.programme_id in actor.programmes_as(Role.MANAGER) | actor.programmes_as(Role.FUNDER)


OWN = signed_in(
    "monitoring.own",
    why=N_("Each person answers only for themselves, and nobody else reads it."),
    otherwise=N_("Sign in to answer these questions."),
)
COUNTS = Policy(
    "monitoring.counts",
    {Role.MANAGER: _has_right, Role.FUNDER: _has_right},
    N_("These counts are for managers and funders of this programme."),
    Cohort,
    visible_to,
)
