"""The law of late results: until when an intake is decided, who waits, and what they are told when the day passes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.core.actors import Role
from app.core.policy import Policy
from app.core.words import N_
from app.core.working_days import END_OF_DAY, add_working_days
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Cohort
from app.models.delays import Delay
from app.models.messages import Prefix
from app.rules import cohorts
from app.rules.applications import WITH_US
from app.rules.blueprints import Blueprint
from app.rules.messages import Wording

UNDECIDED = WITH_US | {Status.NEEDS_INFORMATION}
"""Whoever waits for a result, as far as they can know: a decision that is not released is none."""

ASKED_DAYS_BEFORE = 5
"""Working days before the promised day on which managers are asked for a new day and a reason."""


def first_promise(cohort: Cohort, blueprint: Blueprint) -> date:
    """The day that applicants were told, and never later than the working days that the programme promises."""
    closes_on = cohort.closes_at.astimezone(ZoneInfo(blueprint.time_zone)).date()
    days = blueprint.promises.decision_after_close
    return min(cohort.decides_on, add_working_days(closes_on, days, blueprint.days_off))


def promised_on(cohort: Cohort, blueprint: Blueprint, delays: Sequence[Delay]) -> date:
    """The day that holds now: the newest that applicants were told of."""
    told = [delay.new_on for delay in delays if delay.told_at and delay.new_on]
    return max([first_promise(cohort, blueprint), *told])


def ends_at(day: date, blueprint: Blueprint) -> datetime:
    """5pm on this day where the programme is."""
    return datetime.combine(day, END_OF_DAY, tzinfo=ZoneInfo(blueprint.time_zone))


def asked_from(day: date, blueprint: Blueprint) -> datetime:
    """The morning from which managers are asked, so many working days before the promised day."""
    before = add_working_days(day, -ASKED_DAYS_BEFORE, blueprint.days_off)
    return datetime.combine(before, time(9), tzinfo=ZoneInfo(blueprint.time_zone))


GIVE = Policy(
    "delays.give",
    {Role.MANAGER: cohorts.is_managed},
    N_("Only managers of this programme can give a new day."),
    Cohort,
    cohorts.visible_to,
)

MESSAGES: Mapping[str, Wording] = {
    "result_later": Wording(
        Prefix.CHANGE,
        subject=N_("your result from %(programme)s comes later"),
        happened=N_(
            "We promised your result by %(promised_day)s. We did not keep that promise, and we are sorry. "
            "The new day is %(new_day)s. The reason: %(reason)s"
        ),
        to_do=N_("You need to do nothing. You are free to go elsewhere, and you lose nothing. Your application stays."),
        by_when=N_("You get your result by %(new_day)s."),
        at_once=True,
    ),
    "result_late": Wording(
        Prefix.CHANGE,
        subject=N_("your result from %(programme)s is late"),
        happened=N_(
            "We promised your result by %(promised_day)s. We did not keep that promise, and we are sorry. "
            "We do not have a new day yet."
        ),
        to_do=N_("You need to do nothing. You are free to go elsewhere, and you lose nothing. Your application stays."),
        by_when=N_("A person was asked for a new day and the reason. You get both in another message."),
        at_once=True,
    ),
    "delay_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("results of %(cohort)s are due on %(promised_day)s"),
        happened=N_("Applicants of %(cohort)s were promised their results by %(promised_day)s. Some still wait."),
        to_do=N_("Release the decisions by then. If that is not possible, give a new day and the reason."),
        by_when=N_("At 5pm on %(promised_day)s everybody who still waits gets a message with what you wrote."),
    ),
}
