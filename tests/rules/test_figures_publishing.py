"""The days on which figures are published: fixed, on working days, in the time zone of the programme."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from app.models.cohorts import Cohort
from app.rules.blueprints import blueprint_of
from app.rules.figures_publishing import (
    LATEST,
    Period,
    is_counted_in,
    is_in_time,
    newest_due,
    period_of,
    publishes_at,
    quarter_of,
)

LUMINA = blueprint_of("lumina")


@pytest.mark.parametrize(
    ("period", "instant"),
    [
        (Period(2026, 4), datetime(2027, 1, 3, 23, 0, tzinfo=UTC)),
        (Period(2027, 1), datetime(2027, 3, 31, 23, 0, tzinfo=UTC)),
        (Period(2027, 2), datetime(2027, 7, 1, 0, 0, tzinfo=UTC)),
        (Period(2027, 3), datetime(2027, 10, 1, 0, 0, tzinfo=UTC)),
    ],
)
def test_n32_figures_come_at_half_past_nine_on_the_first_working_day_after_the_quarter(
    period: Period, instant: datetime
) -> None:
    """1 January 2027 is a Friday and a holiday, so the figures come on Monday 4 January. Summer time ends in April."""
    assert publishes_at(period, LUMINA) == instant


def test_n32_a_quarter_is_due_from_its_moment_and_in_time_for_two_weeks() -> None:
    period = Period(2027, 1)
    at = publishes_at(period, LUMINA)
    moments = (at - timedelta(seconds=1), at, at + LATEST - timedelta(seconds=1), at + LATEST)

    assert [newest_due(LUMINA, moment) for moment in moments] == [Period(2026, 4), period, period, period]
    assert [is_in_time(period, LUMINA, moment) for moment in moments] == [False, True, True, False]


@pytest.mark.parametrize(
    ("day", "key", "first", "last"),
    [
        (date(2027, 1, 1), "2027-q1", date(2027, 1, 1), date(2027, 3, 31)),
        (date(2028, 2, 29), "2028-q1", date(2028, 1, 1), date(2028, 3, 31)),
        (date(2027, 6, 30), "2027-q2", date(2027, 4, 1), date(2027, 6, 30)),
        (date(2027, 12, 31), "2027-q4", date(2027, 10, 1), date(2027, 12, 31)),
    ],
)
def test_a_day_belongs_to_one_quarter(day: date, key: str, first: date, last: date) -> None:
    period = quarter_of(day)

    assert (period.key, period.starts_on, period.ends_on) == (key, first, last)
    assert period_of(key) == period == period.next.before


@pytest.mark.parametrize("key", ["", "2027", "2027-q5", "2027-q0", "27-q1", "2027-q1 ", "2027-q1x"])
def test_what_is_no_quarter_is_none(key: str) -> None:
    assert period_of(key) is None


@pytest.mark.parametrize(
    ("period", "counted"),
    [
        (Period(2026, 3), False),
        (Period(2026, 4), True),
        (Period(2027, 4), True),
        (Period(2028, 1), True),
        (Period(2028, 2), False),
    ],
)
def test_a_cohort_is_counted_from_its_opening_to_its_end(period: Period, *, counted: bool) -> None:
    cohort = Cohort(
        id=UUID(int=1), programme_id=UUID(int=2), name="Lumina", opens_at=datetime(2026, 12, 1, tzinfo=UTC),
        closes_at=datetime(2027, 3, 1, tzinfo=UTC), decides_on=date(2027, 3, 20), starts_on=date(2027, 4, 1),
        ends_on=date(2028, 3, 7), places=6,
    )  # fmt: skip

    assert is_counted_in(cohort, period, LUMINA) is counted
