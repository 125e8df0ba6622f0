"""Plans as coordinators ask for them and the solver makes them, and what they stand on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.core.work import Work
from app.forms.plans import FirstPublication, PlanWish
from app.models.accommodations import Accommodation, AccommodationStatus, PassportShare, Strength
from app.models.assignments import Assignment, AssignmentStatus
from app.models.cohorts import Enrolment, EnrolmentStatus
from app.models.people import Person
from app.models.placings import Pin
from app.models.plans import Plan, PlanStatus
from app.models.productions import Location
from app.models.workstations import Workstation
from app.services import claims, plans, plans_solving
from app.services.casting import Stage
from app.solvers import scheduling
from tests.factories.productions import LOUD, QUIET, a_desk, a_place, days_of_work

MONDAY = date(2027, 3, 8)
"""The week after the one in which every test begins."""

WEEK = [MONDAY + timedelta(days=offset) for offset in range(5)]
OUR_PRODUCTION = "my-brilliant-career"

WorkAs = Callable[[str | None], AbstractContextManager[Work]]


def enrolled(work: Work, stage: Stage, *keys: str) -> None:
    for key in keys:
        work.db.add(
            Enrolment(
                id=work.new_id(),
                cohort_id=stage.cohorts["lumina"].id,
                person_id=stage.id_of(key),
                status=EnrolmentStatus.ENROLLED,
                enrolled_at=work.now,
            )
        )
    work.db.flush()


def an_agreed_need(
    work: Work,
    stage: Stage,
    *,
    of: str,
    need: str,
    strength: Strength = Strength.MUST,
    provide: str = "",
    parameters: dict[str, Any] | None = None,
) -> Accommodation:
    agreed = Accommodation(
        id=work.new_id(),
        person_id=stage.id_of(of),
        programme_id=stage.programmes["lumina"].id,
        need=need,
        strength=strength,
        parameters=parameters or {},
        provide=provide,
        status=AccommodationStatus.AGREED,
        asked_at=work.now,
        counted_from=work.now,
        agreed_at=work.now,
    )
    work.db.add(agreed)
    work.db.flush()
    return agreed


def shared_with_production(work: Work, stage: Stage, item: Accommodation, *, production: str = OUR_PRODUCTION) -> None:
    work.db.add(
        PassportShare(
            id=work.new_id(),
            accommodation_id=item.id,
            person_id=item.person_id,
            with_production_id=stage.productions[production].id,
            shared_at=work.now,
            until=work.now.date() + timedelta(days=90),
        )
    )
    work.db.flush()


def our_place(work: Work, stage: Stage, *, capacity: int = 4) -> tuple[Location, Workstation, Workstation]:
    """One place that works on five days, with a quiet desk at a wall and a loud one on a walkway."""
    place = a_place(
        work, production=stage.productions[OUR_PRODUCTION], supervisor=stage.people["tom"], capacity=capacity
    )
    days_of_work(work, place=place, days=WEEK)
    quiet = a_desk(work, place=place, name="Quiet desk", profile=QUIET)
    loud = a_desk(work, place=place, name="Loud desk", profile=LOUD, like="A desk on a walkway.")
    return place, quiet, loud


def a_wanted_plan(work: Work, stage: Stage, *, monday: date = MONDAY) -> Plan:
    form = PlanWish(cohort=stage.cohorts["lumina"].id, week=monday)
    plan = plans.want(work, stage.productions[OUR_PRODUCTION], form)
    work.db.flush()
    return plan


def a_draft(work: Work, stage: Stage, *, monday: date = MONDAY) -> Plan:
    """Asked for, solved and stored as the worker does it, in one work."""
    plan = a_wanted_plan(work, stage, monday=monday)
    plans.start_solving(work, plan)
    plans_solving.store(work, plan, scheduling.solve(plans_solving.load(work, plan), seed=1, seconds=5))
    work.db.flush()
    return plan


def a_published_plan(work: Work, stage: Stage, *, monday: date = MONDAY) -> Plan:
    plan = a_draft(work, stage, monday=monday)
    plans.publish(work, plan, FirstPublication())
    work.db.flush()
    return plan


def busy_elsewhere(work: Work, stage: Stage, *, who: str, on: date) -> None:
    """Three hours that another production has published for this person, from 11:00am our time."""
    theirs = stage.productions["harbour-lights"]
    place = a_place(work, production=theirs, supervisor=stage.people["cleo"], name="Ferry workshop")
    desk = a_desk(work, place=place, name="Workshop desk")
    plan = Plan(
        id=work.new_id(),
        production_id=theirs.id,
        cohort_id=stage.cohorts["post-production"].id,
        status=PlanStatus.PUBLISHED,
        first_day=on,
        last_day=on,
        asked_by=stage.id_of("cleo"),
        asked_at=work.now,
    )
    work.db.add(plan)
    work.db.flush()
    starts_at = datetime.combine(on, time(11), tzinfo=ZoneInfo(stage.productions[OUR_PRODUCTION].time_zone))
    row = Assignment(
        id=work.new_id(),
        plan_id=plan.id,
        person_id=stage.id_of(who),
        workstation_id=desk.id,
        on_date=on,
        block=0,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        status=AssignmentStatus.AGREED,
        is_live=True,
    )
    work.db.add(row)
    work.db.flush()
    claims.hold(work, [row])


def days_of(work: Work, plan: Plan, person: Person) -> list[Assignment]:
    own = select(Assignment).where(col(Assignment.plan_id) == plan.id, col(Assignment.person_id) == person.id)
    return list(work.db.scalars(own.order_by(col(Assignment.starts_at))))


def kept_for(work: Work, stage: Stage, who: str, *, at: Workstation, on: date = MONDAY, block: int = 0) -> None:
    """A time and a desk that every new plan has to keep."""
    work.db.add(
        Pin(
            id=work.new_id(),
            production_id=stage.productions[OUR_PRODUCTION].id,
            person_id=stage.id_of(who),
            on_date=on,
            block=block,
            workstation_id=at.id,
            pinned_by=stage.id_of("tom"),
            pinned_at=work.now,
        )
    )
    work.db.flush()


def a_draft_that_moves(work: Work, stage: Stage, *keys: str) -> Plan:
    """A draft for the published week in which these people have another desk, which is free, on their first day."""
    plan = a_draft(work, stage)
    for key in keys:
        rows = days_of(work, plan, stage.people[key])
        first = [each for each in rows if each.on_date == rows[0].on_date]
        place = work.db.get_one(Workstation, first[0].workstation_id).location_id
        in_use = select(col(Assignment.workstation_id)).where(
            col(Assignment.plan_id) == plan.id, col(Assignment.on_date) == first[0].on_date
        )
        desk = work.db.scalars(
            select(Workstation)
            .where(col(Workstation.location_id) == place, col(Workstation.id).not_in(in_use))
            .order_by(col(Workstation.name).desc())
        ).first()
        assert desk is not None
        for each in first:
            each.workstation_id = desk.id
        work.db.flush()
    return plan
