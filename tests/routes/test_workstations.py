"""What a desk is like, for its coordinators and for whoever has a day at it."""

from datetime import date

import pytest
from sqlmodel import col, select

from app.models.plans import Plan
from app.models.workstations import Workstation
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.assignments import a_draft, a_published_plan, an_agreed_need, days_of, enrolled, our_place
from tests.factories.productions import a_breakdown, a_desk, a_place


def test_a_coordinator_reads_what_was_measured(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        a_breakdown(work, desk=quiet, first=date(2027, 3, 9))

    page = as_("tom").get(f"/workstations/{quiet.id}")

    assert page.status == 200
    assert "What is behind the seat? a wall" in page.main
    assert "How loud is it usually? 35 to 40 dB(A)" in page.main
    assert "Robin Castle measured it on Monday 1 February 2027. With a phone meter." in page.main
    assert "Tuesday 9 March 2027" in page.main


def test_what_was_not_measured_is_said(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        bare = a_desk(work, place=place, name="Bare desk", profile={"smell": "not a value of the scale"})
        bare.measured_on = None

    page = as_("tom").get(f"/workstations/{bare.id}")

    assert "Smells? Not measured yet" in page.main
    assert "What is the way in like? Not described yet" in page.main
    assert "do not count as a match for anybody" in page.main


def test_a_trainee_reads_about_the_desk_of_a_published_day(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        a_breakdown(work, desk=quiet, first=date(2027, 3, 12))
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        a_published_plan(work, stage)
    noor = as_("noor")

    page = noor.get(f"/workstations/{quiet.id}")

    assert page.status == 200
    assert "What is behind the seat? a wall" in page.main
    assert "12 March" not in page.main
    assert noor.get(f"/workstations/{loud.id}").status == 404


def test_a_draft_opens_no_desk(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        plan = a_draft(work, stage)
        assert days_of(work, plan, stage.people["noor"])

    assert as_("noor").get(f"/workstations/{quiet.id}").status == 404


def test_a_desk_of_another_production_does_not_exist(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("cleo") as work:
        place = a_place(work, production=stage.productions["harbour-lights"], supervisor=stage.people["cleo"])
        theirs = a_desk(work, place=place, name="Workshop desk")

    assert as_("tom").get(f"/workstations/{theirs.id}").status == 404
    assert as_("zoe").get(f"/workstations/{theirs.id}").status == 404
    assert as_("cleo").get(f"/workstations/{theirs.id}").status == 200
    assert date.fromisoformat("2027-02-01") == theirs.measured_on


TYPED = {
    "kind": "compositing",
    "name": "Comp desk 1",
    "what_it_is_like": "A desk with a wall behind you.",
    "software": ["Nuke", "Nuke", ""],
    "hardware": ["2 screens", "pen tablet"],
    "beside": "",
    "detail_screens": "2",
    "detail_tablet": "yes",
    "detail_memory": "",
}


def test_f56_a_desk_has_a_kind_with_facts_of_its_own(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, quiet, _ = our_place(work, stage)
    tom, path = as_("tom"), f"/locations/{place.id}/desks"

    assert "How much memory does the computer have?" in tom.get(f"{path}/new?kind=compositing").main
    assert "Does it move during the day?" in tom.get(f"{path}/new?kind=cart").main
    assert "On-set cart" in tom.get(f"{path}/new").main
    listed = tom.follow(tom.post(f"{path}/new", {**TYPED, "beside": str(quiet.id)}))

    assert "The desk is added." in listed.text
    assert "Comp desk 1 Compositing desk" in listed.main
    with work_as("tom") as work:
        made = work.db.scalars(select(Workstation).where(col(Workstation.name) == "Comp desk 1")).one()
    assert (made.kind, made.details, made.software) == ("compositing", {"screens": 2, "tablet": "yes"}, ["Nuke"])
    assert (made.hardware, made.beside_id) == ({"screens": 2, "pen tablet": 1}, quiet.id)
    page = tom.get(f"/workstations/{made.id}")
    assert "Equipment 2 screens, 1 pen tablet" in page.main
    assert "How many screens? 2 Is there a pen tablet? Yes" in page.main


@pytest.mark.parametrize("name", ["Quiet desk", "  quiet   DESK "])
def test_a_second_desk_of_one_name_is_refused_and_nothing_is_lost(
    as_: AsMember, work_as: WorkAs, stage: Stage, name: str
) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)

    page = as_("tom").post(f"/locations/{place.id}/desks/new", {**TYPED, "name": name})

    assert page.status == 422
    assert page.errors == ["There is a desk called Quiet desk at this place. Choose another name"]
    assert page.soup.select_one("#field-software")["value"] == "Nuke"  # type: ignore[index]
    assert page.soup.select_one("#field-detail_tablet[checked]")


def test_rel_04_a_desk_that_somebody_else_changed_is_not_overwritten(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
    tom, path = as_("tom"), f"/workstations/{quiet.id}/change"
    assert tom.get(f"{path}?kind=edit").soup.select_one("[name=version]")["value"] == "1"  # type: ignore[index]

    assert tom.post(path, {**TYPED, "name": "Corner desk", "version": "1"}).status == 303
    late = tom.post(path, {**TYPED, "name": "Window desk", "version": "1"})

    assert late.status == 422
    assert "Somebody changed this desk since you opened this page." in late.main
    assert late.soup.select_one("#field-name")["value"] == "Window desk"  # type: ignore[index]
    assert late.soup.select_one("[name=version]")["value"] == "2"  # type: ignore[index]
    assert "Corner desk" in tom.get(f"/workstations/{quiet.id}").main


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("hardware", ["200 screens"], "A desk has between 1 and 99 of each thing"),
        ("software", ["x" * 81], "Use 80 characters or fewer on each line"),
        ("detail_screens", "-1", "Use a number that is 0 or more"),
        ("detail_tablet", "maybe", "Choose one of the answers in the list"),
        ("beside", "00000000-0000-7000-8000-000000000000", "Choose one of the desks in the list"),
        ("name", "", "Write a name for the desk"),
    ],
)
def test_what_cannot_be_is_said(  # noqa: PLR0917 - fixtures and one case
    as_: AsMember, work_as: WorkAs, stage: Stage, field: str, typed: str | list[str], said: str
) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)

    page = as_("tom").post(f"/locations/{place.id}/desks/new", {**TYPED, field: typed})

    assert (page.status, page.errors) == (422, [said])


def test_f71_a_desk_retired_while_it_is_planned_keeps_its_days_until_a_new_plan(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        plan = a_published_plan(work, stage)
        assert {day.workstation_id for day in days_of(work, plan, stage.people["noor"])} == {quiet.id}
    tom, path = as_("tom"), f"/workstations/{quiet.id}/retirement"
    page = tom.get(path)
    assert "Who has days there" in page.main
    assert "Monday 8 March 2027: Noor" in page.main

    unread = tom.post(path, {})
    seen = page.soup.select_one("[name=seen]")["value"]  # type: ignore[index]
    listed = tom.follow(tom.post(path, {"seen": seen}))

    assert unread.status == 422
    assert "Read the list again" in unread.main
    assert "Retired desks" in listed.main
    assert as_("noor").get(f"/workstations/{quiet.id}").status == 200
    with work_as("tom") as work:
        assert days_of(work, work.db.get_one(Plan, plan.id), stage.people["noor"])
        again = a_draft(work, stage)
        assert days_of(work, again, stage.people["noor"]) == []
    tom.post(f"/workstations/{quiet.id}/return", {})
    with work_as("tom") as work:
        assert days_of(work, a_draft(work, stage), stage.people["noor"])


def test_desks_are_only_for_the_coordinators_of_their_production(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, quiet, _ = our_place(work, stage)

    for key in ("cleo", "mei", "noor"):
        assert as_(key).get(f"/locations/{place.id}/desks").status == 404
        assert as_(key).post(f"/workstations/{quiet.id}/change", TYPED).status == 404


def test_a_place_without_desks_says_what_happens_next(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place = a_place(work, production=stage.productions["my-brilliant-career"], supervisor=stage.people["tom"])

    assert "When you add one, plans can use it" in as_("tom").get(f"/locations/{place.id}/desks").main
