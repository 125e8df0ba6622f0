"""Calendar files that people bring, read by icalendar in a process of its own. What comes out is text, like the cells of a list.

An event with times says so with its instant; one of whole days becomes a row for each of them. An event that was called
off is no row. A rule to repeat is not worked out: the row says that there is one.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.adapters.apart import Unfit, refuse, run_apart, set_limits
from app.adapters.spreadsheets_reading import LONGEST_CELL, MOST_ROWS, TOO_LONG, UNREADABLE

HEADER = b"BEGIN:VCALENDAR"
ENDING = "END:VCALENDAR"
MARK = b"\xef\xbb\xbf"
MOST_DAYS_OF_AN_EVENT = 60

Events = list[dict[str, str]]


def is_calendar(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(100).removeprefix(MARK).lstrip().upper().startswith(HEADER)


def events_of(file: Path) -> Events:
    """Each event with `uid`, `starts`, `ends`, `place`, `what` and, where it does, `repeats`. Raises `Unfit`."""
    events: Events = json.loads(run_apart("app.adapters.calendars_reading", file))
    if len(events) > MOST_ROWS:
        raise Unfit(TOO_LONG)
    return events


def main() -> None:
    """The child: a calendar comes in, its events go out as JSON."""
    set_limits()
    from icalendar import Calendar  # noqa: PLC0415 - slow to import, and only the child needs it

    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
        if not text.rstrip().upper().endswith(ENDING):
            refuse(UNREADABLE)  # a part of a calendar would look as if the other days were gone
        calendars = Calendar.from_ical(text, multiple=True)
        rows = [row for each in calendars for event in each.walk("VEVENT") for row in _rows(event)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        refuse(UNREADABLE)
    sys.stdout.write(json.dumps(rows))


def _rows(event: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    again = event.get("RECURRENCE-ID")
    common = {
        "uid": _text(event.get("UID", "")) + (f"/{_moment(again.dt)}" if again is not None else ""),
        "place": _text(event.get("LOCATION", "")),
        "what": _text(event.get("SUMMARY", "")),
        **({"repeats": "yes"} if "RRULE" in event or "RDATE" in event else {}),
    }
    starts = event["DTSTART"].dt if "DTSTART" in event else None
    if starts is None or isinstance(starts, datetime):
        yield {**common, "starts": _moment(starts), "ends": _moment(_end(event, starts))}
        return
    last = event["DTEND"].dt if "DTEND" in event else starts + timedelta(days=1)
    length = (last - starts).days if not isinstance(last, datetime) else 1
    for number in range(max(1, min(length, MOST_DAYS_OF_AN_EVENT))):
        uid = common["uid"] + (f"/{number}" if number else "")
        yield {**common, "uid": uid, "starts": _moment(starts + timedelta(days=number)), "ends": ""}


def _end(event: Mapping[str, Any], starts: datetime | None) -> datetime | None:
    if "DTEND" in event:
        end = event["DTEND"].dt
        return end if isinstance(end, datetime) else None
    return starts + event["DURATION"].dt if starts and "DURATION" in event else None


def _moment(value: date | datetime | None) -> str:
    """With its zone an instant in UTC; without one the time as it stands, of whatever place it is."""
    if value is None:
        return ""
    return (value.astimezone(UTC) if isinstance(value, datetime) and value.tzinfo else value).isoformat()


def _text(value: object) -> str:
    text = str(value).encode("utf-8", "replace").decode()
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:LONGEST_CELL]


if __name__ == "__main__":
    main()
