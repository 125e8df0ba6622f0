"""The demonstration's days: last week with an arrival, a kind check and an open question; today; a swap; two months' costs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import col

from app.core.errors import Refused
from app.core.work import Work
from app.demonstration.theatre import Theatre
from app.forms.access_costs import CostForm
from app.forms.arrivals import KindReply
from app.forms.call_sheets import Tick
from app.forms.place_answers import AsDescribed
from app.forms.sign_ins import Nothing
from app.forms.swaps import DeskChoice
from app.models.access_costs import CostKind
from app.models.arrivals import KindAnswer
from app.models.assignments import Assignment, AssignmentStatus
from app.models.plans import Plan, PlanReason, PlanStatus
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.pages.call_sheets import place_of
from app.services import (
    access_costs,
    arrivals,
    arrivals_clocks,
    call_sheets,
    place_answers,
    swaps,
)
from app.services.fits import provisions_for
from app.services.passports_reading import fingerprint_of

COSTS = (
    (-1, CostKind.SOFTWARE, 48_000),
    (-1, CostKind.SUPPORT, 126_050),
    (0, CostKind.EQUIPMENT, 23_990),
)
"""Months from this one, what for, and cents."""


def play(theatre: Theatre) -> None:
    _last_week(theatre)
    _today(theatre)
    _costs(theatre)


def _last_week(theatre: Theatre) -> None:
    """Noor came on the first day and was not seen on the second. Of one desk she said that it was as described, the
    other is still asked about.
    """
    production = theatre.stage.productions["my-brilliant-career"]
    with theatre.at(days=-7), theatre.as_("tom") as work:
        first, second = _had(work, theatre, production, theatre.today - timedelta(days=theatre.today.weekday()))
    with _minutes_into(theatre, first, -5), theatre.as_("noor") as work:
        arrivals.arrive(work, first, Nothing())
    with _minutes_into(theatre, second, 45):
        with theatre.by_system() as work:
            arrivals_clocks.ask_kindly(work)
        with theatre.as_("noor") as work:
            arrivals.answer(work, second, KindReply(answer=KindAnswer.FINE))
    with theatre.by_system() as work:
        arrivals_clocks.finish_days(work)
    with theatre.as_("noor") as work:
        place_answers.answer(work, first, AsDescribed(was_as_described="yes"))


@contextmanager
def _minutes_into(theatre: Theatre, day: Assignment, minutes: int) -> Iterator[None]:
    """Play what stands in the block so many minutes after the start of this day."""
    moment = day.starts_at + timedelta(minutes=minutes)
    with theatre.at(days=(moment - theatre.now) / timedelta(days=1)):
        yield


def _had(work: Work, theatre: Theatre, production: Production, monday: date) -> tuple[Assignment, Assignment]:
    """A small plan of that week, as it was published then."""
    plan = Plan(
        id=work.new_id(), production_id=production.id, cohort_id=theatre.stage.cohorts["lumina"].id,
        status=PlanStatus.PUBLISHED, version=1, first_day=monday, last_day=monday + timedelta(days=6),
        asked_by=theatre.stage.id_of("tom"), asked_at=work.now, made_at=work.now, published_at=work.now,
        reason=PlanReason.FIRST,
    )  # fmt: skip
    work.db.add(plan)
    work.db.flush()
    desks = work.db.scalars(
        select(Workstation)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Location.production_id) == production.id)
        .order_by(col(Location.name), col(Workstation.name))
        .limit(2)
    ).all()
    noor = theatre.stage.id_of("noor")
    days = [
        Assignment(id=work.new_id(), **_day(production, plan, noor, desk.id, monday + timedelta(days=offset)))
        for offset, desk in enumerate(desks)
    ]
    work.db.add_all(days)
    work.db.flush()
    return days[0], days[1]


def _day(production: Production, plan: Plan, person_id: UUID, desk: UUID, on: date) -> dict[str, Any]:
    """A block of that week that its person agreed to."""
    start, end = production.blocks[0]
    zone = ZoneInfo(production.time_zone)
    return {
        "plan_id": plan.id, "person_id": person_id, "workstation_id": desk, "on_date": on, "block": 0,
        "starts_at": datetime.combine(on, start, tzinfo=zone), "ends_at": datetime.combine(on, end, tzinfo=zone),
        "status": AssignmentStatus.AGREED, "is_live": True,
    }  # fmt: skip


def _today(theatre: Theatre) -> None:
    """Everybody but the last is here, where people work today and the day has begun; the last is asked how they are."""
    days = _first_blocks(theatre, theatre.today)
    with theatre.as_("tom") as work:
        for day in days[:-1]:
            _if_it_is_time(work, day)
        for day in days:
            _tick(work, day)
    with theatre.by_system() as work:
        arrivals_clocks.begin_days(work)
        arrivals_clocks.ask_kindly(work)
    _swap(theatre)


def _first_blocks(theatre: Theatre, on: date) -> Sequence[Assignment]:
    """The first block of each person on this day, in the order of their ids."""
    with theatre.by_system() as work:
        rows = work.db.scalars(
            select(Assignment)
            .where(col(Assignment.is_live), col(Assignment.on_date) == on)
            .order_by(col(Assignment.person_id), col(Assignment.starts_at))
        ).all()
    return list({row.person_id: row for row in reversed(rows)}.values())


def _if_it_is_time(work: Work, day: Assignment) -> None:
    """A demonstration that is loaded at night has nobody at a desk."""
    try:
        arrivals.arrive(work, day, Nothing())
    except Refused:
        return


def _tick(work: Work, day: Assignment) -> None:
    place = place_of(work, day)
    for provision in provisions_for(work, place.production.id, [day.person_id]).get(day.person_id, ())[:1]:
        words = fingerprint_of(provision.instruction)
        call_sheets.acknowledge(work, place, Tick(person=day.person_id, words=words))


def _swap(theatre: Theatre) -> None:
    """The first of today's or tomorrow's people for whom a quieter desk is free takes it."""
    days = [*_first_blocks(theatre, theatre.today), *_first_blocks(theatre, theatre.today + timedelta(days=1))]
    keys = {person.id: key for key, person in theatre.stage.people.items()}
    for day in days:
        with theatre.as_(keys[day.person_id]) as work:
            quieter = swaps.quieter_desks(work, day)
            if quieter:
                swaps.swap(work, day, DeskChoice(desk=quieter[0].desk.id))
                return


def _costs(theatre: Theatre) -> None:
    this_month = theatre.today.replace(day=1)
    months = {0: this_month, -1: (this_month - timedelta(days=1)).replace(day=1)}
    with theatre.as_("tom") as work:
        for month, kind, amount in COSTS:
            form = CostForm(month=months[month], kind=kind, amount=amount, currency="AUD")
            access_costs.add(work, theatre.stage.productions["my-brilliant-career"], form)
