"""No promise is computed wrongly: every zone, holiday and clock change until 2030, against a count of our own, day by day."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import app
from app.core.holidays import DaysOff, is_known
from app.core.working_days import due_after_weeks, due_the_same_day, promise_due, working_days_between
from app.rules.blueprints import blueprint_of, blueprints
from tests.core.everywhere import (
    CLOSED,
    EVERYWHERE,
    INSTANTS,
    PLACES,
    Closed,
    Somewhere,
    counted,
    is_five_there,
    local_days,
    working_days,
)

in_each_place = pytest.mark.parametrize("place", EVERYWHERE, ids=lambda place: place.zone)


@in_each_place
@given(since=INSTANTS, days=st.integers(1, 20), closed=CLOSED)
def test_n10_no_promise_is_computed_wrongly(place: Somewhere, since: datetime, days: int, closed: Closed) -> None:
    due = promise_due(since, days, place.zone, place.off(closed))

    assert place.clock(due).date() == counted(since, days, place, closed)
    assert is_five_there(due, place)


@in_each_place
@settings(max_examples=30)
@given(since=INSTANTS, weeks=st.integers(1, 26), closed=CLOSED)
def test_n10_weeks_end_on_the_same_weekday_or_the_first_working_day_after_it(
    place: Somewhere, since: datetime, weeks: int, closed: Closed
) -> None:
    due = due_after_weeks(since, weeks, place.zone, place.off(closed))

    from_that_day = islice(local_days(since, place), 7 * weeks - 1, None)
    assert place.clock(due).date() == next(day for day in from_that_day if place.works(day, closed))
    assert is_five_there(due, place)


@in_each_place
@given(since=INSTANTS, closed=CLOSED)
@example(since=datetime(2027, 3, 1, 17, 0, tzinfo=UTC), closed=frozenset())
def test_n10_the_same_day_is_today_while_somebody_works_and_else_the_next_working_day(
    place: Somewhere, since: datetime, closed: Closed
) -> None:
    due = due_the_same_day(since, place.zone, place.off(closed))

    there = place.clock(since)
    is_at_work = place.works(there.date(), closed) and there.time() < time(17)
    assert place.clock(due).date() == (there.date() if is_at_work else next(working_days(since, place, closed)))
    assert is_five_there(due, place)
    assert due > since


@in_each_place
@given(since=INSTANTS, hours=st.integers(-200, 2000), closed=CLOSED)
def test_n10_the_working_days_between_two_days_are_counted_one_by_one(
    place: Somewhere, since: datetime, hours: int, closed: Closed
) -> None:
    start, end = place.clock(since).date(), place.clock(since + timedelta(hours=hours)).date()

    days = islice(local_days(since, place), max((end - start).days, 0))
    assert working_days_between(start, end, place.off(closed)) == sum(place.works(day, closed) for day in days)


@given(PLACES, INSTANTS, st.integers(1, 20), st.integers(1, 72))
def test_n10_whoever_asks_later_is_promised_no_earlier_day(
    place: Somewhere, since: datetime, days: int, hours: int
) -> None:
    off = DaysOff(place.country, place.region)

    assert promise_due(since, days, place.zone, off) <= promise_due(
        since + timedelta(hours=hours), days, place.zone, off
    )


def test_n10_lumina_counts_the_holidays_of_south_australia() -> None:
    """Adelaide Cup Day is a holiday there and nowhere else; Easter falls into the same weeks."""
    off = blueprint_of("lumina").days_off

    assert [day for day in (date(2027, 3, 8), date(2027, 3, 26), date(2027, 3, 29), date(2027, 3, 9)) if day in off] == [
        date(2027, 3, 8), date(2027, 3, 26), date(2027, 3, 29),
    ]  # fmt: skip
    assert date(2027, 3, 8) not in DaysOff("AU", "NSW")


def test_n10_a_programme_may_close_on_further_days() -> None:
    lumina = blueprint_of("lumina").model_copy(update={"closed_days": ["2027-12-29"]})

    assert date(2027, 12, 29) in lumina.days_off
    assert date(2027, 12, 30) not in lumina.days_off


def test_the_holidays_of_every_programme_are_known() -> None:
    assert all(is_known(each.country, each.region) for each in blueprints().values())
    assert not is_known("AU", "XX")
    assert not is_known("QQ", "")
    with pytest.raises(ValueError, match="the public holidays of AU XX are not known"):
        type(blueprint_of("lumina")).model_validate({**blueprint_of("lumina").model_dump(), "region": "XX"})


def test_the_library_is_met_at_one_door() -> None:
    folder = Path(app.__file__).parent
    doors = [path for path in folder.rglob("*.py") if "from holidays" in path.read_text()]

    assert [str(path.relative_to(folder)) for path in doors] == ["core/holidays.py"]
