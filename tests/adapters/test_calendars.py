"""Calendar files hold what they were given, whatever somebody wrote into a title."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar

from app.adapters.calendars import Entry, calendar_file

ADELAIDE = ZoneInfo("Australia/Adelaide")


def an_entry(*, title: str = "Orientation", starts_at: datetime | None = None) -> Entry:
    start = starts_at or datetime(2027, 3, 9, 10, 30, tzinfo=ADELAIDE)
    return Entry(
        id=UUID(int=7),
        title=title,
        starts_at=start,
        ends_at=start.replace(hour=start.hour + 1),
        place="Studio 2",
        about="You see the tools.",
        address="https://cleanplate.test/sessions/7",
        stamped_at=datetime(2027, 3, 1, 11, 0, tzinfo=ADELAIDE),
    )


def test_line_breaks_and_commas_in_a_title_stay_inside_it() -> None:
    title = "Tools, desks; and\r\nBEGIN:VALARM\nTRIGGER:-PT5M \\ more"

    file = calendar_file(an_entry(title=title))

    [event] = Calendar.from_ical(file).walk("VEVENT")
    assert not Calendar.from_ical(file).walk("VALARM")
    assert b"\r\nBEGIN:VALARM" not in file
    assert str(event["SUMMARY"]) == title.replace("\r\n", "\n")


def test_long_and_accented_lines_are_folded_at_75_bytes() -> None:
    file = calendar_file(an_entry(title="Wiśniewska " * 30))

    assert max(len(line) for line in file.split(b"\r\n")) <= 75


def test_times_are_the_same_instants_on_both_sides_of_a_clock_change() -> None:
    summer, winter = datetime(2027, 4, 3, 10, 0, tzinfo=ADELAIDE), datetime(2027, 4, 4, 10, 0, tzinfo=ADELAIDE)

    starts = [
        Calendar.from_ical(calendar_file(an_entry(starts_at=start))).walk("VEVENT")[0] for start in (summer, winter)
    ]

    assert [event.decoded("DTSTART") for event in starts] == [summer, winter]
    assert b"DTSTART:20270402T233000Z" in calendar_file(an_entry(starts_at=summer))
    assert b"DTSTART:20270404T003000Z" in calendar_file(an_entry(starts_at=winter))
