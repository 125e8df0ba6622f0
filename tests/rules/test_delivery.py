"""Mail comes at the times somebody chose, never in their quiet hours, in whatever zone and on the nights clocks change."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.people import Preferences
from app.rules.delivery import AT_ONCE, is_quiet, next_delivery

ZONES = st.sampled_from(
    [
        "Australia/Adelaide", "Australia/Lord_Howe", "Australia/Darwin", "Asia/Kathmandu", "Pacific/Chatham",
        "Pacific/Kiritimati", "America/St_Johns", "Europe/London", "UTC",
    ]
)  # fmt: skip
INSTANTS = st.datetimes(datetime(2026, 11, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - third
QUARTERS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
DIGESTS = st.lists(st.sampled_from(["09:00", "13:00", "16:30", AT_ONCE]), max_size=4)
ADELAIDE = ZoneInfo("Australia/Adelaide")


def choices(
    digests: list[str], quiet_from: time | None = time(19, 0), quiet_until: time | None = time(8, 0)
) -> Preferences:
    return Preferences(person_id=UUID(int=1), digest_times=digests, quiet_from=quiet_from, quiet_until=quiet_until)


@given(now=INSTANTS, zone=ZONES, digests=DIGESTS, quiet_from=QUARTERS, quiet_until=QUARTERS)
def test_mail_never_comes_in_quiet_hours_and_never_before_now(
    now: datetime, zone: str, digests: list[str], quiet_from: time, quiet_until: time
) -> None:
    preferences = choices(digests, quiet_from, quiet_until)

    at = next_delivery(now, ZoneInfo(zone), preferences)

    assert at >= now
    assert not is_quiet(at.astimezone(ZoneInfo(zone)).time(), preferences)
    assert at - now <= timedelta(days=5)


@given(now=INSTANTS, zone=ZONES, quiet_from=QUARTERS, quiet_until=QUARTERS)
def test_at_once_waits_for_the_end_of_quiet_hours_and_no_longer(
    now: datetime, zone: str, quiet_from: time, quiet_until: time
) -> None:
    preferences = choices([AT_ONCE], quiet_from, quiet_until)

    at = next_delivery(now, ZoneInfo(zone), preferences)

    if is_quiet(now.astimezone(ZoneInfo(zone)).time(), preferences):
        assert at - now <= timedelta(hours=25)
    else:
        assert at == now


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2027, 3, 1, 0, 30, tzinfo=UTC), datetime(2027, 3, 1, 22, 30, tzinfo=UTC)),
        (datetime(2027, 2, 26, 23, 0, tzinfo=UTC), datetime(2027, 2, 28, 22, 30, tzinfo=UTC)),
        (datetime(2027, 4, 2, 23, 0, tzinfo=UTC), datetime(2027, 4, 4, 23, 30, tzinfo=UTC)),
    ],
)
def test_the_digest_of_the_next_working_day(now: datetime, at: datetime) -> None:
    """Monday to Tuesday; Saturday to Monday; and over the night on which Adelaide goes back an hour."""
    assert next_delivery(now, ADELAIDE, choices(["09:00"])) == at


def test_a_digest_inside_quiet_hours_comes_at_their_end() -> None:
    late_riser = choices(["09:00"], time(20, 0), time(10, 30))

    at = next_delivery(datetime(2027, 3, 1, 12, 0, tzinfo=UTC), ADELAIDE, late_riser)

    assert at.astimezone(ADELAIDE) == datetime(2027, 3, 2, 10, 30, tzinfo=ADELAIDE)


def test_the_end_of_quiet_hours_that_comes_twice_is_not_missed() -> None:
    """On 4 April 2027 in Adelaide 2:30am is at 16:00 and at 17:00 UTC; at 16:45 it is 2:15am for the second time."""
    at = next_delivery(datetime(2027, 4, 3, 16, 45, tzinfo=UTC), ADELAIDE, choices([AT_ONCE], time(22, 0), time(2, 30)))

    assert at == datetime(2027, 4, 3, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(("start", "end"), [(None, None), (time(9), None), (None, time(9)), (time(9), time(9))])
def test_without_both_ends_no_hour_is_quiet(start: time | None, end: time | None) -> None:
    assert not is_quiet(time(9, 0), choices([AT_ONCE], start, end))
