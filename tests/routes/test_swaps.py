"""A hard day: a quieter desk that suits holds at once and nobody is told why, or another way is asked for."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.accommodations import Strength
from app.models.assignments import Assignment, AssignmentStatus
from app.models.messages import Message
from app.models.plans import Plan
from app.models.swaps import Swap
from app.models.workstations import Workstation
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.assignments import a_published_plan, an_agreed_need, days_of, enrolled, our_place
from tests.factories.productions import LOUD, QUIET, a_desk
from tests.running import run_reactions


@pytest.fixture
def day(work_as: WorkAs, stage: Stage, clock: MovableClock) -> Assignment:
    """Noor's first day, moved to the loud desk, with quieter ones around it; the clock stands an hour before."""
    with work_as("tom") as work:
        place, _, loud = our_place(work, stage, capacity=8)
        enrolled(work, stage, "noor", "ari")
        an_agreed_need(work, stage, of="noor", need="headphones", strength=Strength.MUST)
        plan = a_published_plan(work, stage)
        for number in range(7):
            a_desk(work, place=place, name=f"Corner {number}", profile={**QUIET, "noise_level": "3"})
        a_desk(work, place=place, name="No ear defenders", profile={**QUIET, "noise_level": "1", "headphones_ok": "no"})
        a_desk(work, place=place, name="Not measured", profile={})
        mine = days_of(work, plan, stage.people["noor"])
        first = [each for each in mine if each.on_date == mine[0].on_date]
        taken = {each.workstation_id for each in days_of(work, plan, stage.people["ari"])}
        assert loud.profile == LOUD
        for each in first:
            if loud.id not in taken:
                each.workstation_id = loud.id
            else:
                work.db.get_one(Workstation, each.workstation_id).profile = {**LOUD}
    clock.now = first[0].starts_at
    return first[0]


def desks_offered(shown: object) -> dict[str, str]:
    return {
        str(label.text): str(label.find_previous("input")["value"])
        for label in shown.soup.select("main .choice label")  # type: ignore[attr-defined]
    }


def test_n15_five_quieter_desks_at_most_that_meet_every_must(as_: AsMember, day: Assignment) -> None:
    offered = desks_offered(as_("noor").get(f"/my-days/{day.id}/quieter"))

    assert len(offered) == 5
    assert not {"No ear defenders, Production office", "Not measured, Production office"} & set(offered)


def test_n15_the_chosen_desk_holds_at_once_and_no_reason_is_told(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, day: Assignment
) -> None:
    noor = as_("noor")
    offered = desks_offered(noor.get(f"/my-days/{day.id}/quieter"))
    desk = offered["Corner 1, Production office"]

    page = noor.follow(noor.post(f"/my-days/{day.id}/quieter", {"desk": desk}))

    assert "This is your desk now." in page.main
    assert "Corner 1" in page.main
    run_reactions(parts)
    with work_as(None) as work:
        blocks = work.db.scalars(
            select(Assignment).where(
                col(Assignment.person_id) == day.person_id, col(Assignment.on_date) == day.on_date, Assignment.is_live
            )
        ).all()
        assert {str(each.workstation_id) for each in blocks} == {desk}
        assert {each.status for each in blocks} == {AssignmentStatus.AGREED}
        assert len(work.db.scalars(select(Swap)).all()) == len(blocks)
        told = work.db.scalars(select(Message).where(col(Message.template) == "desk_swapped")).one()
        assert (told.email, told.facts["now"]) == ("tom@example.com", "Corner 1")
    again = noor.post(f"/my-days/{day.id}/quieter", {"desk": desk})
    assert again.status == 422


def test_n15_a_desk_that_somebody_took_meanwhile_is_not_given_twice(
    as_: AsMember, work_as: WorkAs, stage: Stage, day: Assignment
) -> None:
    noor = as_("noor")
    desk = desks_offered(noor.get(f"/my-days/{day.id}/quieter"))["Corner 1, Production office"]
    with work_as(None) as work:
        plan = work.db.get_one(Plan, day.plan_id)
        for each in days_of(work, plan, stage.people["ari"]):
            if each.on_date == day.on_date:
                each.workstation_id = type(each.workstation_id)(desk)

    page = noor.post(f"/my-days/{day.id}/quieter", {"desk": desk})

    with work_as(None) as work:
        theirs = work.db.scalars(select(Assignment).where(col(Assignment.workstation_id) == type(day.id)(desk))).all()
    assert ({each.person_id for each in theirs} == {day.person_id}) is (page.status == 303)


def test_n15_going_home_is_a_wish_and_keeps_the_place(as_: AsMember, work_as: WorkAs, day: Assignment) -> None:
    noor = as_("noor")

    page = noor.follow(noor.post(f"/my-days/{day.id}/other-ways", {"way": "home"}))

    assert "Your place is kept." in page.main
    with work_as(None) as work:
        kept = work.db.get_one(Assignment, day.id)
        assert (kept.status, kept.is_live) == (AssignmentStatus.ASKED_TO_CHANGE, True)
        assert kept.wish == "I would like to work from home on this day."
    assert noor.post(f"/my-days/{day.id}/other-ways", {"way": "fly"}).status == 422
    assert as_("ari").get(f"/my-days/{day.id}/quieter").status == 404


def test_a_day_that_is_far_away_is_not_swapped(as_: AsMember, clock: MovableClock, day: Assignment) -> None:
    clock.now = day.starts_at - timedelta(days=3)
    noor = as_("noor")

    page = noor.get(f"/my-days/{day.id}/quieter")

    assert "from the day before" in page.main
    assert noor.post(f"/my-days/{day.id}/quieter", {"desk": str(day.workstation_id)}).status == 422
