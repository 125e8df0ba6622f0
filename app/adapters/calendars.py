"""Calendar files: one event as RFC 5545 wants it, escaped and folded by icalendar, with its times in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from icalendar import Calendar, Event

MAKER = "-//Cleanplate//Sessions//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """What a calendar needs to know. `id` never changes, so that a newer file replaces an older one.

    Calendars are shared with other people and devices: nothing about the person belongs in any of these fields.
    """

    id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    about: str
    address: str
    stamped_at: datetime


def calendar_file(entry: Entry) -> bytes:
    event = Event()
    event.add("uid", f"{entry.id}@cleanplate")
    event.add("dtstamp", entry.stamped_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("location", entry.place)
    event.add("description", entry.about)
    event.add("url", entry.address)
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
