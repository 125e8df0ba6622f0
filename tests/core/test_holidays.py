"""No promise is computed wrongly: every zone, holiday and clock change until 2030, against a count of our own, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

import app
from app.core.holidays import DaysOff, is_known
from app.core.working_days import promise_due
from app.rules.blueprints import blueprint_of, blueprints


@dataclass(frozen=True)
class Somewhere:
    zone: str
    country: str
    region: str = ""


EVERYWHERE = (
    Somewhere("Australia/Adelaide", "AU", "SA"),
    Somewhere("Australia/Lord_Howe", "AU", "NSW"),
    Somewhere("Australia/Brisbane", "AU", "QLD"),
    Somewhere("Australia/Darwin", "AU", "NT"),
    Somewhere("Asia/Kathmandu", "NP"),
    Somewhere("Asia/Kolkata", "IN", "MH"),
    Somewhere("Asia/Tokyo", "JP"),
    Somewhere("Pacific/Chatham", "NZ", "CIT"),
    Somewhere("Pacific/Auckland", "NZ", "AUK"),
    Somewhere("Pacific/Kiritimati", "KI"),
    Somewhere("Pacific/Apia", "WS"),
    Somewhere("Europe/London", "GB", "ENG"),
    Somewhere("Africa/Casablanca", "MA"),
    Somewhere("America/New_York", "US", "NY"),
    Somewhere("America/Los_Angeles", "US", "CA"),
    Somewhere("America/Sao_Paulo", "BR", "SP"),
    Somewhere("America/Santiago", "CL"),
)

YEARS = range(2026, 2032)
PUBLIC = {place: set(country_holidays(place.country, subdiv=place.region or None, years=YEARS)) for place in EVERYWHERE}
"""Asked of the library anew, all years at once, and not by the way that the product asks."""

PLACES = st.sampled_from(EVERYWHERE)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - third
A_WEEKDAY = st.dates(date(2026, 1, 1), date(2031, 3, 1)).filter(lambda day: day.weekday() < 5)


def local_days(since: datetime, zone: ZoneInfo) -> Iterator[date]:
    """Each day that begins there after this instant, found by walking the hours of the universe."""
    hour, before = since, since.astimezone(zone).date()
    while True:
        hour += timedelta(hours=1)
        today = hour.astimezone(zone).date()
        if today != before:
            yield today
            before = today


def counted(since: datetime, days: int, place: Somewhere, closed: frozenset[date]) -> date:
    """The day on which the last of these working days lies."""
    left = days
    for day in local_days(since, ZoneInfo(place.zone)):
        left -= day.strftime("%a") not in {"Sat", "Sun"} and day not in PUBLIC[place] and day not in closed
        if not left:
            return day
    raise AssertionError


@pytest.mark.parametrize("place", EVERYWHERE, ids=lambda place: place.zone)
@given(since=INSTANTS, days=st.integers(1, 20), closed=st.frozensets(A_WEEKDAY, max_size=3))
def test_n10_no_promise_is_computed_wrongly(
    place: Somewhere, since: datetime, days: int, closed: frozenset[date]
) -> None:
    due = promise_due(since, days, place.zone, DaysOff(place.country, place.region, closed))

    there = due.astimezone(ZoneInfo(place.zone))
    assert there.date() == counted(since, days, place, closed)
    assert (there.hour, there.minute, there.second) == (17, 0, 0)


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
