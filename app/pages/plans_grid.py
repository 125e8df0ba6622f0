"""The schedule of a plan: every desk on every day, as a grid and as a list of the same entries, a part at a time."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import and_, select
from sqlmodel import col

from app.adapters.wordings import clock_time, full_date, spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.offering import offering
from app.forms.plans import ALL, Look, Shape
from app.models.assignments import Assignment
from app.models.breakdowns import Breakdown
from app.models.cohorts import Cohort
from app.models.plans import Plan
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.pages.plans_views import Entry, GridDay, GridPart, GridRow
from app.rules.assignments import LIFE
from app.services import desk_days, working_hours
from app.services.working_hours import OpenBlocks

MOST_DESKS = 8
"""With more desks than this one place is shown at first, and of a larger place one day: what a screen holds calmly."""

FREE, CLOSED, CANNOT = N_("Free, %(hours)s"), N_("Closed"), N_("Cannot be used")


@dataclass(frozen=True)
class Ground:
    """What a plan stands on: the desks with their places, in order, when each place is open, and what cannot be used."""

    production: Production
    cohort: Cohort
    desks: Sequence[tuple[Workstation, str]]
    open_blocks: OpenBlocks
    unusable: AbstractSet[tuple[UUID, date]]

    @property
    def places(self) -> dict[str, str]:
        return {str(desk.location_id): place for desk, place in self.desks}

    @property
    def names(self) -> dict[UUID, str]:
        """Of every place and desk."""
        return {desk.location_id: place for desk, place in self.desks} | {desk.id: desk.name for desk, _ in self.desks}

    def still_used(self, taken: AbstractSet[UUID]) -> "Ground":
        """Without retired desks, unless somebody sits there in this plan: a row in which nobody can ever sit is noise."""
        kept = [(desk, place) for desk, place in self.desks if desk.retired_at is None or desk.id in taken]
        return replace(self, desks=kept)

    @property
    def open_days(self) -> set[tuple[UUID, date]]:
        return set(self.open_blocks)

    def hours(self, place: UUID, day: date, block: int) -> str | None:
        """The hours of a block as they are there on this day, or None where it is closed then."""
        found = next((each for each in self.open_blocks.get((place, day), ()) if each.number == block), None)
        return hours_between(self.production, found.starts_at, found.ends_at) if found else None


def ground_of(work: Work, plan: Plan) -> Ground:
    """In two statements. A desk that breaks down twice comes twice."""
    first, last = plan.first_day, plan.last_day
    lost = and_(col(Breakdown.workstation_id) == Workstation.id, desk_days.lasts_into(first, last))
    rows = work.db.execute(
        select(Production, Cohort, Workstation, col(Location.name), Breakdown)
        .select_from(Production)
        .join(Cohort, col(Cohort.id) == plan.cohort_id)
        .outerjoin(Location, col(Location.production_id) == Production.id)
        .outerjoin(Workstation, col(Workstation.location_id) == Location.id)
        .outerjoin(Breakdown, lost)
        .where(col(Production.id) == plan.production_id)
        .order_by(col(Location.name), col(Workstation.name), col(Workstation.id))
    ).all()
    production, cohort = rows[0][:2]
    desks = list({desk.id: (desk, place) for _, _, desk, place, _ in rows if desk}.values())
    breakdowns = [each for *_, each in rows if each]
    return Ground(
        production=production,
        cohort=cohort,
        desks=desks,
        open_blocks=working_hours.open_blocks(work, production, first, last),
        unusable=desk_days.closed_by([desk for desk, _ in desks], breakdowns, first, last),
    )


def grid_of(
    plan: Plan, ground: Ground, rows: Sequence[Any], look: Look, clashes: Mapping[UUID, str | None]
) -> GridPart:
    """The part of the schedule that is asked for. `rows` are those of the plan, `clashes` sentences by their ids."""
    ground = ground.still_used({row[0].workstation_id for row in rows})
    place, day = _part(plan, ground, look)
    desks = [(desk, name) for desk, name in ground.desks if place in (ALL, str(desk.location_id))]
    days = [each for each in _days(ground, rows) if day in (ALL, each.isoformat())]
    drawn = _Drawn(plan, ground, {_cell(row[0]): row for row in rows}, clashes)
    cells = {(desk.id, each): list(drawn.entries(desk, name, each)) for desk, name in desks for each in days}
    return GridPart(
        rows=[GridRow(_desk(desk, name), [cells[desk.id, each] for each in days]) for desk, name in desks],
        columns=[full_date(each) for each in days],
        days=[GridDay(each, [entry for desk, _ in desks for entry in cells[desk.id, each]]) for each in days],
        shown=_shown(ground, rows, place, day, [entry for each in cells.values() for entry in each]),
        kind=_choices(ground, _days(ground, rows)),
        known={"place": place, "day": day, "shape": look.shape},
    )


def hours_of(production: Production, block: int) -> str:
    """The usual hours of a block."""
    start, end = production.blocks[block]
    return spoken(sentence(N_("%(start)s to %(end)s"), start=clock_time(start), end=clock_time(end)))


def hours_between(production: Production, starts_at: datetime, ends_at: datetime) -> str:
    """Hours as they are on their day, by the clock of the production."""
    zone = ZoneInfo(production.time_zone)
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    return spoken(sentence(N_("%(start)s to %(end)s"), start=clock_time(start), end=clock_time(end)))


@dataclass(frozen=True)
class _Drawn:
    plan: Plan
    ground: Ground
    rows: Mapping[tuple[UUID, date, int], Any]
    clashes: Mapping[UUID, str | None]

    def entries(self, desk: Workstation, place: str, day: date) -> Iterator[Entry]:
        """One entry for each block; one alone where nobody can sit all day."""
        where = spoken(sentence(N_("at %(desk)s, %(place)s"), desk=desk.name, place=place))
        on = spoken(sentence(N_("on %(day)s"), day=full_date(day)))
        blocks = range(len(self.ground.production.blocks))
        taken = {block: self.rows[desk.id, day, block] for block in blocks if (desk.id, day, block) in self.rows}
        shut = self._shut(desk, day)
        free: dict[str, Any] = {"plan_id": self.plan.id, "workstation_id": desk.id, "day": day.isoformat()}
        if shut and not taken:
            yield Entry(shut, where, on, "placings.free", {**free, "block": 0})
            return
        for block in blocks:
            hours = self.ground.hours(desk.location_id, day, block)
            if block in taken:
                yield self._sitting(taken[block], where, on)
            elif not shut and hours:
                text = spoken(sentence(FREE, hours=hours))
                yield Entry(text, where, on, "placings.free", {**free, "block": block})

    def _shut(self, desk: Workstation, day: date) -> str:
        if (desk.location_id, day) not in self.ground.open_days:
            return spoken(CLOSED)
        return spoken(CANNOT) if (desk.id, day) in self.ground.unusable else ""

    def _sitting(self, row: Any, where: str, on: str) -> Entry:
        assignment, person, is_kept = row[0], row[1], row[4]
        hours = hours_between(self.ground.production, assignment.starts_at, assignment.ends_at)
        notes = [LIFE.words[assignment.status].staff] if assignment.is_live else []
        notes += [N_("Kept here")] if is_kept else []
        return Entry(
            text=spoken(sentence(N_("%(person)s, %(hours)s"), person=person, hours=hours)),
            where=where,
            on=on,
            route="placings.cell",
            params={"plan_id": self.plan.id, "assignment_id": assignment.id},
            clash=self.clashes.get(assignment.id),
            note=" ".join(f"{spoken(each)}." for each in notes),
        )


def _cell(assignment: Assignment) -> tuple[UUID, date, int]:
    return assignment.workstation_id, assignment.on_date, assignment.block


def _part(plan: Plan, ground: Ground, look: Look) -> tuple[str, str]:
    """The place and the day that are shown: as asked, else as much as a screen holds calmly."""
    places = ground.places
    place = look.place if look.place in {ALL, *places} else ""
    if not place:
        place = ALL if len(ground.desks) <= MOST_DESKS else _first_that_works(ground)
    days = [each.isoformat() for each in _all_days(plan)]
    if look.day in {ALL, *days}:
        return place, look.day
    here = sum(place in (ALL, str(desk.location_id)) for desk, _ in ground.desks)
    opened = sorted(day for _, day in ground.open_days)
    return place, opened[0].isoformat() if here > MOST_DESKS and opened and not look.place else ALL


def _first_that_works(ground: Ground) -> str:
    """A place that is closed all the time tells nothing, so it is not what somebody reads first."""
    works = {str(place) for place, _ in ground.open_days}
    return next((each for each in ground.places if each in works), next(iter(ground.places)))


def _days(ground: Ground, rows: Sequence[Any]) -> list[date]:
    """Days on which a place works or somebody sits."""
    return sorted({day for _, day in ground.open_days} | {row[0].on_date for row in rows})


def _all_days(plan: Plan) -> list[date]:
    return [plan.first_day + timedelta(days=each) for each in range((plan.last_day - plan.first_day).days + 1)]


def _desk(desk: Workstation, place: str) -> str:
    return spoken(sentence(N_("%(desk)s, %(place)s"), desk=desk.name, place=place))


def _shown(ground: Ground, rows: Sequence[Any], place: str, day: str, entries: Sequence[Entry]) -> str:
    taken = sum(each.route == "placings.cell" for each in entries)
    free = sum(each.route == "placings.free" and each.text not in (spoken(CLOSED), spoken(CANNOT)) for each in entries)
    facts = {
        "place": ground.places.get(place) or spoken(N_("every place")),
        "day": spoken(N_("every day")) if day == ALL else full_date(date.fromisoformat(day)),
        "taken": taken,
        "all": len(rows),
        "free": free,
    }
    return spoken(
        sentence(
            N_(
                "You see %(place)s on %(day)s: %(taken)s of %(all)s half days that are planned, and %(free)s that are free."
            ),
            **facts,
        )
    )


def _choices(ground: Ground, days: Sequence[date]) -> type[Shape]:
    return offering(
        Shape,
        place=[Option(ALL, N_("Every place")), *(Option(key, name) for key, name in ground.places.items())],
        day=[Option(ALL, N_("Every day")), *(Option(each.isoformat(), full_date(each)) for each in days)],
    )
