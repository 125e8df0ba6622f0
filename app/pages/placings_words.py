"""Cells, changes and ways in plain words. Nobody's need is in any of these sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import full_date, spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.models.people import Person
from app.models.placings import Placing
from app.pages.plans_grid import hours_of
from app.services.placings import ends_of
from app.services.placings_board import Way
from app.services.plans_facts import Booking, PlanFacts


@dataclass(frozen=True)
class Speaker:
    """Knows the names of a plan's people, places and desks, and says cells in words."""

    facts: PlanFacts
    names: Mapping[UUID, str]

    def name(self, person: UUID) -> str:
        return self.names.get(person, "")

    def desk(self, desk_id: UUID) -> str:
        desk = self.facts.desks.get(desk_id)
        if desk is None:
            return spoken(N_("a desk that is gone"))
        place = self.facts.locations[desk.location_id].name
        return spoken(sentence(N_("%(desk)s, %(place)s"), desk=desk.name, place=place))

    def when(self, day: date, block: int) -> str:
        hours = hours_of(self.facts.production, block)
        return spoken(sentence(N_("%(day)s, %(hours)s"), day=full_date(day), hours=hours))

    def cell(self, booking: Booking) -> str:
        when = self.when(booking.on_date, booking.block)
        return spoken(sentence(N_("%(desk)s on %(when)s"), desk=self.desk(booking.workstation_id), when=when))

    def change(self, placing: Placing) -> str:
        before, after = ends_of(placing)
        facts = {
            "person": self.name(placing.person_id),
            "before": self.cell(before) if before else "",
            "after": self.cell(after) if after else "",
        }
        if before is None:
            return spoken(sentence(N_("%(person)s was put at %(after)s."), **facts))
        if after is None:
            return spoken(sentence(N_("%(person)s was taken out of %(before)s."), **facts))
        return spoken(sentence(N_("%(person)s moved from %(before)s to %(after)s."), **facts))

    def disturbs(self, way: Way) -> str:
        """Who else changes for this way."""
        if way.other is None:
            return spoken(N_("Nobody else changes."))
        facts = {"person": self.name(way.other.person_id), "cell": self.cell(way.other)}
        return spoken(sentence(N_("One other person changes. First move %(person)s to %(cell)s."), **facts))


def speaker(work: Work, facts: PlanFacts, further: Iterable[UUID] = ()) -> Speaker:
    """With the names of everybody in the plan, in one statement."""
    wanted = {*facts.people, *further}
    found = work.db.execute(select(col(Person.id), col(Person.name)).where(col(Person.id).in_(wanted)))
    return Speaker(facts, {person: name for person, name in found})  # noqa: C416 - rows are no pairs to dict
