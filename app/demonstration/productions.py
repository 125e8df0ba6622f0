"""The demonstration's productions: places and desks as they were measured, days of work, and two plans that were solved."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.demonstration import placings, plans_making
from app.demonstration.theatre import Theatre
from app.forms.plans import FirstPublication, PlanWish
from app.forms.sign_ins import Nothing
from app.models.assignments import Assignment
from app.models.plans import Plan
from app.models.productions import Location, ShootDay
from app.models.workstations import Workstation
from app.services import assignments, plans, plans_solving
from app.solvers import scheduling

PLACES = Path(__file__).parent / "places.yaml"
COORDINATORS = {"my-brilliant-career": "tom", "harbour-lights": "cleo"}
WEEKS = 8
SEED = 1
SECONDS = 10
MEASURED_BY = "Robin Castle"
MEASURED_HOW = (
    "Sound and light with a phone meter, for 30 minutes at 10:30am and again at 3pm. Counted by hand for an hour."
)


class DeskEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    like: str
    beside: str = ""
    profile: dict[str, str | int | float | list[str]]


class PlaceEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    address: str
    supervisor: str
    capacity: int
    weekdays: list[int]
    what: str
    way_there: str
    what_you_do: str
    what_could_change: str
    desks: list[DeskEntry]


class Entries(BaseModel):
    supervisors: dict[str, str]
    rooms: dict[str, object]
    productions: dict[str, list[PlaceEntry]]


def entries() -> Entries:
    return Entries.model_validate(yaml.safe_load(PLACES.read_text(encoding="utf-8")))


def play(theatre: Theatre) -> None:
    """Places first; then this week's plan, published two weeks ago and partly answered; then next week's draft.

    Both are early enough that no new day is inside anybody's notice, on whichever day somebody looks.
    """
    _build(theatre)
    monday = _monday(theatre.today + timedelta(days=2))
    with theatre.at(days=-14):
        plan = _solved(theatre, monday)
        with theatre.as_("tom") as work:
            plans.publish(work, plan, FirstPublication())
    with theatre.at(days=-6):
        _answer(theatre, plan)
    with theatre.at(days=-3):
        draft = _solved(theatre, monday + timedelta(weeks=1))
        placings.by_hand(theatre, draft)
    plans_making.play(theatre, monday + timedelta(weeks=2))


def _build(theatre: Theatre) -> None:
    known = entries()
    for key, name in known.supervisors.items():
        theatre.person(key, name, f"{key}@example.com")
    for production, places in known.productions.items():
        with theatre.as_(COORDINATORS[production]) as work:
            for place in places:
                _add_place(work, theatre, production, place)


def _add_place(work: Work, theatre: Theatre, production: str, place: PlaceEntry) -> None:
    location = Location(
        id=work.new_id(),
        production_id=theatre.stage.productions[production].id,
        name=place.name,
        address=place.address,
        way_there=place.way_there,
        what_you_do=place.what_you_do,
        what_could_change=place.what_could_change,
        supervisor_id=theatre.stage.id_of(place.supervisor),
        capacity=place.capacity,
    )
    work.db.add(location)
    work.db.flush()
    _add_desks(work, theatre, location, place.desks)
    monday = _monday(theatre.today)
    for day in (monday + timedelta(days=offset) for offset in range(7 * (WEEKS + 1))):
        if day.weekday() in place.weekdays:
            work.db.add(
                ShootDay(
                    id=work.new_id(),
                    production_id=location.production_id,
                    location_id=location.id,
                    on_date=day,
                    what=place.what,
                )
            )


def _add_desks(work: Work, theatre: Theatre, location: Location, desks: Sequence[DeskEntry]) -> None:
    measured = theatre.today - timedelta(days=40)
    record = {"measured_on": measured.isoformat(), "by": MEASURED_BY, "method": MEASURED_HOW}
    made = {
        desk.name: Workstation(
            id=work.new_id(),
            location_id=location.id,
            name=desk.name,
            what_it_is_like=desk.like,
            software=["Nuke", "Silhouette"],
            profile={**desk.profile, **record},
            measured_on=measured,
            measured_by=MEASURED_BY,
            measured_how=MEASURED_HOW,
        )
        for desk in desks
    }
    work.db.add_all(made.values())
    work.db.flush()
    for desk in desks:
        if desk.beside:
            made[desk.name].beside_id = made[desk.beside].id


def _solved(theatre: Theatre, monday: date) -> Plan:
    """A plan that a coordinator asked for, made as the worker makes it."""
    production = theatre.stage.productions["my-brilliant-career"]
    with theatre.as_("tom") as work:
        plan = plans.want(work, production, PlanWish(cohort=theatre.stage.cohorts["lumina"].id, week=monday))
    with theatre.by_system() as work:
        plans.start_solving(work, plan)
        solved = scheduling.solve(plans_solving.load(work, plan), seed=SEED, seconds=SECONDS)
        plans_solving.store(work, plan, solved)
    return plan


def _answer(theatre: Theatre, plan: Plan) -> None:
    """Noor agrees to the first day and has seen the second; the others have not answered."""
    with theatre.as_("noor") as work:
        own = work.db.scalars(
            select(Assignment)
            .where(col(Assignment.plan_id) == plan.id, col(Assignment.person_id) == work.actor.person_id)
            .order_by(col(Assignment.starts_at))
        ).all()
        days = {each.on_date: each for each in reversed(own)}
        for day, verb in zip(sorted(days), (assignments.agree, assignments.see), strict=False):
            verb(work, days[day], Nothing())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
