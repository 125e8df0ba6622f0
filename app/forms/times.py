"""Times of day as people write them: "10:30am", "2 pm" and "14:30"."""

import re
from datetime import date, datetime, time

from app.core.words import N_
from app.forms.mistakes import mistake

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?P<half>am|pm)?")
NOON = 12


def sensible_time(value: object) -> object:
    """A time of day from any of the ways people write one. A bare hour is refused, because it could be either half."""
    if not isinstance(value, str):
        return value
    found = _CLOCK.fullmatch(value.lower().replace(" ", ""))
    if found is None or not (found["minute"] or found["half"]):
        raise mistake(N_("Write the time with its minutes, such as 10:30am or 14:30"))
    try:
        return time(_hour(int(found["hour"]), found["half"]), int(found["minute"] or 0))
    except ValueError as problem:
        raise mistake(N_("There is no such time. Check the hour and the minutes")) from problem


def day_as_written(day: date) -> str:
    """A day as a field shows it: 6 May 2027."""
    return f"{day.day} {day:%B %Y}"


def time_as_written(moment: datetime | time) -> str:
    """A time as a field shows it: 10:30am."""
    return f"{moment.hour % NOON or NOON}:{moment.minute:02d}{'am' if moment.hour < NOON else 'pm'}"


def _hour(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    if not 1 <= hour <= NOON:
        raise ValueError(hour)
    return hour % NOON + (NOON if half == "pm" else 0)
