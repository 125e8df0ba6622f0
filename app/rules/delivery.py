"""When a message may reach somebody: at the digest times they chose, and never in their quiet hours (rules T4, T5)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.working_days import is_working_day
from app.models.people import Preferences

AT_ONCE = "at once"
SEARCHED_DAYS = 14


def next_delivery(now: datetime, zone: ZoneInfo, preferences: Preferences) -> datetime:
    """The next instant at which a message may be delivered: a digest time on a working day, outside quiet hours."""
    if AT_ONCE in preferences.digest_times:
        return _after_quiet_hours(now, zone, preferences)
    return next(moment for moment in _digests(now.astimezone(zone).date(), zone, preferences) if moment > now)


def is_quiet(moment: time, preferences: Preferences) -> bool:
    start, end = preferences.quiet_from, preferences.quiet_until
    if start is None or end is None or start == end:
        return False
    return start <= moment < end if start < end else moment >= start or moment < end


def _digests(first: date, zone: ZoneInfo, preferences: Preferences) -> Iterator[datetime]:
    times = sorted(time.fromisoformat(text) for text in preferences.digest_times) or [time(9, 0)]
    for offset in range(SEARCHED_DAYS):
        day = first + timedelta(days=offset)
        if is_working_day(day):
            yield from (_after_quiet_hours(_instant(day, moment, zone), zone, preferences) for moment in times)


def _after_quiet_hours(instant: datetime, zone: ZoneInfo, preferences: Preferences) -> datetime:
    """This instant, or the end of the quiet hours that it lies in. Of an end that comes twice, the next one counts."""
    local = instant.astimezone(zone)
    if preferences.quiet_until is None or not is_quiet(local.time(), preferences):
        return instant
    days = (local.date(), local.date() + timedelta(days=1))
    ends = (_instant(day, preferences.quiet_until, zone, fold) for day in days for fold in (0, 1))
    return next(end for end in ends if end > instant)


def _instant(day: date, moment: time, zone: ZoneInfo, fold: int = 0) -> datetime:
    return datetime.combine(day, moment.replace(fold=fold), tzinfo=zone).astimezone(UTC)
