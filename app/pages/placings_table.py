"""A plan with its facts and its people, laid out so that a page can ask about one cell."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.placings import Near
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.placings import Placing
from app.models.plans import Plan, PlanStatus
from app.pages.placings_views import ChangeLine, WayLine
from app.pages.placings_words import Speaker, speaker
from app.rules.plans import PLANS
from app.services.placings import booking_of
from app.services.placings_board import Board, Way, board_of
from app.services.placings_figures import missing_in
from app.services.plans_facts import Booking, PlanFacts, gather


class Table:
    """A plan with its facts, laid out to be asked."""

    def __init__(self, work: Work, plan: Plan) -> None:
        self.work, self.plan = work, plan
        self.facts: PlanFacts = gather(work, plan)
        self.rows = work.db.scalars(
            select(Assignment).where(col(Assignment.plan_id) == plan.id, col(Assignment.is_planned))
        ).all()
        self.board: Board = board_of(self.facts, [booking_of(row) for row in self.rows])
        self.said: Speaker = speaker(work, self.facts, [row.person_id for row in self.rows])
        self.row_of = {booking_of(row): row for row in self.rows}

    def part(self, title: str) -> dict[str, Any]:
        return {
            "id": self.plan.id,
            "title": title,
            "part": self.facts.production.title,
            "zone": self.facts.production.time_zone,
            "is_draft": self.plan.status is PlanStatus.DRAFT,
            "is_published": self.plan.status is PlanStatus.PUBLISHED,
            "word": PLANS.words[self.plan.status].staff,
            "edits": self.plan.edits,
            "last": next(iter(changes_of(self.work, self, limit=1)), None),
            "crumb": (N_("the plan"), "plans.show", {"plan_id": self.plan.id}),
        }

    def missing(self, person: UUID) -> int:
        return missing_in(self.plan).get(person, 0)

    def ways(self, person: UUID, leaving: Booking | None, near: Booking | None) -> list[WayLine]:
        return [self._way(each, leaving) for each in self.board.ways(person, leaving, near)]

    def _way(self, way: Way, leaving: Booking | None) -> WayLine:
        """First the other person moves, where one does; then there is room."""
        if way.other is not None and way.other_leaves is not None:
            moved, to = self.row_of[way.other_leaves], way.other
            route, params = "placings.cell", {"assignment_id": moved.id, **_query(to)}
        elif leaving is not None:
            route, params = "placings.cell", {"assignment_id": self.row_of[leaving].id, **_query(way.target)}
        else:
            route, params = "placings.free", {**free_params(way.target), "person": way.target.person_id}
        text = spoken(sentence(N_("Free at %(cell)s"), cell=self.said.cell(way.target)))
        if way.other is not None:
            text = self.said.cell(way.target)
        return WayLine(text, self.said.disturbs(way), route, {"plan_id": self.plan.id, **params})


def changes_of(work: Work, table: Table, *, limit: int) -> list[ChangeLine]:
    found = work.db.execute(
        select(Placing, col(Person.name))
        .join(Person, col(Person.id) == Placing.made_by)
        .where(col(Placing.plan_id) == table.plan.id)
        .order_by(col(Placing.made_at).desc(), col(Placing.id).desc())
        .limit(limit)
    ).all()
    return [
        ChangeLine(each.id, table.said.change(each), by, each.made_at, each.put_back_at is not None)
        for each, by in found
    ]


def free_params(place: Booking) -> dict[str, Any]:
    return {"workstation_id": place.workstation_id, "day": place.on_date.isoformat(), "block": place.block}


def _query(target: Booking) -> dict[str, Any]:
    return {"day": target.on_date.isoformat(), "block": target.block, "desk": target.workstation_id}


def place_of(plan: Plan, workstation_id: UUID, near: Near) -> Booking:
    """A desk at a time, as its address says. Nobody is in it, so the plan stands where a person would."""
    return Booking(plan.id, near.day or plan.first_day, near.block or 0, workstation_id)
