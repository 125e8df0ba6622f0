"""A desk that cannot be used for some days: what it means is read first, nobody loses a day, and it is taken back."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from app.models.breakdowns import Breakdown
from app.models.workstations import Workstation
from app.services import desk_days
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.factories.assignments import (
    MONDAY,
    a_draft,
    a_published_plan,
    an_agreed_need,
    days_of,
    enrolled,
    our_place,
)
from tests.factories.productions import a_breakdown

TYPED = {"kind": "breakdown", "first_day": "8 March 2027", "last_day": "2027-03-09", "words": "The screen stays black."}
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


@pytest.fixture
def desk(work_as: WorkAs, stage: Stage) -> Workstation:
    """The one desk that fits Noor, who has a day there each day of the week."""
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        a_published_plan(work, stage)
    return quiet


def seen_in(page: Shown) -> str:
    return str(page.soup.select_one("[name=seen]")["value"])  # type: ignore[index]


def test_f71_closing_a_desk_says_first_what_happens_to_its_days(
    as_: AsMember, work_as: WorkAs, stage: Stage, desk: Workstation
) -> None:
    tom, path = as_("tom"), f"/workstations/{desk.id}/breakdowns"
    assert "Nothing is stored before that." in tom.get(f"{path}/new").main

    checked = tom.post(f"{path}/check", TYPED)
    with work_as("tom") as work:
        assert work.db.scalars(select(Breakdown)).all() == []
    page = tom.follow(tom.post(path, {**TYPED, "seen": seen_in(checked)}))

    for shown in (checked, page):
        assert "Monday 8 March 2027: Noor" in shown.main
        assert "Tuesday 9 March 2027: Noor" in shown.main
        assert "10 March" not in shown.main
    assert "2 published days fall on this time." in checked.main
    assert "They keep these days until a new plan is published." in page.main
    assert page.soup.find("a", string="Ask for a plan")
    assert "The screen stays black." in page.main
    with work_as("tom") as work:
        draft = a_draft(work, stage)
        days = {day.on_date for day in days_of(work, draft, stage.people["noor"])}
    assert not days & {MONDAY, TUESDAY}
    assert WEDNESDAY in days


def test_f71_a_list_that_changed_meanwhile_is_read_again(as_: AsMember, desk: Workstation) -> None:
    page = as_("tom").post(f"/workstations/{desk.id}/breakdowns", {**TYPED, "seen": "0" * 64})

    assert page.status == 422
    assert "Read the list again, then press again." in page.main
    assert "Tuesday 9 March 2027: Noor" in page.main


def test_f71_it_works_again_from_today_on(as_: AsMember, work_as: WorkAs, stage: Stage, desk: Workstation) -> None:
    with work_as("tom") as work:
        lost = a_breakdown(work, desk=desk, first=TUESDAY, last=WEDNESDAY)
    tom = as_("tom")

    page = tom.follow(tom.post(f"/breakdowns/{lost.id}/end", {}))
    again = tom.post(f"/breakdowns/{lost.id}/end", {})

    assert "It can be used again" in page.main
    assert again.status == 303
    with work_as("tom") as work:
        assert desk_days.unusable(work, [work.db.get_one(Workstation, desk.id)], MONDAY, WEDNESDAY) == set()
        assert TUESDAY in {day.on_date for day in days_of(work, a_draft(work, stage), stage.people["noor"])}


def test_the_days_of_all_desks_are_asked_at_once(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        a_breakdown(work, desk=quiet, first=MONDAY - timedelta(days=3), last=MONDAY)
        over = a_breakdown(work, desk=loud, first=MONDAY, last=WEDNESDAY)
        over.works_again_on = TUESDAY

        assert desk_days.unusable(work, [quiet, loud], MONDAY, WEDNESDAY) == {(quiet.id, MONDAY), (loud.id, MONDAY)}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"last_day": "7 March 2027"}, "The last day comes before the first. Check both days"),
        (
            {"first_day": "1 February 2027", "last_day": "2 February 2027"},
            "These days are over. Write today or a later day",
        ),
        (
            {"last_day": "9 March 2029"},
            "Write 366 days or fewer. A desk that is gone for longer can be retired",
        ),
        ({"first_day": "30 February 2027"}, "There is no such day. Check the day and the month"),
        ({"kind": "magic"}, "Choose one of the answers in the list"),
    ],
)
def test_days_that_cannot_be_are_said_and_kept(
    as_: AsMember, desk: Workstation, change: dict[str, str], said: str
) -> None:
    tom, path = as_("tom"), f"/workstations/{desk.id}/breakdowns"

    for page in (tom.post(f"{path}/check", {**TYPED, **change}), tom.post(path, {**TYPED, **change, "seen": "x"})):
        assert (page.status, page.errors) == (422, [said])
        assert page.soup.select_one("#field-words")["value"] == TYPED["words"]  # type: ignore[index]


def test_a_desk_that_was_moved_is_to_be_measured_again(as_: AsMember, work_as: WorkAs, desk: Workstation) -> None:
    tom, path = as_("tom"), f"/workstations/{desk.id}/breakdowns"
    moved = {**TYPED, "kind": "moved"}

    tom.post(path, {**moved, "seen": seen_in(tom.post(f"{path}/check", moved))})

    with work_as("tom") as work:
        found = work.db.get_one(Workstation, desk.id)
        assert (found.needs_measuring_since, found.needs_measuring_why) == (date(2027, 3, 1), "moved")


def test_a_breakdown_of_another_production_does_not_exist(as_: AsMember, work_as: WorkAs, desk: Workstation) -> None:
    with work_as("tom") as work:
        lost = a_breakdown(work, desk=desk, first=TUESDAY)

    assert as_("cleo").get(f"/breakdowns/{lost.id}").status == 404
    assert as_("noor").get(f"/breakdowns/{lost.id}").status == 404
    assert as_("cleo").post(f"/workstations/{desk.id}/breakdowns", TYPED).status == 404
