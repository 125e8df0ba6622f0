"""When figures are published: on fixed days, once for each quarter of the year, whatever happened in it.

Source: decision PRIV-06 (fixed dates, one stored snapshot for each period), with the Code of Practice for Statistics,
T3 "Orderly release": days are told before (T3.1), and figures come out at half past nine on a weekday (T3.6).
https://code.statisticsauthority.gov.uk/
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.words import N_, Sentence, sentence
from app.core.working_days import add_working_days
from app.models.cohorts import Cohort
from app.rules.answers import today_of
from app.rules.blueprints import Blueprint

AT = time(9, 30)
"""In the time zone of the programme."""
LATEST = timedelta(days=14)
"""What could not be published for so long, because no worker ran, is left out: a later count is none of that quarter."""
QUARTERS, MONTHS = 4, 3

WORDS = {
    1: N_("January to March %(year)s"),
    2: N_("April to June %(year)s"),
    3: N_("July to September %(year)s"),
    4: N_("October to December %(year)s"),
}


@dataclass(frozen=True, order=True)
class Period:
    """A quarter of a year: 1 is January to March."""

    year: int
    quarter: int

    @property
    def starts_on(self) -> date:
        return date(self.year, MONTHS * (self.quarter - 1) + 1, 1)

    @property
    def ends_on(self) -> date:
        return self.next.starts_on - timedelta(days=1)

    @property
    def next(self) -> "Period":
        return Period(self.year, self.quarter + 1) if self.quarter < QUARTERS else Period(self.year + 1, 1)

    @property
    def before(self) -> "Period":
        return Period(self.year, self.quarter - 1) if self.quarter > 1 else Period(self.year - 1, QUARTERS)

    @property
    def key(self) -> str:
        """As it stands in addresses and rows, in the order of time: 2027-q1."""
        return f"{self.year}-q{self.quarter}"

    @property
    def words(self) -> Sentence:
        return sentence(WORDS[self.quarter], year=self.year)


def period_of(key: str) -> Period | None:
    """The period of a key, None where it is none."""
    found = re.fullmatch(r"([0-9]{4})-q([1-4])", key)
    return Period(int(found[1]), int(found[2])) if found else None


def quarter_of(day: date) -> Period:
    return Period(day.year, (day.month - 1) // MONTHS + 1)


def publishes_at(period: Period, blueprint: Blueprint) -> datetime:
    """Half past nine on the first working day after the quarter, where the programme is."""
    day = add_working_days(period.ends_on, 1, blueprint.days_off)
    return datetime.combine(day, AT, tzinfo=ZoneInfo(blueprint.time_zone))


def newest_due(blueprint: Blueprint, now: datetime) -> Period:
    """The newest quarter whose day has come."""
    last = quarter_of(today_of(blueprint, now)).before
    return last if publishes_at(last, blueprint) <= now else last.before


def is_in_time(period: Period, blueprint: Blueprint, now: datetime) -> bool:
    return publishes_at(period, blueprint) <= now < publishes_at(period, blueprint) + LATEST


def is_counted_in(cohort: Cohort, period: Period, blueprint: Blueprint) -> bool:
    """From the quarter in which applications open to the one in which the cohort ends, and in no other."""
    opens_on = cohort.opens_at.astimezone(ZoneInfo(blueprint.time_zone)).date()
    return opens_on <= period.ends_on and period.starts_on <= cohort.ends_on
