"""Everything a plan is made from, read once: days, desks, people, what must hold for them, and what is published."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import col

from app.core.vault import LOCKED, VaultClosed
from app.core.work import Work
from app.models.applications import Answer
from app.models.assignments import Assignment
from app.models.cohorts import Enrolment, EnrolmentStatus
from app.models.licences import Licences
from app.models.plans import Plan, PlanStatus
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.services import absences, desk_days, placing_times
from app.services.accommodations import AgreedNeed
from app.services.overrides_facts import Waiver, waivers_of
from app.services.placing_agreed import agreed_with
from app.services.plans_elsewhere import Elsewhere, Span, around, held_elsewhere, is_free, sessions_of
from app.services.working_hours import OpenBlocks, open_blocks

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
    """The inputs of one plan. `busy`: when somebody works already, here or elsewhere, or has booked a session."""

    plan: Plan
    production: Production
    locations: Mapping[UUID, Location]
    open_blocks: OpenBlocks
    desks: Mapping[UUID, Workstation]
    people: Sequence[UUID]
    agreed: Mapping[UUID, Sequence[AgreedNeed]]
    times: Mapping[UUID, Times]
    busy: Mapping[UUID, Sequence[Span]]
    published: Sequence[Booking]
    first_open: date
    unusable: AbstractSet[tuple[UUID, date]] = frozenset()
    """Each desk with each day on which it is out of service or retired."""
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    away: Mapping[UUID, Sequence[tuple[date, date]]] = field(default_factory=dict)
    licences: Mapping[str, int] = field(default_factory=dict)
    """At how many desks each program can be used at once; a program that is not there has no limit."""
    waivers: Mapping[UUID, Sequence[Waiver]] = field(default_factory=dict)
    """For each person: desks that they agreed to use although one of their musts does not hold there."""

    @property
    def days(self) -> list[date]:
        length = (self.plan.last_day - self.plan.first_day).days + 1
        return [self.plan.first_day + timedelta(days=offset) for offset in range(length)]

    @property
    def open_days(self) -> frozenset[tuple[UUID, date]]:
        return frozenset(self.open_blocks)

    def is_open(self, place: UUID, day: date, block: int) -> bool:
        return any(each.number == block for each in self.open_blocks.get((place, day), ()))

    def waived(self, booking: Booking) -> frozenset[UUID]:
        """The adjustments of the person that do not bar this desk on this day."""
        return frozenset(
            each.item_id
            for each in self.waivers.get(booking.person_id, ())
            if each.desk_id == booking.workstation_id and booking.on_date <= each.last_day
        )

    def desks_waived(self, person_id: UUID, item_id: UUID | None) -> frozenset[UUID]:
        """The desks that this adjustment does not bar on any day of the plan."""
        lasting = self.only_lasting.waivers.get(person_id, ())
        return frozenset(each.desk_id for each in lasting if each.item_id == item_id)

    @cached_property
    def only_lasting(self) -> "PlanFacts":
        """The same with those agreements alone that hold for as long as their desk is open in this plan."""
        lasting = {person: [each for each in own if self._lasts(each)] for person, own in self.waivers.items()}
        return replace(self, waivers=lasting)

    def _lasts(self, waiver: Waiver) -> bool:
        desk = self.desks.get(waiver.desk_id)
        return desk is not None and all(on <= waiver.last_day for at, on in self.open_days if at == desk.location_id)

    def place_of(self, booking: Booking) -> UUID | None:
        desk = self.desks.get(booking.workstation_id)
        return desk.location_id if desk else None

    def instants(self, day: date, block: int, place: UUID) -> tuple[datetime, datetime]:
        """When a block of a day begins and ends at a place that is open then."""
        found = next(each for each in self.open_blocks[place, day] if each.number == block)
        return found.starts_at, found.ends_at

    def when(self, day: date, block: int, place: UUID | None = None) -> list[Span]:
        """The block at this place, or at every place that is open then."""
        places = [place] if place else [each for each, on in self.open_blocks if on == day]
        return [self.instants(day, block, each) for each in places if self.is_open(each, day, block)]

    def times_of(self, person_id: UUID) -> Times:
        return self.times.get(person_id, Times())

    def can_come(self, person_id: UUID, day: date, block: int, place: UUID | None = None) -> bool:
        """Whether somebody said that they can, and does not work elsewhere then; without a place, wherever it is open."""
        times = self.times_of(person_id)
        found = self.when(day, block, place)
        if (place and not found) or WEEKDAYS[day.weekday()] not in times.days:
            return False
        zone = ZoneInfo(self.production.time_zone)
        inside = all(_is_in(times.length, start.astimezone(zone), end.astimezone(zone)) for start, end in found)
        return inside and not self.is_away(person_id, day) and not self.is_busy(person_id, day, block, place)

    def is_away(self, person_id: UUID, day: date) -> bool:
        return any(first <= day <= last for first, last in self.away.get(person_id, ()))

    def is_busy(self, person_id: UUID, day: date, block: int, place: UUID | None = None) -> bool:
        """Whether somebody works elsewhere then, here or on another production, or too close to it."""
        busy = self.busy.get(person_id, ())
        if not busy:
            return False
        between = timedelta(minutes=placing_times.minutes_between(self.agreed.get(person_id, ())))
        return not all(is_free(busy, start - between, end + between) for start, end in self.when(day, block, place))

    def is_taken(self, seat: UUID, day: date, block: int) -> bool:
        """Whether another plan holds this seat at some time of the block."""
        desk = self.desks.get(seat)
        if desk is None or not self.is_open(desk.location_id, day, block):
            return False
        return self.elsewhere.is_taken(seat, *self.instants(day, block, desk.location_id))

    def room_left(self, place: UUID, day: date, block: int) -> int:
        """How many the supervisor of a place may still look after then, beside the people of other cohorts' plans."""
        room = self.locations[place].capacity
        if not self.is_open(place, day, block):
            return room
        return max(0, room - self.elsewhere.people_at(place, *self.instants(day, block, place)))

    def licences_left(self, program: str, day: date, block: int) -> int:
        """At how many desks this plan may use a program then: what plans of other cohorts hold is taken off.

        A seat that another plan keeps for a support person counts as one of theirs.
        """
        others = [seat for seat in self.elsewhere.taken if seat in self.desks and program in self.desks[seat].software]
        return max(0, self.licences[program] - sum(self.is_taken(seat, day, block) for seat in others))

    def coming(self, person_id: UUID) -> list[date]:
        """The days on which a place is open and this person can come for at least one block."""
        works = {day for _, day in self.open_days}
        blocks = range(len(self.production.blocks))
        return [day for day in self.days if day in works and any(self.can_come(person_id, day, n) for n in blocks)]


def _is_in(length: str, start: datetime, end: datetime) -> bool:
    """Whether a block lies in the mornings or afternoons that somebody asked for; a block across noon is in neither."""
    noon = start.replace(hour=13, minute=0)
    return {"mornings": end <= noon, "afternoons": start >= noon.replace(hour=12)}.get(length, True)


def gather(work: Work, plan: Plan) -> PlanFacts:
    production = work.db.get_one(Production, plan.production_id)
    locations, licences = _places_of(work, production)
    people = _enrolled(work, plan)
    today = work.now.astimezone(ZoneInfo(production.time_zone)).date()
    published, busy = _live(work, plan, people)
    desks = _desks(work, locations, published)
    return PlanFacts(
        plan=plan,
        production=production,
        locations=locations,
        open_blocks=open_blocks(work, production, plan.first_day, plan.last_day),
        desks=desks,
        unusable=desk_days.unusable(work, desks.values(), plan.first_day, plan.last_day),
        people=people,
        agreed=agreed_with(work, people),
        times=_times(work, plan, people),
        busy=busy,
        published=published,
        first_open=today + timedelta(days=1),
        elsewhere=held_elsewhere(work, plan, locations),
        waivers=waivers_of(work, production.id, people, plan.first_day),
        away=absences.of_people(work, production.id, people, since=plan.first_day, until=plan.last_day),
        licences=licences,
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


def _places_of(work: Work, production: Production) -> tuple[dict[UUID, Location], dict[str, int]]:
    """The places of a production and its licences, in one statement."""
    rows = work.db.execute(
        select(Location, col(Licences.counts))
        .outerjoin(Licences, col(Licences.production_id) == col(Location.production_id))
        .where(col(Location.production_id) == production.id)
        .order_by(col(Location.id))
    ).all()
    return {place.id: place for place, _ in rows}, dict(rows[0].counts or {}) if rows else {}


def _desks(work: Work, locations: Iterable[UUID], published: Sequence[Booking]) -> dict[UUID, Workstation]:
    """The desks in use, and retired ones with a published day. In one order: the choice among equal plans hangs on it."""
    still = col(Workstation.retired_at).is_(None) | col(Workstation.id).in_({each.workstation_id for each in published})
    desks = select(Workstation).where(col(Workstation.location_id).in_(locations), still)
    return {desk.id: desk for desk in work.db.scalars(desks.order_by(col(Workstation.id)))}


def _enrolled(work: Work, plan: Plan) -> list[UUID]:
    person = col(Enrolment.person_id)
    is_wanted = (col(Enrolment.cohort_id) == plan.cohort_id, col(Enrolment.status) == EnrolmentStatus.ENROLLED)
    return list(work.db.scalars(select(person).where(*is_wanted).order_by(person)))


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
        if value == LOCKED:  # a plan made without these days would break them
            raise VaultClosed(table="answers", column="value")
        said[person_id][question] = value
    return {
        person: Times(given.get("days", USUAL_DAYS), given.get("half_days", FULL_DAYS))
        for person, given in said.items()
    }


def _live(work: Work, plan: Plan, people: Sequence[UUID]) -> tuple[list[Booking], dict[UUID, list[Span]]]:
    """What is published for these people: here in these days, and when another plan or a session has them."""
    current = current_version(work, plan)
    rows = work.db.scalars(
        select(Assignment)
        .where(
            col(Assignment.person_id).in_(people),
            col(Assignment.is_live),
            col(Assignment.on_date).between(plan.first_day - timedelta(days=1), plan.last_day + timedelta(days=1)),
        )
        .order_by(col(Assignment.id))
    ).all()
    here = [row for row in rows if current is not None and row.plan_id == current.id]
    busy: dict[UUID, list[Span]] = defaultdict(list)
    for row in rows:
        if current is None or row.plan_id != current.id:
            busy[row.person_id].append((row.starts_at, row.ends_at))
    for person_id, start, end in sessions_of(work, people, *around(plan)):
        busy[person_id].append((start, end))
    return [Booking(row.person_id, row.on_date, row.block, row.workstation_id) for row in here], dict(busy)
