"""The law of retention: how long a thing is kept once it is over, and who may hold it back during a dispute."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.core.actors import Role
from app.core.policy import Policy, always
from app.core.words import N_, Sentence, sentence
from app.models.applications import Application, ApplicationStatus
from app.models.messages import Prefix
from app.rules import accommodations, applications, decisions
from app.rules.blueprints import Blueprint, Question
from app.rules.decisions import is_managed
from app.rules.messages import Wording
from app.rules.registers import CountedFrom, register

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

ENDED_BY = frozenset(move.event for move in applications.LIFE.moves if move.target in OVER)
"""The steps that end an application without a place. The log says on which day that was."""

NEED_STEPS = frozenset(move.event for move in accommodations.LIFE.moves)
NEED_IS_OVER = accommodations.ENDS
"""States in which somebody said that an adjustment is over. Otherwise it is over with what it was for."""

USUALLY_KEPT = timedelta(days=365)
"""Answers to a question that a blueprint no longer has: twelve months (security.md, PRIV-03)."""

TOLD_BEFORE = timedelta(days=28)
"""So long before an account goes its person is told. Whoever signs in meanwhile keeps it."""

KEPT = N_(
    "We keep it for %(days)s days after your application ends without a place, or %(more)s days after your cohort ends."
)


def times_of(entry: str) -> Mapping[CountedFrom, timedelta]:
    """The times of one kind of data. Every sweep reads them here, so that the notice and the sweep cannot differ."""
    return {kept.counted_from: timedelta(days=kept.kept_days) for kept in register().entries[entry].kept}


def kept_for(blueprint: Blueprint, question: str) -> timedelta:
    """How long an answer is kept after the application is over."""
    found = next((each for each in blueprint.questions if each.key == question), None)
    return timedelta(days=found.kept_days) if found else USUALLY_KEPT


def need_ended_on(ends_on: date | None, last_changed: datetime) -> date:
    """The last day of the need: as agreed, or the day of the last change where no day was."""
    return max(ends_on, last_changed.date()) if ends_on else last_changed.date()


def kept_in_words(question: Question) -> Sentence:
    """What stands beside the question."""
    return sentence(KEPT, days=question.kept_days, more=times_of("answers")[CountedFrom.COHORT_ENDED].days)


MESSAGES: Mapping[str, Wording] = {
    "account_goes": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("your account goes if you do not sign in"),
        happened=N_("You have not signed in for a long time. We keep your account until %(time)s."),
        to_do=N_("If you want to keep it, sign in once. If not, do nothing."),
        by_when=N_("On %(day)s we remove your name, your address and everything that is only about you."),
    ),
}
"""`time` is what the register says about an account, in its own words."""
