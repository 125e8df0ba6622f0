"""What a desk is like, for its coordinators and for whoever has a day at it."""

from datetime import date

from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.assignments import a_draft, a_published_plan, an_agreed_need, days_of, enrolled, our_place
from tests.factories.productions import a_desk, a_place


def test_a_coordinator_reads_what_was_measured(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        quiet.out_of_service = ["2027-03-09"]

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
        quiet.out_of_service = ["2027-03-12"]
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
