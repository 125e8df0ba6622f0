"""A trainee's own days: read with the whole preview, agreed to, or asked to change. Nobody's silence costs anything."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.assignments import Assignment, AssignmentStatus
from app.models.messages import Message
from app.models.plans import Plan
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.assignments import a_draft, a_published_plan, days_of, enrolled, our_place
from tests.running import run_reactions


@pytest.fixture
def plan(work_as: WorkAs, stage: Stage) -> Plan:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        return a_published_plan(work, stage)


@pytest.fixture
def day(work_as: WorkAs, stage: Stage, plan: Plan) -> Assignment:
    """Noor's first day, by its first block."""
    with work_as(None) as work:
        return days_of(work, plan, stage.people["noor"])[0]


def test_the_list_shows_day_place_desk_people_and_times_in_full(as_: AsMember, day: Assignment) -> None:
    page = as_("noor").get("/my-days")

    assert page.status == 200
    assert "Times here are Adelaide time." in page.main
    assert "9:30am to 12:30pm, 3 hours" in page.main
    assert "desk at Production office" in page.main
    assert "Tom Whitlam is there with you." in page.main
    assert page.main.count("Waits for your answer") == 2
    assert "Ari Novak" not in page.text
    assert f"/my-days/{day.id}" in page.text


def test_without_days_the_list_says_what_happens_next(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        a_draft(work, stage)

    page = as_("noor").get("/my-days")

    assert "No days are planned for you yet." in page.main
    assert as_(None).get("/my-days").status == 303


def test_a_day_is_previewed_in_full(as_: AsMember, day: Assignment) -> None:
    page = as_("noor").get(f"/my-days/{day.id}")

    assert page.status == 200
    for part in (
        "Ring at the blue door.",
        "Tom Whitlam is the supervisor .",
        "You draw around shapes in short clips.",
        "Scenes are filmed.",
        "The clip can change. Your desk stays.",
        "A new day, a change or a cancelled day inside 2 working days needs your yes.",
        "8 Wirra Lane, Thebarton",
    ):
        assert part in page.main


def test_agreeing_to_a_day_agrees_to_all_of_it(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, stage: Stage, plan: Plan, day: Assignment
) -> None:
    noor = as_("noor")

    agreed = noor.follow(noor.post(f"/my-days/{day.id}/agreement"))
    run_reactions(parts)

    assert "You agreed to this day." in agreed.main
    with work_as(None) as work:
        mine = days_of(work, plan, stage.people["noor"])
        answers = {each.status for each in mine if each.on_date == day.on_date}
        assert answers == {AssignmentStatus.AGREED}
        assert {each.status for each in mine if each.on_date != day.on_date} == {AssignmentStatus.PROPOSED}
        told = work.db.scalars(select(Message).where(col(Message.template) == "days_agreed")).one()
        assert (told.email, told.facts["person"], told.facts["count"]) == ("tom@example.com", "Noor Haddad", 1)


def test_a_week_is_agreed_in_one_press_and_wishes_stay(as_: AsMember, plan: Plan, day: Assignment) -> None:
    noor = as_("noor")
    noor.post(f"/my-days/{day.id}/wish", {"words": "A morning would suit me."})

    page = noor.follow(noor.post(f"/my-weeks/{plan.id}/agreement"))

    assert page.main.count("You agreed") == 2  # the notice, and the other day
    assert page.main.count("You asked to change it") == 1
    assert "Agree to these days" not in page.main


def test_asking_to_change_needs_no_reason_and_keeps_the_place(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, stage: Stage, plan: Plan, day: Assignment
) -> None:
    noor = as_("noor")

    asked = noor.follow(noor.post(f"/my-days/{day.id}/wish", {"words": ""}))
    run_reactions(parts)

    assert "Until there is a new plan, your place is kept." in asked.main
    with work_as(None) as work:
        mine = [each for each in days_of(work, plan, stage.people["noor"]) if each.on_date == day.on_date]
        assert {(each.status, each.is_live) for each in mine} == {(AssignmentStatus.ASKED_TO_CHANGE, True)}
        told = work.db.scalars(select(Message).where(col(Message.template) == "change_asked")).one()
        assert told.email == "tom@example.com"


def test_a_wish_is_read_by_the_coordinator_and_nobody_else(as_: AsMember, plan: Plan, day: Assignment) -> None:
    as_("noor").post(f"/my-days/{day.id}/wish", {"words": "CANARY mornings"})

    assert "CANARY mornings" in as_("tom").get(f"/plans/{plan.id}").text
    assert "CANARY" not in as_("ari").get("/my-days").text
    assert as_("cleo").get(f"/plans/{plan.id}").status == 404


def test_a_wish_that_is_too_long_keeps_what_was_typed(as_: AsMember, day: Assignment) -> None:
    page = as_("noor").post(f"/my-days/{day.id}/wish", {"words": "a" * 1001})

    assert page.status == 422
    assert "Use 1000 characters or fewer. You have used 1001" in page.main
    assert "a" * 1001 in page.soup.select("textarea")[0].text


def test_saying_that_a_day_was_seen_answers_nothing(as_: AsMember, day: Assignment) -> None:
    noor = as_("noor")

    seen = noor.follow(noor.post(f"/my-days/{day.id}/sight"))

    assert "You have seen it. You can still answer" in seen.main
    assert "Agree to this day" in seen.main
    assert "I have seen this" not in seen.main


def test_reading_a_day_changes_nothing(as_: AsMember, work_as: WorkAs, day: Assignment) -> None:
    as_("noor").get(f"/my-days/{day.id}")

    with work_as(None) as work:
        assert work.db.get_one(Assignment, day.id).status is AssignmentStatus.PROPOSED


@pytest.mark.parametrize("key", ["ari", "zoe", "tom", "cleo", "mei"])
def test_a_day_exists_only_for_its_person(as_: AsMember, plan: Plan, day: Assignment, key: str) -> None:
    client = as_(key)

    assert client.get(f"/my-days/{day.id}").status == 404
    assert client.get(f"/my-days/{day.id}/wish").status == 404
    for act in ("agreement", "wish", "sight"):
        assert client.post(f"/my-days/{day.id}/{act}").status == 404
    if key != "ari":
        assert client.post(f"/my-weeks/{plan.id}/agreement").status == 404


def test_agreeing_twice_is_harmless(as_: AsMember, day: Assignment) -> None:
    noor = as_("noor")
    noor.post(f"/my-days/{day.id}/agreement")

    assert noor.post(f"/my-days/{day.id}/agreement").status == 303
    assert noor.post(f"/my-days/{day.id}/sight").status == 303


@pytest.mark.parametrize("weeks", [1, 2])
def test_the_list_takes_the_same_statements_whatever_its_length(
    as_: AsMember, work_as: WorkAs, stage: Stage, plan: Plan, weeks: int
) -> None:
    noor = as_("noor")
    with work_as(None) as work:
        for each in days_of(work, plan, stage.people["noor"])[weeks * 2 :]:
            each.is_live = False

    with statements() as sent:
        noor.get("/my-days")

    assert len(sent) == 5
