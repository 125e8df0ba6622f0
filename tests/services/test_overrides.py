"""A must is set aside by nobody but its person: for the solver, for the check of a plan, and for changes by hand."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.core.errors import Refused
from app.forms.plans import FirstPublication
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.models.overrides import Override
from app.models.plans import Plan, PlanStatus
from app.models.workstations import Workstation
from app.services import overrides, plans, plans_making
from app.services.casting import Stage
from app.services.plans_checks import faults
from app.services.plans_facts import Booking, gather
from app.services.plans_solving import mark_of, problem_of
from tests.asking import AsMember, WorkAs
from tests.factories.assignments import MONDAY, a_draft, a_wanted_plan, days_of, enrolled, kept_for
from tests.factories.overrides import SUNDAY, agreed_anew, agreed_to, an_override, only_the_loud_desk


@pytest.fixture
def asked(work_as: WorkAs, stage: Stage) -> tuple[UUID, Accommodation]:
    with work_as("tom") as work:
        desk, item = only_the_loud_desk(work, stage)
        return desk.id, item


def desks_planned(work_as: WorkAs, stage: Stage) -> set[UUID]:
    with work_as("tom") as work:
        return {each.workstation_id for each in days_of(work, a_draft(work, stage), stage.people["noor"])}


def broken(work_as: WorkAs, stage: Stage, desk: UUID, days_later: int = 0) -> list[str]:
    """What stands against Noor at this desk, whoever put her there."""
    with work_as("tom") as work:
        facts = gather(work, a_wanted_plan(work, stage))
        return faults(facts, [Booking(stage.id_of("noor"), MONDAY + timedelta(days=days_later), 0, desk)])


def test_n15_nothing_changes_before_the_yes(work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]) -> None:
    desk, item = asked
    an_override(work_as, desk, item)

    assert desks_planned(work_as, stage) == set()
    assert len(broken(work_as, stage, desk)) == 1


def test_n15_a_yes_lets_the_solver_and_the_check_use_this_desk(
    work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item))

    assert desks_planned(work_as, stage) == {desk}
    assert broken(work_as, stage, desk) == []


def test_n15_a_yes_is_for_one_desk_alone(work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]) -> None:
    desk, item = asked
    with work_as("tom") as work:
        loud = work.db.get_one(Workstation, desk)
        other = Workstation(
            id=work.new_id(), location_id=loud.location_id, name="Second loud desk", profile=dict(loud.profile),
            what_it_is_like="Beside the walkway.", software=["Nuke"],
        )  # fmt: skip
        work.db.add(other)
    agreed_to(work_as, an_override(work_as, desk, item))

    assert desks_planned(work_as, stage) == {desk}
    assert len(broken(work_as, stage, other.id)) == 1


def test_n15_a_yes_is_for_one_need_alone(work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]) -> None:
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item))
    with work_as("tom") as work:
        another = Accommodation(
            **{**item.model_dump(), "id": work.new_id(), "need": "quiet_seat", "provide": "A quiet desk"}
        )
        work.db.add(another)

    assert desks_planned(work_as, stage) == set()
    assert len(broken(work_as, stage, desk)) == 1


def test_n15_after_its_last_day_the_must_is_in_force_again(
    work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item, last_day=MONDAY + timedelta(days=1)))

    assert broken(work_as, stage, desk, days_later=1) == []
    assert len(broken(work_as, stage, desk, days_later=2)) == 1
    assert desks_planned(work_as, stage) == set(), "a plan that is longer than the agreement does not use it"


def test_n15_a_yes_for_other_words_is_no_yes(work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]) -> None:
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item))
    agreed_anew(work_as, item)

    assert len(broken(work_as, stage, desk)) == 1


def test_n15_what_is_taken_back_makes_a_draft_out_of_date_and_keeps_it_from_being_published(
    work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    override = an_override(work_as, desk, item)
    agreed_to(work_as, override)
    with work_as("tom") as work:
        draft = a_draft(work, stage)
    with work_as("noor") as work:
        overrides.take_back(work, work.db.get_one(Override, override), Nothing())

    with work_as("tom") as work:
        plan = work.db.get_one(Plan, draft.id)
        with pytest.raises(Refused):
            plans.publish(work, plan, FirstPublication())
    with work_as(None) as work:
        plans_making.notice_changes(work)
    with work_as("tom") as work:
        plan = work.db.get_one(Plan, draft.id)
        assert (plan.status, plan.changed_what) == (PlanStatus.STALE, "people")


def test_n15_a_yes_leaves_drafts_and_what_was_moved_by_hand_as_they_are(
    work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    """A yes lets more be planned. Nothing in a draft that was made without it is wrong."""
    desk, item = asked
    with work_as("tom") as work:
        enrolled(work, stage, "ari")
        draft = a_draft(work, stage)
        before = mark_of(problem_of(gather(work, draft)))
    agreed_to(work_as, an_override(work_as, desk, item))
    with work_as("tom") as work:
        problem = problem_of(gather(work, work.db.get_one(Plan, draft.id)))
        assert mark_of(problem) == before
        assert str(item.id) not in str(problem)
    with work_as(None) as work:
        plans_making.notice_changes(work)
    with work_as("tom") as work:
        plan = work.db.get_one(Plan, draft.id)
        assert plan.status is PlanStatus.DRAFT
        plans.publish(work, plan, FirstPublication())


def test_n15_the_solver_is_told_the_rule_of_each_desk(
    work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item, last_day=SUNDAY))

    with work_as("tom") as work:
        problem = problem_of(gather(work, a_wanted_plan(work, stage)))

    [rule] = problem.trainees[0].must.place
    assert {each.id: rule.holds(each.attributes) for each in problem.workstations if each.id == str(desk)} == {
        str(desk): True
    }
    assert all(rule.holds(each.attributes) for each in problem.workstations)


def kept_at(work_as: WorkAs, stage: Stage, desk: UUID) -> None:
    with work_as("tom") as work:
        kept_for(work, stage, "noor", at=work.db.get_one(Workstation, desk))


def test_n15_a_kept_desk_under_an_agreement_that_ends_in_the_week_stops_no_plan(
    as_: AsMember, work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item, last_day=MONDAY + timedelta(days=1)))
    kept_at(work_as, stage, desk)

    with work_as("tom") as work:
        plan = a_draft(work, stage)

    assert plan.status is PlanStatus.DRAFT
    said = as_("tom").get(f"/plans/{plan.id}/people/{stage.id_of('noor')}").main
    assert "It cannot hold: This desk does not meet what was agreed." in said


def test_n15_an_agreement_until_the_last_day_that_the_place_is_open_is_used(
    work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    """The place works from Monday to Friday, and the plan goes to Sunday."""
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item, last_day=MONDAY + timedelta(days=4)))
    kept_at(work_as, stage, desk)

    with work_as("tom") as work:
        plan = a_draft(work, stage)
        rows = days_of(work, plan, stage.people["noor"])

    assert (MONDAY, 0, desk) in {(each.on_date, each.block, each.workstation_id) for each in rows}
    assert plan.figures["unkept"] == 0
