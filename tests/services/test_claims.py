"""No two published days share a seat or a person at one time: the database says so, and it is told in a sentence."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.work import Work
from app.forms.plans import FirstPublication
from app.models.assignments import Assignment
from app.models.claims import SeatClaim
from app.models.cohorts import Enrolment, EnrolmentStatus
from app.models.plans import Plan, PlanStatus
from app.models.productions import ShootDay
from app.models.workstations import Workstation
from app.rules.placings import Against
from app.services import claims, plans, plans_solving
from app.services.casting import Stage
from app.services.placings_board import board_of
from app.services.plans_checks import faults
from app.services.plans_facts import Booking, gather
from app.solvers import scheduling
from tests.asking import AsMember, WorkAs
from tests.factories.assignments import (
    MONDAY,
    a_draft,
    a_published_plan,
    an_agreed_need,
    busy_elsewhere,
    days_of,
    enrolled,
    kept_for,
    our_place,
)
from tests.factories.bookings import a_booking
from tests.factories.productions import a_desk, a_place, days_of_work
from tests.factories.sessions import a_session

HOUR = timedelta(hours=1)


def held(work: Work) -> list[SeatClaim]:
    return list(work.db.scalars(select(SeatClaim).order_by(col(SeatClaim.starts_at), col(SeatClaim.id))))


def a_claim(work: Work, like: SeatClaim, **changes: Any) -> None:
    work.db.add(SeatClaim(**{**like.model_dump(), "id": work.new_id(), **changes}))
    work.db.flush()


@pytest.mark.parametrize("shift", [timedelta(), HOUR, -HOUR])
@pytest.mark.parametrize("same", ["desk", "person"])
def test_rel_01_the_database_refuses_two_at_once(work_as: WorkAs, stage: Stage, same: str, shift: timedelta) -> None:
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        enrolled(work, stage, "noor")
        a_published_plan(work, stage)
        first = held(work)[0]
        other = {"person_id": stage.id_of("ari")} if same == "desk" else {"workstation_id": _other(first, quiet, loud)}
        span = {name: getattr(first, name) + shift for name in ("starts_at", "ends_at", "kept_from", "kept_until")}

        with pytest.raises(IntegrityError, match=f"ex_seat_claims_{same}"):
            a_claim(work, first, **other, **span)
        work.db.rollback()


def _other(claim: SeatClaim, *desks: Workstation) -> UUID:
    return next(desk.id for desk in desks if desk.id != claim.workstation_id)


def test_rel_01_moving_a_claim_is_refused_too(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        a_published_plan(work, stage)
        first = held(work)[0]
        other = next(each for each in held(work) if each.person_id != first.person_id)
        onto = {name: getattr(first, name) for name in ("workstation_id", "kept_from", "kept_until")}

        with pytest.raises(IntegrityError, match="ex_seat_claims_desk"):
            work.db.execute(update(SeatClaim).where(col(SeatClaim.id) == other.id).values(onto))
        work.db.rollback()


def test_rel_01_one_may_begin_where_another_ends(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        a_published_plan(work, stage)
        last = held(work)[-1]
        span = {"starts_at": last.ends_at, "kept_from": last.ends_at}
        until = last.ends_at + HOUR

        a_claim(work, last, ends_at=until, kept_until=until, **span)

        assert held(work)[-1].starts_at == last.ends_at


def test_rel_01_seats_are_held_while_a_plan_holds_and_no_longer(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
        before = len(held(work))
        plans.publish(work, plan, FirstPublication())
        rows = days_of(work, plan, stage.people["noor"])

        assert (before, {each.assignment_id for each in held(work)}) == (0, {each.id for each in rows})
        claims.free(work, rows)
        assert held(work) == []


def test_rel_01_the_seat_beside_is_held_for_a_support_person(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        quiet.beside_id = loud.id
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="supporter", parameters={"when": ["work"]})
        a_published_plan(work, stage)

        assert {(each.workstation_id, each.is_own) for each in held(work)} == {(quiet.id, True), (loud.id, False)}


def another_cohort_with(work: Work, stage: Stage, key: str, *, monday: date = MONDAY) -> Plan:
    """A draft of the same production for another group: nothing in it knows of the first group's plan."""
    draft = Plan(
        id=work.new_id(),
        production_id=stage.productions["my-brilliant-career"].id,
        cohort_id=stage.cohorts["post-production"].id,
        status=PlanStatus.SOLVING,
        first_day=monday,
        last_day=MONDAY + timedelta(days=6),
        asked_by=stage.id_of("tom"),
        asked_at=work.now,
    )
    joined = Enrolment(
        id=work.new_id(),
        cohort_id=draft.cohort_id,
        person_id=stage.id_of(key),
        status=EnrolmentStatus.ENROLLED,
        enrolled_at=work.now,
    )
    work.db.add_all([draft, joined])
    work.db.flush()
    return draft


def test_f61_desks_of_another_group_are_taken(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        first = a_published_plan(work, stage)
        theirs = another_cohort_with(work, stage, "ari")
        solved = scheduling.solve(plans_solving.load(work, theirs), seed=1, seconds=5)
        plans_solving.store(work, theirs, solved)
        plans.publish(work, theirs, FirstPublication())

        ours = {(each.workstation_id, each.starts_at) for each in days_of(work, first, stage.people["noor"])}
        others = {(each.workstation_id, each.starts_at) for each in days_of(work, theirs, stage.people["ari"])}
        assert others
        assert not ours & others
        desk, _ = next(iter(ours))
        assert gather(work, theirs).elsewhere.taken[desk]


def test_f61_what_another_group_leaves_of_a_day_can_be_planned_and_pinned(work_as: WorkAs, stage: Stage) -> None:
    """Their morning at a desk does not close it in the afternoon, least of all for what a coordinator holds there."""
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        first = a_draft(work, stage)
        morning, afternoon = (
            next(each for each in days_of(work, first, stage.people["noor"]) if each.block == block) for block in (0, 1)
        )
        assert morning.on_date == afternoon.on_date
        work.db.delete(afternoon)
        work.db.flush()
        plans.publish(work, first, FirstPublication())
        theirs = another_cohort_with(work, stage, "ari")
        desk = work.db.get_one(Workstation, morning.workstation_id)
        kept_for(work, stage, "ari", at=desk, on=morning.on_date, block=1)

        plans_solving.store(work, theirs, scheduling.solve(plans_solving.load(work, theirs), seed=1, seconds=5))

        planned = {
            (each.on_date, each.block): each.workstation_id for each in days_of(work, theirs, stage.people["ari"])
        }
        assert planned[morning.on_date, 1] == desk.id
        assert planned.get((morning.on_date, 0)) != desk.id


def test_f61_a_supervisor_looks_after_the_people_of_every_group(work_as: WorkAs, stage: Stage) -> None:
    """One place for one person at a time, and two desks: what the first group leaves, the second may have."""
    with work_as("tom") as work:
        place, quiet, loud = our_place(work, stage, capacity=1)
        enrolled(work, stage, "noor")
        first = a_published_plan(work, stage)
        theirs = another_cohort_with(work, stage, "ari")
        ours = days_of(work, first, stage.people["noor"])
        free = ({quiet.id, loud.id} - {ours[0].workstation_id}).pop()

        plans_solving.store(work, theirs, scheduling.solve(plans_solving.load(work, theirs), seed=1, seconds=5))

        facts = gather(work, theirs)
        assert {facts.room_left(place.id, each.on_date, each.block) for each in ours} == {0}
        held = {(each.on_date, each.block) for each in ours}
        rows = days_of(work, theirs, stage.people["ari"])
        assert rows
        assert not held & {(each.on_date, each.block) for each in rows}
        beside = Booking(stage.id_of("ari"), ours[0].on_date, ours[0].block, free)
        assert board_of(facts, []).against(beside) == [Against.SUPERVISION]
        assert "holds too many" in "; ".join(faults(facts, [beside]))


def test_what_a_new_plan_cannot_hold_stops_no_plan(work_as: WorkAs, stage: Stage) -> None:
    """Ari is free in the short morning of one place and not in the long one of the other; a plan asks for both."""
    with work_as("tom") as work:
        place, quiet, _ = our_place(work, stage)
        other = a_place(
            work, production=stage.productions["my-brilliant-career"], supervisor=stage.people["tom"], name="Mill"
        )
        a_desk(work, place=other, name="Mill desk")
        days_of_work(work, place=other, days=[MONDAY])
        short = work.db.scalars(
            select(ShootDay).where(col(ShootDay.location_id) == place.id, col(ShootDay.on_date) == MONDAY)
        ).one()
        short.block_times = [["09:30", "10:30"], ["14:30", "16:00"]]
        enrolled(work, stage, "noor", "ari")
        busy_elsewhere(work, stage, who="ari", on=MONDAY)
        kept_for(work, stage, "ari", at=quiet)

        plan = a_draft(work, stage)

        assert plan.status is PlanStatus.DRAFT
        assert plan.figures["unkept"] == 1


def test_rel_03_a_desk_that_was_taken_since_is_a_sentence_and_the_draft_stays(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        draft = a_draft(work, stage)
        theirs = another_cohort_with(work, stage, "ari")
        rows = days_of(work, draft, stage.people["noor"])
        theirs_row = Assignment(
            **{**rows[0].model_dump(), "id": work.new_id(), "plan_id": theirs.id, "person_id": stage.id_of("ari")}
        )
        work.db.add(theirs_row)
        work.db.flush()
        theirs_row.is_live = True
        claims.hold(work, [theirs_row])
        with pytest.raises(Refused) as told:
            claims.hold(work, rows)

        assert told.value.sentence.message == claims.TAKEN
        assert {each.assignment_id for each in held(work)} == {theirs_row.id}

    page = as_("tom").post(f"/plans/{draft.id}/publication", {"replaces": ""})

    assert page.status == 422
    assert "What this draft was made from has changed" in page.main
    assert "Ari" not in page.main
    with work_as("tom") as work:
        assert work.db.get_one(Plan, draft.id).status is PlanStatus.DRAFT


def test_f61_a_session_that_was_booked_is_a_busy_time(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        draft = a_draft(work, stage)
        row = days_of(work, draft, stage.people["noor"])[0]
    with work_as("mei") as work:
        local = row.starts_at.astimezone(_zone(stage))
        session = a_session(work, cohort=stage.cohorts["lumina"], day=row.on_date, starts=local.time())
    with work_as("noor") as work:
        a_booking(work, of=session)
    with work_as("tom") as work:
        again = work.db.get_one(Plan, draft.id)
        with pytest.raises(Refused) as told:
            plans.publish(work, again, FirstPublication())
        assert told.value.sentence.message == plans.CHANGED
        assert not gather(work, again).can_come(row.person_id, row.on_date, row.block)
        work.db.rollback()


def _zone(stage: Stage) -> ZoneInfo:
    return ZoneInfo(stage.productions["my-brilliant-career"].time_zone)


def test_f61_a_person_works_in_one_place_at_a_time(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_published_plan(work, stage)
        row = days_of(work, plan, stage.people["noor"])[0]
        elsewhere = loud if row.workstation_id == quiet.id else quiet
        later = Assignment(
            **{
                **row.model_dump(),
                "id": work.new_id(),
                "block": 7,
                "workstation_id": elsewhere.id,
                "starts_at": row.starts_at + HOUR,
            }
        )
        work.db.add(later)
        work.db.flush()

        with pytest.raises(Refused) as told:
            claims.hold(work, [later])

        assert told.value.sentence.message == claims.BUSY
