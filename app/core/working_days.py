"""Promises count working days of the programme's calendar, in the programme's own time zone.

Saturday and Sunday are no working days anywhere. What else is none comes from the programme's country, region and own
closed days (`core.holidays`). A working day ends at 5pm, and so does a promise.
"""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
END_OF_DAY = time(17, 0)


def today_in(zone: str, now: datetime) -> date:
    """The day that somebody in this zone has now."""
    return now.astimezone(ZoneInfo(zone)).date()


def is_working_day(day: date, holidays: Container[date] = ()) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(start: date, days: int, holidays: Container[date] = ()) -> date:
    """The working day that is `days` after `start`; `start` itself does not count."""
    step = 1 if days >= 0 else -1
    day = start
    left = abs(days)
    while left:
        day += timedelta(days=step)
        if is_working_day(day, holidays):
            left -= 1
    return day


def promise_due(since: datetime, days: int, zone: str, holidays: Container[date] = ()) -> datetime:
    """The instant, 5pm in `zone`, by which something promised within `days` working days is due."""
    local = since.astimezone(ZoneInfo(zone))
    due = add_working_days(local.date(), days, holidays)
    return ends_at(due, zone)


def ends_at(day: date, zone: str) -> datetime:
    """The instant at which this day's work ends in `zone`."""
    return datetime.combine(day, END_OF_DAY, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def due_the_same_day(since: datetime, zone: str, holidays: Container[date] = ()) -> datetime:
    """The end of the working day that it is in `zone`, or of the next one where today's work has ended."""
    local = since.astimezone(ZoneInfo(zone))
    over = local.time() >= END_OF_DAY or not is_working_day(local.date(), holidays)
    return ends_at(add_working_days(local.date(), 1, holidays) if over else local.date(), zone)


def due_after_weeks(since: datetime, weeks: int, zone: str, holidays: Container[date] = ()) -> datetime:
    """The end of the same weekday so many weeks later, or of the first working day after it."""
    day = since.astimezone(ZoneInfo(zone)).date() + timedelta(weeks=weeks)
    return ends_at(day if is_working_day(day, holidays) else add_working_days(day, 1, holidays), zone)


def working_days_between(start: date, end: date, holidays: Container[date] = ()) -> int:
    """How many working days lie after `start` up to and including `end`; 0 when `end` is not later."""
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in days)
