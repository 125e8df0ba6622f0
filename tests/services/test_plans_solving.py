"""Plans hold what must hold, are read again before anybody sees them, and stop with a sentence where they cannot."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlmodel import col

from app.core.errors import Refused
from app.forms.plans import FirstPublication
from app.models.accommodations import Strength
from app.models.plans import PlanStatus
from app.models.workstations import Workstation
from app.rules.shortfalls import Cause, Shortfall
from app.services import claims, plans, plans_solving, plans_versions
from app.services.casting import Stage
from app.services.plans_changes import bookings_of
from app.services.plans_checks import faults
from app.services.plans_facts import Booking, gather
from app.solvers import contract, scheduling
from tests.asking import WorkAs
from tests.factories.assignments import (
    MONDAY,
    WEEK,
    a_draft,
    a_wanted_plan,
    an_agreed_need,
    busy_elsewhere,
    days_of,
    enrolled,
    our_place,
)
from tests.factories.productions import QUIET, a_desk


def test_every_must_holds_in_the_draft(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")

        plan = a_draft(work, stage)

        assert {each.workstation_id for each in days_of(work, plan, stage.people["noor"])} == {quiet.id}
        assert plan.status is PlanStatus.DRAFT
        assert plan.figures["blocks"] == 8


def test_a_must_that_was_not_measured_gives_no_desk(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="smell_free")

        plan = a_draft(work, stage)

        assert days_of(work, plan, stage.people["noor"]) == []
        assert [Shortfall.read(each).causes for each in plan.explanations] == [(Cause.TAKEN,)]
        assert [Shortfall.read(each).ways_out for each in plan.explanations] == [()]


def test_a_wish_gives_way_to_a_must(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        an_agreed_need(work, stage, of="noor", need="quiet_seat")
        an_agreed_need(work, stage, of="ari", need="quiet_seat", strength=Strength.PREFER)

        plan = a_draft(work, stage)

        assert {each.workstation_id for each in days_of(work, plan, stage.people["noor"])} == {quiet.id}
        assert len(days_of(work, plan, stage.people["ari"])) == 4


def test_shorter_days_are_kept(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="short_days", parameters={"hours": 4, "days": 1})

        days = [each.on_date for each in days_of(work, a_draft(work, stage), stage.people["noor"])]

        assert days == [WEEK[0], WEEK[2], WEEK[4]]


def test_a_problem_is_the_same_in_whatever_order_its_rows_lie(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, quiet, loud = our_place(work, stage)
        made_last = a_desk(work, place=place, name="A desk with an early id", profile=QUIET)
        early = UUID(int=1)
        work.db.execute(update(Workstation).where(col(Workstation.id) == made_last.id).values(id=early))
        work.db.expunge(made_last)

        problem = plans_solving.load(work, a_wanted_plan(work, stage))

        assert [each.id for each in problem.workstations] == [str(each) for each in (early, quiet.id, loud.id)]


def test_no_more_people_than_the_supervisor_holds(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage, capacity=1)
        enrolled(work, stage, "noor", "ari", "bea")

        plan = a_draft(work, stage)

        times = [(each.on_date, each.block) for each in bookings_of(work, plan)]
        assert len(times) == len(set(times)) == 10
        assert plan.figures["missing"] == 2


def test_a_spoiled_plan_is_not_stored(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, _, loud = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        plan = a_wanted_plan(work, stage)
        plans.start_solving(work, plan)
        solved = scheduling.solve(plans_solving.load(work, plan), seed=1, seconds=5)
        spoiled = replace(solved, assignments=(replace(solved.assignments[0], workstation=str(loud.id)),))

        with pytest.raises(Refused):
            plans_solving.store(work, plan, spoiled)

        assert days_of(work, plan, stage.people["noor"]) == []


def test_the_check_finds_each_kind_of_fault(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, quiet, loud = our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        facts = gather(work, a_wanted_plan(work, stage))
        noor, ari, zoe = (stage.id_of(key) for key in ("noor", "ari", "zoe"))
        right = Booking(noor, WEEK[0], 0, quiet.id)

        def found(*bookings: Booking) -> int:
            return len(faults(facts, bookings))

        assert found(right, Booking(ari, WEEK[0], 0, loud.id)) == 0
        assert found(replace(right, workstation_id=loud.id)) == 1
        assert found(right, replace(right, person_id=ari)) == 1
        assert found(right, replace(right, workstation_id=place.id)) == 2
        assert found(replace(right, on_date=WEEK[4].replace(day=13))) == 2
        facts.locations[place.id].capacity = 1
        assert found(right, Booking(ari, WEEK[0], 0, loud.id)) == 1
        facts.locations[place.id].capacity = 4
        assert found(Booking(zoe, WEEK[0], 0, loud.id)) == 1


def test_the_check_keeps_limits_days_off_and_the_seat_for_company(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        an_agreed_need(work, stage, of="noor", need="short_days", parameters={"hours": 4, "days": 1})
        an_agreed_need(work, stage, of="ari", need="supporter", parameters={"when": ["work"]})
        facts = gather(work, a_wanted_plan(work, stage))
        noor, ari = stage.id_of("noor"), stage.id_of("ari")
        right = Booking(noor, WEEK[0], 0, quiet.id)

        assert faults(facts, [right, replace(right, on_date=WEEK[2])]) == []
        assert len(faults(facts, [right, replace(right, block=1)])) == 1
        assert len(faults(facts, [right, replace(right, on_date=WEEK[1])])) == 1
        assert len(faults(facts, [Booking(ari, WEEK[0], 0, loud.id)])) == 1

        loud.beside_id = quiet.id

        assert faults(facts, [Booking(ari, WEEK[0], 0, loud.id)]) == []
        assert len(faults(facts, [Booking(ari, WEEK[0], 0, loud.id), right])) == 1


def test_nobody_is_planned_while_another_production_has_them(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        for day in WEEK[:4]:
            busy_elsewhere(work, stage, who="noor", on=day)

        plan = a_draft(work, stage)

        assert [each.on_date for each in days_of(work, plan, stage.people["noor"])] == [WEEK[4], WEEK[4]]
        assert plan.figures["wanted"] == 2


def test_a_time_that_was_taken_meanwhile_is_not_published(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
        busy_elsewhere(work, stage, who="noor", on=days_of(work, plan, stage.people["noor"])[0].on_date)

        with pytest.raises(Refused):
            plans.publish(work, plan, FirstPublication())
        with pytest.raises(Refused) as told:
            plans_versions.replace(work, None, plan)

        assert told.value.sentence.message == claims.BUSY


def test_the_problem_says_nothing_that_names_a_person(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")

        problem = plans_solving.load(work, a_wanted_plan(work, stage))

        assert [each.id for each in problem.trainees] == [str(stage.id_of("noor"))]
        assert problem.trainees[0].must.place == (contract.PlaceRule("back", contract.Comparison.IS, "wall"),)
        assert "Noor" not in repr(problem)
        assert (problem.days, problem.blocks, problem.published) == (7, 2, None)
        assert WEEK[0] == MONDAY
