"""The law of answers to wishes: who reads a wish and says why a day stays, and what its person is told."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.assignments import Assignment
from app.models.messages import Prefix
from app.models.plans import Plan
from app.rules import plans, productions
from app.rules.messages import NOTHING_TO_DO, Wording


def of_coordinator(actor: Actor) -> Select[Any]:
    """Days of their productions that somebody asked to change, also when that is over by now."""
    ours = plans.of_coordinator(actor).with_only_columns(col(Plan.id))
    return select(Assignment).where(col(Assignment.plan_id).in_(ours), col(Assignment.wish_version) > 0)


ANSWER = Policy(
    "wish_answers.answer",
    {Role.COORDINATOR: lambda _actor, assignment: isinstance(assignment, Assignment)},
    productions.FOR_COORDINATORS,
    Assignment,
    of_coordinator,
)

MESSAGES: Mapping[str, Wording] = {
    "wish_answered": Wording(
        Prefix.INFORMATION,
        subject=N_("an answer about a day at %(production)s"),
        happened=N_("You asked to change a day: %(day)s. The day stays. Why is on the page of that day."),
        to_do=N_("Read it when it suits you. You can agree, ask again, or ask to talk. If you wait, you lose nothing."),
    ),
    "wish_answer_taken_back": Wording(
        Prefix.INFORMATION,
        subject=N_("a day at %(production)s is looked at again"),
        happened=N_(
            "Your coordinator took back the answer about %(day)s, and looks again at what you asked. Your place is kept."
        ),
        to_do=NOTHING_TO_DO,
    ),
}
"""Neither holds a word of what was asked or answered."""
