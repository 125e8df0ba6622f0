"""Places with their own zones, holidays and clock changes until 2030, and a count of days of our own that nothing shares.

The holidays are asked of the library anew, all years at once, and days are found by walking the hours of the universe.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from holidays import country_holidays
from hypothesis import strategies as st

from app.core.holidays import DaysOff

Closed = frozenset[date]


@dataclass(frozen=True)
class Somewhere:
    zone: str
    country: str
    region: str = ""

    def off(self, closed: Closed = frozenset()) -> DaysOff:
        """As the product counts there."""
        return DaysOff(self.country, self.region, closed)

    def works(self, day: date, closed: Closed = frozenset()) -> bool:
        """As we count there."""
        return day.strftime("%a") not in {"Sat", "Sun"} and day not in PUBLIC[self] and day not in closed

    def clock(self, instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(self.zone))


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

YEARS = range(2025, 2033)
PUBLIC = {place: set(country_holidays(place.country, subdiv=place.region or None, years=YEARS)) for place in EVERYWHERE}

PLACES = st.sampled_from(EVERYWHERE)
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is the third argument
CLOSED = st.frozensets(st.dates(date(2026, 1, 1), date(2031, 9, 1)).filter(lambda day: day.weekday() < 5), max_size=3)


def local_days(since: datetime, place: Somewhere) -> Iterator[date]:
    """Each day that begins there after this instant."""
    hour, before = since, place.clock(since).date()
    while True:
        hour += timedelta(hours=1)
        today = place.clock(hour).date()
        if today != before:
            yield today
            before = today


def working_days(since: datetime, place: Somewhere, closed: Closed = frozenset()) -> Iterator[date]:
    """Each of them on which somebody works there."""
    return (day for day in local_days(since, place) if place.works(day, closed))


def counted(since: datetime, days: int, place: Somewhere, closed: Closed = frozenset()) -> date:
    """The day on which the last of these working days lies."""
    after = working_days(since, place, closed)
    return [next(after) for _ in range(days)][-1]


def is_five_there(instant: datetime, place: Somewhere) -> bool:
    return place.clock(instant).strftime("%H:%M:%S.%f") == "17:00:00.000000"
