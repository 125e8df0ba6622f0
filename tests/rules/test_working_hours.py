"""The open blocks of one day: windows, minutes that stay free, and days on which the clock is put forward or back."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.working_hours import DayHours, instant, times_it_happens

DAY = date(2027, 3, 8)
ZONE = "Australia/Adelaide"
BLOCKS = ((time(9, 30), time(12, 30)), (time(13, 30), time(16, 30)))


def written(hours: DayHours) -> list[tuple[int, str, str]]:
    zone = ZoneInfo(hours.zone)
    return [
        (number, f"{starts.astimezone(zone):%H:%M}", f"{ends.astimezone(zone):%H:%M}")
        for number, starts, ends in hours.open()
    ]


def test_f57_a_block_is_open_when_the_hours_hold_it_whole() -> None:
    assert written(DayHours(DAY, ZONE, BLOCKS, [(time(9, 30), time(16, 30))])) == [
        (0, "09:30", "12:30"),
        (1, "13:30", "16:30"),
    ]
    assert written(DayHours(DAY, ZONE, BLOCKS, [(time(9, 30), time(16, 29))])) == [(0, "09:30", "12:30")]
    assert written(DayHours(DAY, ZONE, BLOCKS, [(time(9), time(17)), (time(13), time(17))])) == [(1, "13:30", "16:30")]


def test_f58_minutes_before_and_after_a_block_stay_free() -> None:
    open_all_day = [(time(9, 30), time(16, 45))]
    touching = ((time(9, 30), time(13)), (time(13), time(16, 30)))

    assert written(DayHours(DAY, ZONE, touching, open_all_day, buffer_minutes=30)) == [
        (0, "10:00", "13:00"),
        (1, "13:30", "16:15"),
    ]
    assert written(DayHours(DAY, ZONE, touching, open_all_day)) == [(0, "09:30", "13:00"), (1, "13:00", "16:30")]
    assert written(DayHours(DAY, ZONE, BLOCKS, buffer_minutes=60)) == [(0, "09:30", "12:30"), (1, "13:30", "16:30")]


@given(
    buffer=st.integers(0, 240),
    opens=st.integers(0, 12),
    closes=st.integers(13, 23),
    cuts=st.lists(st.integers(0, 23), min_size=4, max_size=4, unique=True).map(sorted),
)
def test_f58_no_block_ever_begins_or_ends_inside_the_minutes_of_another(
    buffer: int, opens: int, closes: int, cuts: list[int]
) -> None:
    blocks = ((time(cuts[0]), time(cuts[1])), (time(cuts[2]), time(cuts[3])))
    hours = DayHours(DAY, ZONE, blocks, [(time(opens), time(closes))], buffer_minutes=buffer)
    found, gap = hours.open(), timedelta(minutes=buffer)

    edge = (instant(DAY, time(opens), ZONE), instant(DAY, time(closes), ZONE))
    assert all(edge[0] + gap <= each.starts_at < each.ends_at <= edge[1] - gap for each in found)
    assert all(one.ends_at + gap <= two.starts_at for one, two in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("day", "moment", "often"),
    [
        (date(2027, 4, 4), time(2, 30), 2),
        (date(2027, 4, 4), time(3), 1),
        (date(2027, 10, 3), time(2, 30), 0),
        (date(2027, 10, 3), time(2), 0),
        (date(2027, 10, 3), time(3), 1),
        (date(2027, 10, 3), time(1, 59), 1),
    ],
)
def test_rel_14_a_time_may_not_exist_or_come_twice(day: date, moment: time, often: int) -> None:
    assert times_it_happens(day, moment, ZONE) == often
    assert times_it_happens(day, moment, "Australia/Brisbane") == 1


def test_rel_14_the_second_of_two_equal_hours_is_an_hour_later() -> None:
    day = date(2027, 4, 4)

    assert instant(day, time(2, 30), ZONE) == datetime(2027, 4, 3, 16, tzinfo=UTC)
    assert instant(day, time(2, 30), ZONE, is_later=True) == datetime(2027, 4, 3, 17, tzinfo=UTC)


def test_rel_14_half_an_hour_is_put_forward_and_back_on_lord_howe() -> None:
    assert times_it_happens(date(2027, 4, 4), time(1, 45), "Australia/Lord_Howe") == 2
    assert times_it_happens(date(2027, 10, 3), time(2, 15), "Australia/Lord_Howe") == 0
    assert times_it_happens(date(2027, 10, 3), time(2, 30), "Australia/Lord_Howe") == 1
