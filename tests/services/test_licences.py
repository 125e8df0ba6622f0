"""No plan uses more licences than there are: not the solver's, not one that was changed by hand, not one of another group."""

from collections import Counter
from dataclasses import replace

import pytest
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.work import Work
from app.forms.placings import Target
from app.models.assignments import Assignment
from app.models.licences import Licences
from app.models.workstations import Workstation
from app.rules.placings import Against
from app.rules.shortfalls import Cause, Shortfall
from app.services import placings, plans_solving
from app.services.casting import Stage
from app.services.placings_board import board_of
from app.services.plans_changes import bookings_of
from app.services.plans_checks import crowding, faults
from app.services.plans_elsewhere import Elsewhere
from app.services.plans_facts import Booking, gather
from tests.asking import WorkAs
from tests.factories.assignments import (
    MONDAY,
    OUR_PRODUCTION,
    a_draft,
    a_wanted_plan,
    days_of,
    enrolled,
    our_place,
)


def licensed(work: Work, stage: Stage, **counts: int) -> None:
    work.db.add(Licences(production_id=stage.productions[OUR_PRODUCTION].id, counts=counts))
    work.db.flush()


def used_at_once(work: Work, rows: list[Assignment], program: str = "Nuke") -> int:
    having = {desk.id for desk in work.db.scalars(select(Workstation)) if program in desk.software}
    return max(Counter((row.on_date, row.block) for row in rows if row.workstation_id in having).values())


@pytest.mark.parametrize("count", [1, 2])
def test_f56_a_draft_uses_no_more_licences_than_there_are(work_as: WorkAs, stage: Stage, count: int) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari", "bea")
        licensed(work, stage, Nuke=count, Blender=1)

        plan = a_draft(work, stage)

        rows = list(work.db.scalars(select(Assignment).where(col(Assignment.plan_id) == plan.id)))
        assert used_at_once(work, rows) == count
        assert faults(gather(work, plan), bookings_of(work, plan)) == []


def test_f56_what_is_missing_for_want_of_a_licence_says_so(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari", "bea", "jun")
        licensed(work, stage, Nuke=1)

        plan = a_draft(work, stage)

        short = [Shortfall.read(each) for each in plan.explanations]
        assert Cause.LICENCE in {cause for each in short for cause in each.causes}
        steps = [step for each in short for way in each.ways_out for step in way if step.cause is Cause.LICENCE]
        assert {step.program for step in steps} == {"Nuke"}


def test_f56_nobody_is_moved_by_hand_to_a_desk_without_a_licence(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        plan = a_draft(work, stage)
        facts, ari = gather(work, plan), days_of(work, plan, stage.people["ari"])[0]
        noor = days_of(work, plan, stage.people["noor"])[0]
        free = ({quiet.id, loud.id} - {ari.workstation_id}).pop()
        there = [each for each in bookings_of(work, plan) if each.person_id == ari.person_id]
        target = Booking(noor.person_id, ari.on_date, ari.block, free)
        assert Against.LICENCE not in board_of(facts, there).against(target)
        licensed(work, stage, Nuke=1)
        facts = gather(work, plan)

        assert board_of(facts, there).against(target) == [Against.LICENCE]
        said = f"Nuke is used at too many desks on {ari.on_date}, block {ari.block}"
        assert said in faults(facts, [*there, target])
        assert crowding(facts, [*there, target]) == [said]
        assert all(each.target.block != ari.block or each.target.on_date != ari.on_date or each.other
                   for each in board_of(facts, there).ways(noor.person_id, None, target))  # fmt: skip
        for row in days_of(work, plan, stage.people["noor"]):
            if (row.on_date, row.block) == (ari.on_date, ari.block):
                work.db.delete(row)
        work.db.flush()
        moving = days_of(work, plan, stage.people["noor"])[-1]
        form = Target(day=ari.on_date, block=ari.block, desk=free, edits=plan.edits)
        with pytest.raises(Refused) as refused:
            placings.move(work, plan, moving, form)
        assert "All licences of a program at this desk are in use then." in str(refused.value.sentence)


def test_f56_licences_that_another_group_uses_are_not_there(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        licensed(work, stage, Nuke=2)
        plan = a_wanted_plan(work, stage)
        facts = gather(work, plan)
        place = quiet.location_id
        taken = {quiet.id: [facts.instants(MONDAY, 0, place)]}
        theirs = replace(facts, elsewhere=Elsewhere(taken))

        assert [theirs.licences_left("Nuke", MONDAY, block) for block in (0, 1)] == [1, 2]
        (licence,) = plans_solving.problem_of(theirs).licences
        assert (licence.software, licence.capacity, [(at.day, at.block, at.capacity) for at in licence.at]) == (
            "Nuke",
            2,
            [(0, 0, 1)],
        )


def test_f56_a_draft_is_out_of_date_when_there_are_other_licences(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
        assert plans_solving.changed_since(plan, gather(work, plan)) == []

        licensed(work, stage, Nuke=1)

        assert plans_solving.changed_since(plan, gather(work, plan)) == ["desks"]
