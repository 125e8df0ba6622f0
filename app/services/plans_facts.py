"""Everything a plan is made from, read once: days, desks, people, what must hold for them, and what is published."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.vault import LOCKED, VaultClosed
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.applications import Answer
from app.models.assignments import Assignment
from app.models.cohorts import Enrolment, EnrolmentStatus
from app.models.plans import Plan, PlanStatus
from app.models.productions import Location, Production, ShootDay
from app.models.workstations import Workstation
from app.rules.accommodations import holding
from app.services.accommodations import AgreedNeed, place_needs
from app.services.placing import ABOUT_TIME

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
USUAL_DAYS = WEEKDAYS[:5]
FULL_DAYS = "full"


@dataclass(frozen=True, order=True)
class Booking:
    """One person at one desk for one block of one day."""

    person_id: UUID
    on_date: date
    block: int
    workstation_id: UUID


@dataclass(frozen=True)
class Times:
    """When somebody can be at a desk, as they said in their application."""

    days: Sequence[str] = USUAL_DAYS
    length: str = FULL_DAYS

    @property
    def blocks_a_day(self) -> int | None:
        return None if self.length == FULL_DAYS else 1


@dataclass(frozen=True)
class PlanFacts:
    """The inputs of one plan. `busy` are instants at which somebody already works, here or on another production."""

    plan: Plan
    production: Production
    locations: Mapping[UUID, Location]
    open_days: frozenset[tuple[UUID, date]]
    desks: Mapping[UUID, Workstation]
    people: Sequence[UUID]
    agreed: Mapping[UUID, Sequence[AgreedNeed]]
    times: Mapping[UUID, Times]
    busy: Mapping[UUID, Sequence[tuple[datetime, datetime]]]
    published: Sequence[Booking]
    first_open: date

    @property
    def days(self) -> list[date]:
        length = (self.plan.last_day - self.plan.first_day).days + 1
        return [self.plan.first_day + timedelta(days=offset) for offset in range(length)]

    def instants(self, day: date, block: int) -> tuple[datetime, datetime]:
        """When a block of a day begins and ends."""
        zone = ZoneInfo(self.production.time_zone)
        start, end = self.production.blocks[block]
        return datetime.combine(day, start, tzinfo=zone), datetime.combine(day, end, tzinfo=zone)

    def times_of(self, person_id: UUID) -> Times:
        return self.times.get(person_id, Times())

    def can_come(self, person_id: UUID, day: date, block: int) -> bool:
        """Whether somebody said that they can, and does not work elsewhere then."""
        times = self.times_of(person_id)
        start, end = self.instants(day, block)
        if WEEKDAYS[day.weekday()] not in times.days or not _is_in(times.length, start, end):
            return False
        return all(end <= other_start or other_end <= start for other_start, other_end in self.busy.get(person_id, ()))


def _is_in(length: str, start: datetime, end: datetime) -> bool:
    """Whether a block lies in the mornings or afternoons that somebody asked for; a block across noon is in neither."""
    noon = start.replace(hour=13, minute=0)
    return {"mornings": end <= noon, "afternoons": start >= noon.replace(hour=12)}.get(length, True)


def gather(work: Work, plan: Plan) -> PlanFacts:
    production = work.db.get_one(Production, plan.production_id)
    locations = {place.id: place for place in work.db.scalars(_locations_of(production))}
    desks = work.db.scalars(select(Workstation).where(col(Workstation.location_id).in_(locations)))
    people = _enrolled(work, plan)
    today = work.now.astimezone(ZoneInfo(production.time_zone)).date()
    published, busy = _live(work, plan, people)
    return PlanFacts(
        plan=plan,
        production=production,
        locations=locations,
        open_days=_open_days(work, plan),
        desks={desk.id: desk for desk in desks},
        people=people,
        agreed=_agreed(work, people),
        times=_times(work, plan, people),
        busy=busy,
        published=published,
        first_open=today + timedelta(days=1),
    )


def current_version(work: Work, plan: Plan) -> Plan | None:
    """The published plan of the same cohort for any of the same days."""
    return work.db.scalars(
        select(Plan)
        .where(
            col(Plan.production_id) == plan.production_id,
            col(Plan.cohort_id) == plan.cohort_id,
            col(Plan.status) == PlanStatus.PUBLISHED,
            col(Plan.first_day) <= plan.last_day,
            col(Plan.last_day) >= plan.first_day,
        )
        .order_by(col(Plan.version).desc())
    ).first()


def _locations_of(production: Production) -> Select[Any]:
    return select(Location).where(col(Location.production_id) == production.id)


def _enrolled(work: Work, plan: Plan) -> list[UUID]:
    wanted = select(col(Enrolment.person_id)).where(
        col(Enrolment.cohort_id) == plan.cohort_id, col(Enrolment.status) == EnrolmentStatus.ENROLLED
    )
    return list(work.db.scalars(wanted.order_by(col(Enrolment.person_id))))


def _agreed(work: Work, people: Sequence[UUID]) -> dict[UUID, list[AgreedNeed]]:
    """What was agreed about places, and the few things about time that a plan keeps."""
    agreed = place_needs(work.db, people)
    about_time = select(Accommodation).where(
        col(Accommodation.person_id).in_(people), holding(), col(Accommodation.need).in_(ABOUT_TIME)
    )
    for row in work.db.scalars(about_time.order_by(col(Accommodation.id))):
        agreed[row.person_id].append(AgreedNeed.of(row))
    return agreed


def _open_days(work: Work, plan: Plan) -> frozenset[tuple[UUID, date]]:
    days = work.db.execute(
        select(col(ShootDay.location_id), col(ShootDay.on_date)).where(
            col(ShootDay.production_id) == plan.production_id,
            col(ShootDay.on_date).between(plan.first_day, plan.last_day),
        )
    )
    return frozenset((location_id, on_date) for location_id, on_date in days)


def _times(work: Work, plan: Plan, people: Sequence[UUID]) -> dict[UUID, Times]:
    """The answers about days, from the application that led to the enrolment. What was not answered is as usual."""
    answers = work.db.execute(
        select(col(Enrolment.person_id), col(Answer.question), col(Answer.value))
        .join(Answer, col(Answer.application_id) == Enrolment.application_id)
        .where(
            col(Enrolment.cohort_id) == plan.cohort_id,
            col(Enrolment.person_id).in_(people),
            col(Answer.question).in_(("days", "half_days")),
        )
    )
    said: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for person_id, question, value in answers:
        if value == LOCKED:
            raise VaultClosed(table="answers", column="value")  # a plan made without these days would break them
        said[person_id][question] = value
    return {
        person: Times(given.get("days", USUAL_DAYS), given.get("half_days", FULL_DAYS))
        for person, given in said.items()
    }


def _live(
    work: Work, plan: Plan, people: Sequence[UUID]
) -> tuple[list[Booking], dict[UUID, list[tuple[datetime, datetime]]]]:
    """What is published for these people: here in these days, and the times at which another plan holds them."""
    current = current_version(work, plan)
    rows = work.db.scalars(
        select(Assignment).where(
            col(Assignment.person_id).in_(people),
            col(Assignment.is_live),
            col(Assignment.on_date).between(plan.first_day - timedelta(days=1), plan.last_day + timedelta(days=1)),
        )
    ).all()
    here = [row for row in rows if current is not None and row.plan_id == current.id]
    busy: dict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in rows:
        if current is None or row.plan_id != current.id:
            busy[row.person_id].append((row.starts_at, row.ends_at))
    return [Booking(row.person_id, row.on_date, row.block, row.workstation_id) for row in here], dict(busy)
