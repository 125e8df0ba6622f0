"""Promises count working days: no weekend, no holiday, and 5pm where the programme is, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.working_days import add_working_days, is_working_day, promise_due, working_days_between

DAYS = st.dates(date(2026, 1, 1), date(2032, 12, 31))
HOLIDAYS = st.frozensets(DAYS, max_size=20)
EASTER = frozenset({date(2027, 3, 26), date(2027, 3, 29)})
"""Good Friday and Easter Monday."""


@pytest.mark.parametrize(
    ("start", "days", "holidays", "due"),
    [
        (date(2027, 3, 1), 2, frozenset(), date(2027, 3, 3)),
        (date(2027, 3, 4), 2, frozenset(), date(2027, 3, 8)),
        (date(2027, 3, 6), 1, frozenset(), date(2027, 3, 8)),
        (date(2027, 3, 25), 2, EASTER, date(2027, 3, 31)),
        (date(2027, 3, 8), -2, frozenset(), date(2027, 3, 4)),
        (date(2027, 3, 30), -1, EASTER, date(2027, 3, 25)),
    ],
)
def test_known_promises(start: date, days: int, holidays: frozenset[date], due: date) -> None:
    assert add_working_days(start, days, holidays) == due


@given(DAYS, st.integers(1, 60), HOLIDAYS)
def test_adding_and_counting_agree(start: date, days: int, holidays: frozenset[date]) -> None:
    due = add_working_days(start, days, holidays)

    assert is_working_day(due, holidays)
    assert working_days_between(start, due, holidays) == days


@given(DAYS, st.integers(0, 60), HOLIDAYS)
def test_nothing_lies_between_today_and_earlier(start: date, days: int, holidays: frozenset[date]) -> None:
    assert working_days_between(start, start - timedelta(days=days), holidays) == 0


@pytest.mark.parametrize(
    ("since", "due"),
    [
        (datetime(2027, 4, 1, 0, 0, tzinfo=UTC), datetime(2027, 4, 5, 7, 30, tzinfo=UTC)),
        (datetime(2027, 3, 1, 13, 29, tzinfo=UTC), datetime(2027, 3, 3, 6, 30, tzinfo=UTC)),
        (datetime(2027, 3, 1, 13, 30, tzinfo=UTC), datetime(2027, 3, 4, 6, 30, tzinfo=UTC)),
    ],
)
def test_the_day_begins_and_the_clocks_change_where_the_programme_is(since: datetime, due: datetime) -> None:
    """Adelaide goes back an hour on 4 April 2027; its Tuesday begins at 13:30 of Monday in UTC."""
    assert promise_due(since, 2, "Australia/Adelaide") == due


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - third


@given(INSTANTS, st.integers(1, 40))
def test_a_promise_is_always_due_at_five(since: datetime, days: int) -> None:
    local = promise_due(since, days, "Australia/Lord_Howe").astimezone(ZoneInfo("Australia/Lord_Howe"))

    assert (local.hour, local.minute) == (17, 0)
