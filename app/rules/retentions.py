"""The law of retention: how long a thing is kept once it is over, and who may hold it back during a dispute."""

from datetime import date, datetime, timedelta

from app.core.actors import Role
from app.core.policy import Policy, always
from app.core.words import N_, Sentence, sentence
from app.models.accommodations import AccommodationStatus
from app.models.applications import Application, ApplicationStatus
from app.rules import decisions
from app.rules.blueprints import Blueprint, Question
from app.rules.decisions import is_managed

READ = Policy("retentions.read", {Role.MANAGER: always}, N_("Only programme managers see what is removed and when."))
HOLD = Policy(
    "retentions.hold",
    {Role.MANAGER: is_managed},
    N_("Only managers of this programme can hold an application back."),
    Application,
    decisions.visible_to,
)

OVER = frozenset({
    ApplicationStatus.WITHDRAWN, ApplicationStatus.DECLINED, ApplicationStatus.NOT_YET, ApplicationStatus.NOT_OFFERED,
    ApplicationStatus.SET_ASIDE, ApplicationStatus.DELETED,
})  # fmt: skip
"""Applications that led to no place."""

NEED_IS_OVER = frozenset({
    AccommodationStatus.ENDED, AccommodationStatus.WITHDRAWN, AccommodationStatus.NOT_AGREED_FINAL,
})  # fmt: skip

USUALLY_KEPT = timedelta(days=365)
"""Answers to a question that a blueprint no longer has: twelve months (security.md, PRIV-03)."""

HEALTH_KEPT = timedelta(days=90)

KEPT = N_("We keep it for %(days)s days after your application is over.")


def kept_for(blueprint: Blueprint, question: str) -> timedelta:
    """How long an answer is kept after the application is over."""
    found = next((each for each in blueprint.questions if each.key == question), None)
    return timedelta(days=found.kept_days) if found else USUALLY_KEPT


def need_ended_on(ends_on: date | None, last_changed: datetime) -> date:
    """The last day of the need: as agreed, or the day of the last change where no day was."""
    return max(ends_on, last_changed.date()) if ends_on else last_changed.date()


def kept_in_words(question: Question) -> Sentence:
    """What stands beside the question."""
    return sentence(KEPT, days=question.kept_days)
