"""A plan while it is made: how far it is, stopping it, keeping what was found, and drafts that are out of date."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters import solving
from app.adapters.parts import Parts
from app.adapters.solving import EndedBy, Solved
from app.core.errors import Refused, Unavailable
from app.core.events import OutboxEvent
from app.forms.plans import FirstPublication
from app.models.assignments import Assignment
from app.models.messages import Message
from app.models.plans import Plan, PlanOrder, PlanStatus
from app.models.productions import ShootDay
from app.reactions import plans as reactions
from app.services import plans, plans_making, plans_solving
from app.services.casting import Stage
from app.services.plans_making import LEASE, Turn
from app.solvers import scheduling
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.assignments import (
    MONDAY,
    OUR_PRODUCTION,
    WEEK,
    a_draft,
    a_published_plan,
    a_wanted_plan,
    an_agreed_need,
    days_of,
    enrolled,
    our_place,
)
from tests.factories.productions import days_of_work
from tests.running import run_reactions

NEVER_MADE = "Nothing was found before you stopped it."


@pytest.fixture
def wanted(work_as: WorkAs, stage: Stage) -> UUID:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        return a_wanted_plan(work, stage).id


def taken(work_as: WorkAs, plan_id: UUID, worker: str = "here/1/1") -> Turn:
    with work_as(None) as work:
        return plans_making.take(work, plan_id, worker)[0]


def status(work_as: WorkAs, plan_id: UUID) -> PlanStatus:
    with work_as(None) as work:
        return work.db.get_one(Plan, plan_id).status


def test_a_page_says_how_far_a_plan_is(as_: AsMember, work_as: WorkAs, wanted: UUID) -> None:
    tom = as_("tom")
    before = tom.get(f"/plans/{wanted}").main
    taken(work_as, wanted)
    with work_as(None) as work:
        stop = plans_making.note(work, wanted, "here/1/1", phase="searching", best={"missing": 12, "wanted": 96})

    page = tom.get(f"/plans/{wanted}").main

    assert not stop
    assert "It waits for its turn." in before
    assert "Best so far: 12 of 96 half days are missing." in page
    assert "We are looking for a better one." in page
    assert "Check for changes" in page


def test_rel_09_a_plan_whose_worker_is_gone_is_free_after_its_lease(
    as_: AsMember, work_as: WorkAs, wanted: UUID, clock: MovableClock
) -> None:
    first, second = taken(work_as, wanted), taken(work_as, wanted, "there/2/2")
    clock.advance(seconds=LEASE.total_seconds() + 1)
    page = as_("tom").get(f"/plans/{wanted}").main
    third = taken(work_as, wanted, "there/2/2")

    assert (first, second, third) == (Turn.OURS, Turn.THEIRS, Turn.OURS)
    assert timedelta(minutes=2) > LEASE
    assert "It goes on by itself within two minutes." in page
    with work_as(None) as work:
        assert plans_making.note(work, wanted, "here/1/1", phase=None, best=None), "the first one has to stop"
        assert plans_making.ours(work, wanted, "here/1/1") is None


def test_stopping_a_plan_that_waits_is_over_at_once(as_: AsMember, work_as: WorkAs, wanted: UUID, parts: Parts) -> None:
    tom = as_("tom")

    assert tom.post(f"/plans/{wanted}/cancellation", {}).status == 303

    run_reactions(parts)
    assert status(work_as, wanted) is PlanStatus.CANCELLED
    assert "stopped before anything was found" in tom.get(f"/plans/{wanted}").main
    assert NEVER_MADE in tom.post(f"/plans/{wanted}/found", {}).main
    assert tom.post(f"/plans/{wanted}/cancellation", {}).status == 422
    assert tom.post(f"/plans/{wanted}/wishes", {}).status == 303
    run_reactions(parts)
    assert status(work_as, wanted) is PlanStatus.DRAFT


def test_what_was_found_before_it_was_stopped_can_be_kept(
    as_: AsMember, work_as: WorkAs, wanted: UUID, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    tom = as_("tom")

    def stopped_meanwhile(problem: object, **_options: object) -> Solved:
        tom.post(f"/plans/{wanted}/cancellation", {})
        assert "That takes a few seconds." in tom.get(f"/plans/{wanted}").main
        assert reactions._watch(parts, wanted, None), "the worker sees the wish"
        return Solved(scheduling.solve(problem, seed=1, seconds=5, cancelled=lambda: True), EndedBy.WISH)  # type: ignore[arg-type]

    monkeypatch.setattr(reactions, "solve_apart", stopped_meanwhile)
    run_reactions(parts)
    page = tom.get(f"/plans/{wanted}").main
    kept = tom.post(f"/plans/{wanted}/found", {})

    assert "Keep what it found so far" in page
    assert kept.status == 303
    assert "Publish this plan" in tom.get(f"/plans/{wanted}").main
    with work_as(None) as work:
        assert len(work.db.scalars(select(Assignment).where(col(Assignment.plan_id) == wanted)).all()) == 4
        assert work.db.scalars(select(Message).where(col(Message.template).startswith("plan_"))).all() == []


def test_a_search_that_ends_badly_leaves_a_simple_plan_and_says_so(
    as_: AsMember, work_as: WorkAs, wanted: UUID, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fallen_back(problem: object, **_options: object) -> Solved:
        found = scheduling.solve(problem, seed=1, seconds=5, cancelled=lambda: True)  # type: ignore[arg-type]
        return Solved(replace(found, run=replace(found.run, ended_by="fallback")), EndedBy.FALLBACK)

    monkeypatch.setattr(reactions, "solve_apart", fallen_back)
    run_reactions(parts)

    assert status(work_as, wanted) is PlanStatus.DRAFT
    assert "The search for a better plan ended early." in as_("tom").get(f"/plans/{wanted}").main


@pytest.mark.parametrize("trouble", [Unavailable(solving.STOPPED, solver="none"), KeyError("planted")])
def test_what_ends_a_plan_for_good_is_said(
    work_as: WorkAs, wanted: UUID, parts: Parts, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def ends(*_problem: object, **_options: object) -> Solved:
        raise trouble

    monkeypatch.setattr(reactions, "solve_apart", ends)
    run_reactions(parts)

    with work_as(None) as work:
        plan = work.db.get_one(Plan, wanted)
        assert (plan.status, plan.trouble, plan.lease_until) == (PlanStatus.STOPPED, solving.STOPPED, None)


def test_rel_06_a_database_that_is_away_is_tried_again(
    work_as: WorkAs, wanted: UUID, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job raises, so that it is tried again with growing pauses; the plan is still asked for."""

    def away(*_problem: object, **_options: object) -> Solved:
        raise Unavailable(database="server closed the connection")

    monkeypatch.setattr(reactions, "solve_apart", away)
    with pytest.raises(Unavailable):
        run_reactions(parts)
    monkeypatch.undo()
    assert status(work_as, wanted) is PlanStatus.SOLVING

    run_reactions(parts)

    assert status(work_as, wanted) is PlanStatus.DRAFT


def test_rel_09_a_plan_that_nobody_makes_is_taken_up_again(
    work_as: WorkAs, wanted: UUID, parts: Parts, clock: MovableClock
) -> None:
    with work_as(None) as work:
        for event in work.db.scalars(select(OutboxEvent)):
            work.db.delete(event)
    taken(work_as, wanted)
    clock.advance(minutes=4)

    for _ in range(2):
        with work_as(None) as work:
            plans_making.ask_again_for_forgotten(work)
    run_reactions(parts)

    assert status(work_as, wanted) is PlanStatus.DRAFT
    with work_as(None) as work:
        names = list(work.db.scalars(select(col(OutboxEvent.name))))
        assert (names.count("plans.forgotten"), names.count("plans.drafted")) == (1, 1)


def test_a_draft_whose_days_changed_is_out_of_date(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
    with work_as(None) as work:
        plans_making.notice_changes(work)
        assert work.db.get_one(Plan, plan.id).status is PlanStatus.DRAFT, "nothing changed yet"
        last = work.db.scalars(select(ShootDay).where(col(ShootDay.on_date) == WEEK[4])).one()
        work.db.delete(last)
    tom = as_("tom")

    refused = tom.post(f"/plans/{plan.id}/publication", {"replaces": ""})
    with work_as(None) as work:
        plans_making.notice_changes(work)
    page = tom.get(f"/plans/{plan.id}").main

    assert refused.status == 422
    assert plans.CHANGED in refused.main
    assert "It was made before a change of days or of how many can come, noticed on Monday 1 March 2027." in page
    assert "Publish this plan" not in page
    assert tom.post(f"/plans/{plan.id}/publication", {"replaces": ""}).status == 422
    assert tom.post(f"/plans/{plan.id}/wishes", {}).status == 303
    run_reactions(parts)
    assert "Publish this plan" in tom.get(f"/plans/{plan.id}").main


def test_what_changed_for_a_person_is_not_told(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
        an_agreed_need(work, stage, of="noor", need="short_days", parameters={"hours": 4, "days": 1})
    with work_as(None) as work:
        with pytest.raises(Refused):
            plans.publish(work, work.db.get_one(Plan, plan.id), FirstPublication())
        plans_making.notice_changes(work)

    page = as_("tom").get(f"/plans/{plan.id}").main

    assert "It was made before something changed for the people in it" in page
    assert "short" not in page.lower()


def test_the_mark_of_the_same_inputs_is_the_same(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        problem = plans_solving.load(work, a_wanted_plan(work, stage))
        mixed = replace(problem, trainees=problem.trainees[::-1], workstations=problem.workstations[::-1])

        assert plans_solving.mark_of(mixed) == plans_solving.mark_of(problem)
        assert plans_solving.mark_of(replace(problem, today=3, published=())) == plans_solving.mark_of(problem)
        assert plans_solving.mark_of(replace(problem, trainees=problem.trainees[:1])) != plans_solving.mark_of(problem)


@pytest.fixture
def two_weeks(work_as: WorkAs, stage: Stage) -> str:
    """Days of work in two weeks; the address at which a plan is asked for."""
    with work_as("tom") as work:
        place, _, _ = our_place(work, stage)
        days_of_work(work, place=place, days=[day + timedelta(weeks=1) for day in WEEK])
        enrolled(work, stage, "noor")
    return f"/productions/{stage.productions[OUR_PRODUCTION].id}/plans"


def weeks(stage: Stage, first: date, last: date) -> dict[str, object]:
    return {
        "cohort": stage.cohorts["lumina"].id,
        "week": first.isoformat(),
        "until": last.isoformat(),
        "order": "calm",
    }


def test_a_plan_over_two_weeks(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, two_weeks: str) -> None:
    tom, next_monday = as_("tom"), MONDAY + timedelta(weeks=1)

    asking = tom.get(f"{two_weeks}/new").main
    asked = tom.post(two_weeks, weeks(stage, MONDAY, next_monday))
    run_reactions(parts)

    assert "Up to which week?" in asking
    assert asked.status == 303
    with work_as(None) as work:
        plan = work.db.scalars(select(Plan)).one()
        days = {each.on_date for each in days_of(work, plan, stage.people["noor"])}
        assert (plan.first_day, plan.last_day, plan.order) == (MONDAY, MONDAY + timedelta(days=13), PlanOrder.CALM)
        assert plan.figures["blocks"] == 8
        assert min(days) < next_monday <= max(days)


def test_weeks_that_make_no_plan_are_told_at_their_field(as_: AsMember, stage: Stage, two_weeks: str) -> None:
    tom, later = as_("tom"), MONDAY + timedelta(weeks=12)

    backwards = tom.post(two_weeks, weeks(stage, later, MONDAY))
    too_many = tom.post(two_weeks, weeks(stage, MONDAY, later))

    assert "Choose the same week or a later one" in backwards.main
    assert "A plan has at most 12 weeks" in too_many.main
    assert (backwards.status, too_many.status) == (422, 422)


def test_a_new_plan_covers_the_whole_of_the_published_one(
    as_: AsMember, work_as: WorkAs, stage: Stage, two_weeks: str
) -> None:
    with work_as("tom") as work:
        a_published_plan(work, stage)
        plan = a_published_plan(work, stage, monday=MONDAY + timedelta(weeks=1))
    tom, next_monday = as_("tom"), MONDAY + timedelta(weeks=1)

    both = tom.post(two_weeks, weeks(stage, MONDAY, next_monday))
    with work_as(None) as work:
        work.db.get_one(Plan, plan.id).last_day = next_monday + timedelta(days=13)
    part = tom.post(two_weeks, weeks(stage, next_monday, next_monday))

    assert "Two published plans lie in these weeks" in both.main
    assert "The published plan runs from Monday 15 March 2027 to Sunday 28 March 2027." in part.main
    assert (both.status, part.status) == (422, 422)
