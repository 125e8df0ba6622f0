"""Productions exist for their coordinators, and for nobody else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.models.plans import Plan
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.assignments import (
    OUR_PRODUCTION,
    WEEK,
    a_draft,
    a_published_plan,
    busy_elsewhere,
    days_of,
    enrolled,
    our_place,
)
from tests.factories.productions import a_desk, days_of_work


def test_the_listing_shows_only_own_productions(as_: AsMember) -> None:
    page = as_("tom").get("/productions")

    assert page.status == 200
    assert "My Brilliant Career" in page.main
    assert "Harbour Lights" not in page.main


def test_the_next_day_of_work_is_told_in_the_time_of_the_production(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        days_of_work(work, place=place, days=[date(2027, 4, 5), date(2027, 4, 6)])
    clock.now = datetime(2027, 4, 5, 14, tzinfo=UTC)
    late_in_the_evening = as_("tom").get("/productions").main
    clock.now = datetime(2027, 4, 5, 16, tzinfo=UTC)

    assert "Monday 5 April 2027" in late_in_the_evening
    assert "Tuesday 6 April 2027" in as_("tom").get("/productions").main


def test_the_listing_is_for_coordinators(as_: AsMember) -> None:
    page = as_("mei").get("/productions")

    assert page.status == 403
    assert "for coordinators of a production" in page.main


def test_a_production_shows_places_desks_days_and_plans(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        a_draft(work, stage)

    page = as_("tom").get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    assert page.status == 200
    assert "Quiet desk Measured on 1 February 2027." in page.main.replace(" at Production office", "")
    assert "Tom Whitlam looks after trainees here. Most trainees at a time: 4." in page.main
    assert "Monday 8 March 2027 to Sunday 14 March 2027" in page.main
    assert "Friday 12 March 2027 what to provide : Production office. Scenes are filmed." in page.main


def test_two_drafts_of_one_week_have_words_of_their_own(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        first, second = a_draft(work, stage), a_draft(work, stage)
        work.db.get_one(Plan, first.id).asked_at = work.now - timedelta(hours=1)

    page = as_("tom").get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    links = {" ".join(a.get_text().split()): a["href"] for a in page.soup.select("main a[href^='/plans/']")}
    assert sorted(links.values()) == sorted(f"/plans/{each.id}" for each in (first, second))
    assert all(words.startswith("Monday 8 March 2027 to Sunday 14 March 2027, asked for on ") for words in links)
    assert "Times here are Adelaide time." in page.main


def test_an_empty_production_names_one_next_step(as_: AsMember, stage: Stage) -> None:
    page = as_("tom").get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    assert "The next step is to add a place where trainees work." in page.main
    assert [each.get_text(strip=True) for each in page.soup.select("main a.button")] == ["Add a place"]


@pytest.mark.parametrize("key", ["cleo", "mei", "noor", "jun", "ola"])
def test_a_production_does_not_exist_for_others(as_: AsMember, stage: Stage, key: str) -> None:
    page = as_(key).get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    assert page.status == 404
    assert "My Brilliant Career" not in page.text


TYPED = {
    "title": "My Brilliant Career", "blocks": ["9:30am to 12:30pm", "1:30pm to 4:30pm"], "notice_book_days": "5",
    "notice_days": "2", "notice_cancel_days": "1", "version": "1",
}  # fmt: skip


def test_f59_notice_to_book_change_and_cancel_is_kept_apart_and_told(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        day = days_of(work, a_published_plan(work, stage), stage.people["noor"])[0]
    path = f"/productions/{stage.productions[OUR_PRODUCTION].id}/change"
    same = as_("noor").get(f"/my-days/{day.id}")
    assert "A new day, a change or a cancelled day inside 2 working days needs your yes." in same.main

    assert as_("tom").post(path, TYPED).status == 303

    apart = as_("noor").get(f"/my-days/{day.id}")
    for words in (
        "A new day inside 5 working days needs your yes.",
        "A change inside 2 working days needs your yes.",
        "A cancelled day inside 1 working day needs your yes.",
    ):
        assert words in apart.main
    as_("tom").post(path, {**TYPED, "notice_cancel_days": "0", "version": "2"})
    assert "A cancelled day" not in as_("noor").get(f"/my-days/{day.id}").main


def test_f70_whoever_works_elsewhere_is_busy_and_nothing_says_where(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        before = a_draft(work, stage)
        assert days_of(work, before, stage.people["noor"])
        for day in WEEK:
            busy_elsewhere(work, stage, who="noor", on=day)
        after = a_draft(work, stage)
        assert days_of(work, after, stage.people["noor"]) == []
    client = as_("tom")

    refused = client.post(f"/plans/{before.id}/publication", {"replaces": ""})

    assert refused.status == 422
    for page in (refused, client.get(f"/plans/{after.id}")):
        for hidden in ("Harbour Lights", "Ferry workshop", "Cleo", "Workshop desk"):
            assert hidden not in page.text


def test_rel_04_two_coordinators_change_one_production(as_: AsMember, stage: Stage) -> None:
    client, path = as_("tom"), f"/productions/{stage.productions[OUR_PRODUCTION].id}/change"

    assert client.post(path, {**TYPED, "title": "My Brilliant Year"}).status == 303
    late = client.post(path, {**TYPED, "title": "My Brilliant Day"})

    assert late.status == 409
    assert "My Brilliant Year" in late.main
    assert late.soup.select_one("[name=title]")["value"] == "My Brilliant Day"  # type: ignore[index]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"blocks": ["25:00 to 26:00"]}, "“25:00 to 26:00” is no span of time. Write it like 9:30am to 12:30pm"),
        ({"blocks": ["9am to 1pm", "12pm to 5pm"]}, "Two blocks overlap: 9:00am to 1:00pm and 12:00pm to 5:00pm."),
        ({"blocks": ["5pm to 9am"]}, "“5pm to 9am” ends before it begins."),
        ({"blocks": []}, "Write at least one block"),
        ({"blocks": ["9:30am to 12:30pm"]}, "People are booked in block 2 of a day. Publish a plan without it first"),
        ({"notice_days": "31"}, "Use a number that is 30 or less"),
        ({"title": ""}, "Write the title"),
    ],
)
def test_a_production_that_cannot_be_is_said(
    as_: AsMember, work_as: WorkAs, stage: Stage, typed: dict[str, str], sentence: str
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        a_published_plan(work, stage)

    shown = as_("tom").post(f"/productions/{stage.productions[OUR_PRODUCTION].id}/change", {**TYPED, **typed})

    assert shown.status == 422
    assert sentence in shown.main
    assert shown.soup.select_one("[name=notice_book_days]")["value"] == "5"  # type: ignore[index]


@pytest.mark.parametrize("desks", [1, 30])
def test_a_production_takes_the_same_statements_whatever_its_size(
    as_: AsMember, work_as: WorkAs, stage: Stage, desks: int
) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        for number in range(desks):
            a_desk(work, place=place, name=f"Desk {number}")
    client = as_("tom")

    with statements() as asked:
        client.get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    assert len(asked) == 6
