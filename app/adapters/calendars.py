"""Calendar files: events as RFC 5545 wants them, escaped and folded by icalendar, with their times in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from icalendar import Calendar, Event

MAKER = "-//Cleanplate//Sessions//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"
ASK_AGAIN = timedelta(hours=6)


@dataclass(frozen=True)
class Entry:
    """What a calendar needs to know. `id` never changes, so that a newer file replaces an older one.

    A day without times is the same day in every zone; `ends_at` is then the day after the last one.

    Calendars are shared with other people and devices: nothing about the person belongs in any of these fields.
    """

    id: UUID
    title: str
    starts_at: datetime | date
    ends_at: datetime | date
    place: str
    about: str
    address: str
    stamped_at: datetime


def calendar_file(entry: Entry) -> bytes:
    """One event, for keeping."""
    return _written(_calendar([entry]))


def calendar_feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """Everything at one address, for a program that comes back and asks again; every six hours is enough."""
    calendar = _calendar(entries)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    return _written(calendar)


def _calendar(entries: Iterable[Entry]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@cleanplate")
    event.add("dtstamp", entry.stamped_at.astimezone(UTC))
    event.add("dtstart", _when(entry.starts_at))
    event.add("dtend", _when(entry.ends_at))
    event.add("summary", entry.title)
    event.add("location", entry.place)
    event.add("description", entry.about)
    event.add("url", entry.address)
    return event


def _when(value: datetime | date) -> datetime | date:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _written(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical())
