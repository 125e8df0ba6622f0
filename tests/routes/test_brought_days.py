"""Shoot days from a file over HTTP: what is checked, what changes, and what a second file changes alone."""

import io
from datetime import date, time

import openpyxl
import pytest
from sqlmodel import col, select

from app.adapters.wordings import full_date
from app.models.assignments import Assignment
from app.models.brought_days import BroughtDays
from app.models.productions import DayKind, Production, ShootDay
from app.rules.brought_days import KEPT_FOR
from app.services import brought_days
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.counting import statements
from tests.factories.assignments import OUR_PRODUCTION, WEEK, a_published_plan, enrolled, our_place

HEAD = "Row id,Date,Place,Call time,From,Until,What\n"
FIRST = (
    HEAD
    + "a,15 March 2027,Production office,6:30am,9am,17:00,Garden\n"
    + "b,2027-03-16,production office,,,,Kitchen\n"
    + "c,17/03/2027,Production office,07:00,,,Street\n"
)


@pytest.fixture
def base(work_as: WorkAs, stage: Stage) -> str:
    with work_as("tom") as work:
        our_place(work, stage)
    return f"/productions/{stage.productions[OUR_PRODUCTION].id}/shoot-days/file"


def bring(client: Client, base: str, content: str | bytes, name: str = "days.csv") -> Shown:
    sent = content.encode() if isinstance(content, str) else content
    return client.post(base, files={"file": (name, sent, "text/csv")})


def checked(client: Client, base: str, content: str | bytes) -> Shown:
    return client.follow(bring(client, base, content))


def use(client: Client, shown: Shown, **typed: str) -> Shown:
    form = shown.soup.select("main form[method=post]")[0]
    seen = str(form.select_one("[name=seen]")["value"])  # type: ignore[index]
    return client.post(str(form["action"]), {"seen": seen, **typed})


def used(client: Client, base: str, content: str | bytes, **typed: str) -> Shown:
    return client.follow(use(client, checked(client, base, content), **typed))


def brought(work_as: WorkAs) -> dict[str, tuple[date, time | None, str]]:
    """The days that came from a file, by the key of their row."""
    with work_as("tom") as work:
        rows = work.db.scalars(
            select(ShootDay).where(col(ShootDay.source_key) != "").order_by(col(ShootDay.source_key))
        )
        return {row.source_key: (row.on_date, row.call_time, row.what) for row in rows}


def lines(shown: Shown) -> list[list[str]]:
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th,td")]
        for row in shown.soup.select("#differences tbody tr")
    ]


def test_a_list_is_read_checked_and_only_then_used(as_: AsMember, work_as: WorkAs, base: str) -> None:
    client = as_("tom")

    shown = checked(client, base, FIRST)

    assert "The file has 3 rows. Nothing is changed yet." in shown.main
    assert [line[2] for line in lines(shown)] == ["New", "New", "New"]
    assert brought(work_as) == {}
    assert "Check the file of" in client.get(base).main

    done = client.follow(use(client, shown))

    assert "New: 3" in done.main
    assert "Ask for a plan for these weeks" in done.main
    assert brought(work_as) == {
        "row:a": (date(2027, 3, 15), time(6, 30), "Garden"),
        "row:b": (date(2027, 3, 16), None, "Kitchen"),
        "row:c": (date(2027, 3, 17), time(7), "Street"),
    }
    with work_as("tom") as work:
        day = work.db.scalars(select(ShootDay).where(col(ShootDay.source_key) == "row:a")).one()
        assert (day.works_from, day.works_until, day.kind) == (time(9), time(17), DayKind.SHOOT)
    again = client.post(shown.answer.url.path, {"seen": "x"})
    assert "This file is used already." in client.follow(again).text


def test_a_second_file_shows_and_writes_only_what_changed(
    as_: AsMember, work_as: WorkAs, stage: Stage, base: str
) -> None:
    client = as_("tom")
    used(client, base, HEAD + "".join(f"d{day.day},{day},Production office,,,,\n" for day in WEEK))
    with work_as("tom") as work:
        enrolled(work, stage, "noor")
        a_published_plan(work, stage)
        days = sorted(set(work.db.scalars(select(col(Assignment.on_date)).where(col(Assignment.is_live)))))
    (moved, gone), changed = days[:2], next(day for day in WEEK if day not in days)
    sent = [day for day in WEEK if day not in {moved, changed, gone}]
    second = HEAD + "".join(f"d{day.day},{day},Production office,,,,\n" for day in sent)
    second += f"d{moved.day},2027-03-13,Production office,,,,\nd{changed.day},{changed},Production office,7am,,,\n"
    second += "new,2027-03-15,Production office,,,,\n"

    shown = checked(client, base, second)

    assert [[line[0], line[2], line[3]] for line in lines(shown)] == [
        ["Saturday 13 March 2027", "Moved", f"It was on {full_date(moved)} at Production office."],
        [full_date(changed), "Changed", "Other now: call time 7:00am."],
        ["Monday 15 March 2027", "New", "Row 6"],
        [full_date(gone), "Not in this file", "It is known here only"],
    ]
    assert "The same as before: 2" in shown.main
    assert "This touches 2 published days of 1 person." in shown.main
    unsaid = use(client, shown)
    assert unsaid.status == 422
    assert "Choose what happens with days that are not in this file any more" in unsaid.main

    done = client.follow(use(client, unsaid, not_named="cancel"))

    assert f"Noor Haddad: {full_date(moved)}, Production office; {full_date(gone)}, Production office." in done.main
    with work_as("tom") as work:
        after = {day.source_key: (day.on_date.day, day.version) for day in work.db.scalars(select(ShootDay))}
        assert all(each.is_live for each in work.db.scalars(select(Assignment)))
    same = {f"row:d{day.day}": (day.day, 2) for day in sent}
    assert after == {
        **same, f"row:d{moved.day}": (13, 3), f"row:d{changed.day}": (changed.day, 3), "row:new": (15, 1)
    }  # fmt: skip
    assert "There is nothing to use." in checked(client, base, second).main


def test_two_days_change_places_and_what_is_kept_stays(as_: AsMember, work_as: WorkAs, base: str) -> None:
    client = as_("tom")
    used(client, base, FIRST)
    swapped = "Row id,Date,Place\na,2027-03-16,Production office\nb,2027-03-15,Production office\n"

    done = used(client, base, swapped, not_named="keep")

    assert "Moved: 2" in done.main
    assert "Not in the file, and kept: 1" in done.main
    assert {key: (day, what) for key, (day, _, what) in brought(work_as).items()} == {
        "row:a": (date(2027, 3, 16), "Garden"),
        "row:b": (date(2027, 3, 15), "Kitchen"),
        "row:c": (date(2027, 3, 17), "Street"),
    }
    onto = "Row id,Date,Place\nz,2027-03-17,Production office\na,2027-03-16,Production office\n"
    shown = checked(client, base, onto + "b,2027-03-15,Production office\n")
    assert [line[2] for line in lines(shown)] == []  # the same day under another row id is the same day


def test_f56_a_day_outside_the_production_is_a_row_with_a_sentence(
    as_: AsMember, work_as: WorkAs, stage: Stage, base: str
) -> None:
    with work_as("tom") as work:
        production = work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id)
        production.first_day, production.last_day = date(2027, 3, 16), date(2027, 3, 16)
    client = as_("tom")

    shown = checked(client, base, FIRST)

    for words in (
        "15 March 2027 is before the first day of this production, Tuesday 16 March 2027. Write that day or a later one",
        "17/03/2027 is after the last day of this production, Tuesday 16 March 2027. Write that day or an earlier one",
    ):
        assert words in shown.main
    use(client, shown, leave_out="yes", not_named="keep")
    assert set(brought(work_as)) <= {"row:b"}


BROKEN = (
    HEAD
    + "a,15 March 2027,Production office,,,,\n"
    + "b,32 March 2027,Production office,,,,\n"
    + "c,16 March 2027,Production office,25:00,,,\n"
    + "d,17 March 2027,The moon,,,,\n"
    + "e,=TODAY(),Production office,,,,\n"
    + "f,15 March 2027,Production office,,,,\n"
    + "a,18 March 2027,Production office,,,,\n"
    + "g,3 October 2027,Production office,2:30am,,,\n"
    + "h,4 April 2027,Production office,2:30am,,,\n"
    + "i,19 March 2027,Production office,,9am,,\n"
    + "j,19 March 2027,Production office,,5pm,9am,\n"
    + "k,1 March 2020,Production office,,,,\n"
    + "l,,Production office,,,,\n"
)
SENTENCES = (
    "Row 3, date: “32 March 2027” is not a day. Write it like 6 May 2027.",
    "Row 4, call time: 25:00 is not a time of day. Write 06:30 or 6:30am.",
    "Row 5, place: “The moon” is no place of this production. Add it first, or write one of these: Production office.",
    "Row 6, date: “=TODAY()” is a formula. Write what it shows.",
    "Row 7, date: row 2 is about the same place and day. Keep one.",
    "Row 8, row id: row 2 has the same one. Keep one of the two.",
    "Row 9, call time: On Sunday 3 October 2027 the clock goes forward, and there is no 2:30am. Write another time.",
    "Row 10, call time: 2:30am comes twice on that day. Write “2:30am first” or “2:30am second”.",
    "Row 11, until: nothing is written. Write both from and until, or none of them.",
    "Row 12, until: the end is before the beginning. Write an end on the same day.",
    "Row 14, date: nothing is written. Write a day, such as 6 May 2027.",
)


def test_broken_rows_are_listed_and_left_out_knowingly(as_: AsMember, work_as: WorkAs, base: str) -> None:
    client = as_("tom")

    shown = checked(client, base, BROKEN)

    listed = [item.get_text() for item in shown.soup.select("main li")]
    assert [each for each in listed if each.startswith("Row ")] == list(SENTENCES)
    assert "About days that are over, so nothing happens: 1" in shown.main
    refused = use(client, shown)
    assert refused.status == 422
    assert "Say that these rows are left out, or put the file right and bring it again" in refused.main
    assert brought(work_as) == {}

    done = client.follow(use(client, refused, leave_out="yes"))
    assert "Rows left out: 11" in done.main
    assert list(brought(work_as)) == ["row:a"]


def test_a_day_of_a_broken_row_is_not_taken_as_gone(as_: AsMember, base: str) -> None:
    client = as_("tom")
    used(client, base, FIRST)

    with_ids = checked(client, base, HEAD + "a,99 March,Production office,,,,\nb,2027-03-16,Production office,,,,\n")
    unknown = checked(client, base, "Date,Place\n99 March,Nowhere\n")

    assert [line[0] for line in lines(with_ids)] == ["Tuesday 16 March 2027", "Wednesday 17 March 2027"]
    assert lines(unknown) == []
    assert "So no day is taken as gone from this file." in unknown.main


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty or longer than 1 MB."),
        (b"Date,Place\n", "There are no days in this file."),
        (b"When,Where\n1,2\n", "Missing: date and place. Found: When and Where"),
        (b"Date,Day,Place\n1,2,3\n", "Two columns are both about the date. Keep one of them"),
        ("Date,Place\n6 May 2027,Café\n".encode("utf-16"), "We cannot read this file."),
        (b"PK\x03\x04 no workbook", "We cannot read this file."),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nnonsense", "We cannot read this file."),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n", "There are no days in this file."),
        (b"Date,Place\n" + b"6 May 2027,Production office\n" * 2001, "This file has more than 2,000 rows."),
        (b"x" * 1_000_001, "This file is empty or longer than 1 MB."),
    ],
    ids=range(10),
)
def test_a_file_that_cannot_be_read_says_why(
    as_: AsMember, work_as: WorkAs, base: str, content: bytes, sentence: str
) -> None:
    shown = bring(as_("tom"), base, content)

    assert shown.status == 422
    assert sentence in shown.main
    with work_as("tom") as work:
        assert work.db.scalars(select(BroughtDays)).all() == []


def test_a_workbook_is_read_with_its_own_days_and_times(as_: AsMember, work_as: WorkAs, base: str) -> None:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Date", "Location", "Call"])
    book.active.append([date(2027, 3, 15), "Production office", time(6, 30)])
    book.save(content)

    used(as_("tom"), base, content.getvalue())

    assert [found[:2] for found in brought(work_as).values()] == [(date(2027, 3, 15), time(6, 30))]


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:garden
DTSTART:20270314T223000Z
DTEND:20270315T063000Z
LOCATION:Production office\\, 8 Wirra Lane
SUMMARY:Garden
END:VEVENT
BEGIN:VEVENT
UID:kitchen
DTSTART;VALUE=DATE:20270316
DTEND;VALUE=DATE:20270318
LOCATION:Production office
SUMMARY:Kitchen
END:VEVENT
BEGIN:VEVENT
UID:weekly
DTSTART;VALUE=DATE:20270320
RRULE:FREQ=WEEKLY
LOCATION:Production office
END:VEVENT
BEGIN:VEVENT
UID:off
STATUS:CANCELLED
DTSTART;VALUE=DATE:20270321
LOCATION:Production office
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_a_calendar_is_read_in_the_zone_of_the_production(as_: AsMember, work_as: WorkAs, base: str) -> None:
    client = as_("tom")

    shown = checked(client, base, CALENDAR)
    assert "Row 4, date: this event repeats. Save each day as an event of its own." in shown.main
    client.follow(use(client, shown, leave_out="yes"))

    with work_as("tom") as work:
        days = {day.source_key: day for day in work.db.scalars(select(ShootDay).where(col(ShootDay.source_key) != ""))}
    assert {key: day.on_date.day for key, day in days.items()} == {
        "row:garden": 15, "row:kitchen": 16, "row:kitchen/1": 17
    }  # fmt: skip
    assert (days["row:garden"].works_from, days["row:garden"].works_until) == (time(9), time(17))
    moved = CALENDAR.replace("20270314T223000Z", "20270315T223000Z").replace("20270315T063000Z", "20270316T063000Z")
    moved = moved.replace("DATE:20270316", "DATE:20270318").replace("DATE:20270318\r\nLOC", "DATE:20270320\r\nLOC")
    again = checked(client, base, moved)
    assert [line[2] for line in lines(again)] == ["Moved", "Moved", "Moved"]


def test_rel_04_a_day_that_changes_meanwhile_is_read_again(as_: AsMember, work_as: WorkAs, base: str) -> None:
    client = as_("tom")
    used(client, base, FIRST)
    shown = checked(client, base, FIRST.replace("Garden", "Terrace"))
    with work_as("tom") as work:
        day = work.db.scalars(select(ShootDay).where(col(ShootDay.source_key) == "row:a")).one()
        day.version += 1

    late = use(client, shown)

    assert late.status == 422
    assert "Days of this production changed since you opened this page." in late.main
    assert "Changed: 1" in client.follow(use(client, late)).main
    assert brought(work_as)["row:a"][2] == "Terrace"


def test_a_file_is_put_aside_and_goes_by_itself(as_: AsMember, work_as: WorkAs, base: str) -> None:
    client = as_("tom")
    shown = checked(client, base, FIRST)

    listed = client.follow(client.post(f"{shown.answer.url.path}/removal"))
    assert "Files that wait for your check" not in listed.main
    checked(client, base, FIRST)
    with work_as("tom") as work:
        brought_days.sweep(work)
        assert len(work.db.scalars(select(BroughtDays)).all()) == 1
        work.db.scalars(select(BroughtDays)).one().brought_at = work.now - KEPT_FOR
        work.db.flush()
        brought_days.sweep(work)
        assert work.db.scalars(select(BroughtDays)).all() == []
    assert brought(work_as) == {}


def test_a_file_of_another_production_does_not_exist(as_: AsMember, base: str) -> None:
    path = checked(as_("tom"), base, FIRST).answer.url.path

    assert as_("cleo").get(path).status == 404
    assert as_("cleo").get(base).status == 404
    assert as_("cleo").post(path).status == 404


def test_the_check_takes_the_same_statements_whatever_its_size(as_: AsMember, base: str) -> None:
    client, counts = as_("tom"), []
    for rows in (1, 29):
        content = "Date,Place\n" + "".join(f"{day} May 2027,Production office\n" for day in range(1, rows + 1))
        path = checked(client, base, content).answer.url.path
        with statements() as sent:
            client.get(path)
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 8
