"""Days of work over HTTP: one day, a series, one day changed alone, and a cancelled day."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import col, select

from app.models.assignments import Assignment
from app.models.productions import DayKind, ShootDay
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.assignments import MONDAY, OUR_PRODUCTION, WEEK, a_published_plan, enrolled, our_place
from tests.factories.productions import a_place, days_of_work


@pytest.fixture
def base(stage: Stage) -> str:
    return f"/productions/{stage.productions[OUR_PRODUCTION].id}/shoot-days"


@pytest.fixture
def place(work_as: WorkAs, stage: Stage) -> str:
    with work_as("tom") as work:
        return str(our_place(work, stage)[0].id)


def days(work_as: WorkAs) -> dict[date, ShootDay]:
    with work_as("tom") as work:
        return {day.on_date: day for day in work.db.scalars(select(ShootDay).order_by(col(ShootDay.on_date)))}


def test_one_day_is_added_with_its_kind_and_call_time(as_: AsMember, work_as: WorkAs, base: str, place: str) -> None:
    client = as_("tom")
    typed = {"place": place, "day": "26 March 2027", "kind": "post", "call_time": "6:30am", "what": "Plates are made."}

    shown = client.follow(client.post(f"{base}/new", typed))

    day = days(work_as)[date(2027, 3, 26)]
    assert (day.kind, day.call_time, day.what) == (DayKind.POST, time(6, 30), "Plates are made.")
    assert "Public holiday: Good Friday" in shown.main
    assert "Post-production day. Call time 6:30am. 9:30am to 12:30pm and 1:30pm to 4:30pm." in shown.main
    again = client.post(f"{base}/new", typed)
    assert again.status == 422
    assert "Production office has a day on Friday 26 March 2027 already. Change that one" in again.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "12 March 2027", "call_time": "25:00"}, "There is no such time. Check the hour and the minutes"),
        ({"day": "1 March 2020"}, "This day is over."),
        ({"day": "20 March 2027", "works_from": "9am"}, "Write both the beginning and the end, or none of them"),
        ({"day": "20 March 2027", "works_from": "5pm", "works_until": "9am"}, "The end is before the beginning."),
        ({"day": "20 March 2027", "blocks": ["9am to 12pm", "11am to 2pm"]}, "Two blocks overlap: 9:00am to 12:00pm"),
        (
            {"day": "20 March 2027", "blocks": ["8am-9am", "10am-11am", "1pm-2pm"]},
            "has 2 blocks a day. Write 2 or fewer",
        ),
        (
            {"day": "20 March 2027", "unit": "01a3fe7e-7f40-77ad-a2ca-44e6d2aad0a9"},
            "Choose one of the units in the list",
        ),
    ],
)
def test_a_day_that_cannot_be_is_said_and_nothing_is_lost(  # noqa: PLR0917 - fixtures, and what is typed
    as_: AsMember, work_as: WorkAs, base: str, place: str, typed: dict[str, str], sentence: str
) -> None:
    before = days(work_as).keys()

    shown = as_("tom").post(f"{base}/new", {"place": place, "what": "Night scenes.", **typed})

    assert shown.status == 422
    assert sentence in shown.main
    assert shown.soup.select_one("[name=what]")["value"] == "Night scenes."  # type: ignore[index]
    assert days(work_as).keys() == before


def test_rel_14_a_time_that_is_not_there_is_refused_and_one_that_comes_twice_is_asked(
    as_: AsMember, work_as: WorkAs, base: str, place: str
) -> None:
    client = as_("tom")

    gone = client.post(f"{base}/new", {"place": place, "day": "3 October 2027", "call_time": "2:30am"})
    assert "On Sunday 3 October 2027 the clock goes forward, and there is no 2:30am." in gone.main
    twice = client.post(f"{base}/new", {"place": place, "day": "4 April 2027", "call_time": "2:30am"})
    assert "On Sunday 4 April 2027 the clock goes back, and 2:30am comes twice. Choose which one" in twice.main
    assert twice.soup.select("[name=which]")
    assert not client.get(f"{base}/new").soup.select("[name=which]")

    answer = {"place": place, "day": "4 April 2027", "call_time": "2:30am", "which": "later"}
    assert client.post(f"{base}/new", answer).status == 303
    assert days(work_as)[date(2027, 4, 4)].is_later


def test_f68_a_series_and_one_of_its_days_alone(as_: AsMember, work_as: WorkAs, base: str, place: str) -> None:
    client = as_("tom")
    series = {"place": place, "weekdays": ["0", "2"], "first_day": "8 March 2027", "last_day": "31 March 2027"}

    shown = client.follow(client.post(f"{base}/series", series))
    assert "Days added: 6. Days that were there already: 2." in shown.text
    assert [day.day for day in days(work_as) if day > WEEK[-1]] == [15, 17, 22, 24, 29, 31]

    day = days(work_as)[date(2027, 3, 15)]
    changed = {"place": place, "day": "16 March 2027", "blocks": ["7am to 10am"], "version": "1"}
    listed = client.follow(client.post(f"/shoot-days/{day.id}", changed))

    assert "7:00am to 10:00am. These hours are for this day alone." in listed.main
    found = days(work_as)
    assert date(2027, 3, 15) not in found
    assert found[date(2027, 3, 16)].block_times == [["07:00", "10:00"]]
    assert found[date(2027, 3, 22)].block_times == []
    late = client.post(f"/shoot-days/{day.id}", {**changed, "day": "18 March 2027"})
    assert late.status == 409
    assert late.soup.select_one("[name=day]")["value"] == "18 March 2027"  # type: ignore[index]
    assert "16 March 2027" in late.main
    taken = client.post(f"/shoot-days/{day.id}", {**changed, "day": "22 March 2027", "version": "2"})
    assert "has a day on Monday 22 March 2027 already" in taken.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"last_day": "1 March 2027"}, "The last day is before the first day"),
        ({"last_day": "1 March 2037"}, "Add a year at most."),
        ({"weekdays": ["6"], "last_day": "9 March 2027"}, "There is no such weekday between these days"),
        ({"weekdays": []}, "Choose a weekday"),
        (
            {"weekdays": ["6"], "last_day": "10 October 2027", "call_time": "2:30am", "which": "later"},
            "there is no 2:30am",
        ),
    ],
)
def test_a_series_that_cannot_be_adds_nothing(  # noqa: PLR0917 - fixtures, and what is typed
    as_: AsMember, work_as: WorkAs, base: str, place: str, typed: dict[str, str], sentence: str
) -> None:
    series = {"place": place, "weekdays": ["0"], "first_day": "8 March 2027", "last_day": "31 March 2027", **typed}

    shown = as_("tom").post(f"{base}/series", series)

    assert shown.status == 422
    assert sentence in shown.main
    assert list(days(work_as)) == WEEK


def test_f71_cancelling_a_day_says_whose_days_it_touches(
    as_: AsMember, work_as: WorkAs, stage: Stage, place: str
) -> None:
    day = days(work_as)[MONDAY]
    client, path = as_("tom"), f"/shoot-days/{day.id}/cancellation"
    before = client.get(path)
    assert "Nobody has a published day there." in before.main
    with work_as("tom") as work:
        enrolled(work, stage, "noor")
        a_published_plan(work, stage)

    late = client.post(path, {"seen": str(before.soup.select_one("[name=seen]")["value"])})  # type: ignore[index]
    assert late.status == 422
    assert "This touches 1 published day of 1 person." in late.main
    assert "Noor Haddad: Monday 8 March 2027, Production office." in late.main
    assert client.post(path, {"seen": str(late.soup.select_one("[name=seen]")["value"])}).status == 303  # type: ignore[index]

    assert MONDAY not in days(work_as)
    with work_as("tom") as work:
        live = work.db.scalars(select(Assignment).where(col(Assignment.on_date) == MONDAY)).all()
        assert live
        assert all(each.is_live for each in live)
    assert place


def test_days_of_another_production_do_not_exist(as_: AsMember, work_as: WorkAs, base: str, place: str) -> None:
    day = days(work_as)[MONDAY]

    for path in (base, f"{base}/new", f"{base}/series", f"/shoot-days/{day.id}", f"/shoot-days/{day.id}/cancellation"):
        assert as_("cleo").get(path).status == 404
    assert place


def test_f70_a_place_of_another_production_cannot_be_chosen(
    as_: AsMember, work_as: WorkAs, stage: Stage, base: str, place: str
) -> None:
    with work_as("cleo") as work:
        theirs = a_place(
            work, production=stage.productions["harbour-lights"], supervisor=stage.people["cleo"], name="Ferry workshop"
        )

    shown = as_("tom").post(f"{base}/new", {"place": str(theirs.id), "day": "20 March 2027"})

    assert "Choose one of the places in the list" in shown.main
    assert "Ferry workshop" not in shown.main
    assert place


def test_the_list_takes_the_same_statements_whatever_its_size(
    as_: AsMember, work_as: WorkAs, stage: Stage, base: str
) -> None:
    client, counts = as_("tom"), []
    for rows in (1, 29):
        with work_as("tom") as work:
            at = a_place(
                work, production=stage.productions[OUR_PRODUCTION], supervisor=stage.people["tom"], name=f"Place {rows}"
            )
            days_of_work(work, place=at, days=[MONDAY + timedelta(days=number) for number in range(rows)])
        with statements() as sent:
            client.get(base)
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 8
