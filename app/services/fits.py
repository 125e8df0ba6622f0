"""How a desk fits somebody, told only through what that person shares with the production: what to provide, never why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlmodel import col

from accessibility.vocabulary import NEEDS, Match, Say
from app.core.actors import Actor, Role
from app.core.sealed_columns import UNREAD
from app.core.work import Work
from app.core.working_days import today_in
from app.models.accommodations import Accommodation
from app.models.overrides import Override
from app.models.productions import Production
from app.models.workstations import Workstation
from app.rules.accommodations import holding
from app.rules.sightings import COORDINATOR
from app.services.overrides_facts import in_force
from app.services.passports_reading import read_instructions

Profile = Mapping[str, str | int | float | list[str]]


@dataclass(frozen=True)
class Agreement:
    """A yes of the person about one desk. It `holds` unless they took it back, or other words were agreed since."""

    desk_id: UUID
    last_day: date
    holds: bool


@dataclass(frozen=True)
class Provision:
    """One shared instruction. `sketch` is there where a desk can meet it or not, with what the person said about desks."""

    instruction: str
    sketch: Accommodation | None = None
    agreements: Sequence[Agreement] = ()
    today: date = date.min

    def agreed_until(self, desk_id: UUID) -> date | None:
        """The last day, today or later, on which this desk may be used although it does not meet it."""
        days = (each.last_day for each in self.agreements if each.holds and each.desk_id == desk_id)
        return max((day for day in days if day >= self.today), default=None)

    def is_no_more(self, desk_id: UUID) -> bool:
        """Whether the person said yes to this desk once, and it does not hold any more."""
        here = [each for each in self.agreements if each.desk_id == desk_id]
        return bool(here) and not any(each.holds for each in here)

    def fit_at(self, profile: Profile) -> Match | None:
        """Whether this desk meets it; None where it is not about desks, or closed. Not measured is not met."""
        if self.sketch is None or UNREAD in self.sketch.agreed:
            return None
        rules = NEEDS[self.sketch.need].place_rules(self.sketch.agreed)
        found = [rule.fits(profile).match for rule in rules]
        if not found:
            return None
        return next((match for match in (Match.NOT_MET, Match.NOT_MEASURED) if match in found), Match.MET)


@dataclass(frozen=True)
class NeedFit:
    """One thing that was agreed, and how a desk meets it. `match` is None where it cannot be read right now."""

    says: str
    match: Match | None
    because: Sequence[str]

    @property
    def is_met(self) -> bool:
        return self.match is Match.MET


def own_needs(work: Work, person_id: UUID) -> Sequence[Accommodation]:
    """What was agreed with somebody and can be asked of a desk, for the person themselves."""
    rows = work.db.scalars(_about_desks(col(Accommodation.person_id) == person_id).order_by(col(Accommodation.id)))
    return [row for row in rows if NEEDS[row.need].is_place_rule]


def own_fit(row: Accommodation, profile: Profile, say: Say) -> NeedFit | None:
    """In the words in which the person asked for it; None where their answers ask nothing of a desk."""
    return _fit(say(NEEDS[row.need].label), row, profile, say)


def shared_fit(provision: Provision, profile: Profile, say: Say) -> NeedFit | None:
    """In the words of what to provide; None where it is not about desks."""
    return _fit(provision.instruction, provision.sketch, profile, say) if provision.sketch else None


def nearest(here: Workstation, desks: Iterable[Workstation], asked: Sequence[Provision]) -> list[Workstation]:
    """Other desks that meet all of this as they were measured: those of the same place first, then by name."""
    fitting = [
        desk
        for desk in desks
        if desk.id != here.id and all(each.fit_at(desk.profile) in {None, Match.MET} for each in asked)
    ]
    return sorted(fitting, key=lambda desk: (desk.location_id != here.location_id, desk.name))


def _fit(says: str, row: Accommodation, profile: Profile, say: Say) -> NeedFit | None:
    if UNREAD in row.agreed:
        return NeedFit(says, None, ())
    found = [rule.fits(profile, say) for rule in NEEDS[row.need].place_rules(row.agreed)]
    if not found:
        return None
    matches = [each.match for each in found]
    worst = next((match for match in (Match.NOT_MET, Match.NOT_MEASURED) if match in matches), Match.MET)
    return NeedFit(says, worst, [each.sentence for each in found])


def provisions_for(work: Work, production_id: UUID, people: Iterable[UUID]) -> dict[UUID, Sequence[Provision]]:
    """What each person lets the coordinators of this production read today. Whoever shares nothing is not in it.

    The read is written down for the person.
    """
    reader = coordinator_of(production_id, work.actor)
    read = read_instructions(work, reader, people, kind=COORDINATOR)
    shared = {person: lines for person, lines in read.items() if lines}
    about = _about_places(
        work, production_id, {item for lines in shared.values() for line in lines for item in line.items}
    )
    return {
        person: [
            each
            for line in lines
            for each in [about[item] for item in line.items if item in about] or [Provision(line.provide)]
        ]
        for person, lines in shared.items()
    }


def _about_places(work: Work, production_id: UUID, items: Collection[UUID]) -> dict[UUID, Provision]:
    """Those of these adjustments that are about desks, each with every yes of the person that was about it."""
    said = (col(Override.accommodation_id) == Accommodation.id) & col(Override.agreed_at).is_not(None)
    zone = select(col(Production.time_zone)).where(col(Production.id) == production_id).scalar_subquery()
    rows = work.db.execute(
        _about_desks(col(Accommodation.id).in_(items))
        .add_columns(Override, zone)
        .outerjoin(Override, said)
        .order_by(col(Accommodation.id), col(Override.id))
    )
    found: dict[UUID, Provision] = {}
    for row, override, time_zone in rows:
        each = found.setdefault(row.id, Provision(row.provide, row, today=today_in(time_zone, work.now)))
        if override is not None:
            yes = Agreement(override.workstation_id, override.last_day, in_force(override, row))
            found[row.id] = replace(each, agreements=[*each.agreements, yes])
    return found


def _about_desks(which: ColumnElement[bool]) -> Select[Any]:
    return select(Accommodation).where(which, holding(), col(Accommodation.holds_for_place))


def coordinator_of(production_id: UUID, actor: Actor) -> Actor:
    """The actor as coordinator of this production alone: what is shared with another one, or as mentor, stays there."""
    here = (each for each in actor.grants if each.role is Role.COORDINATOR and each.production_id == production_id)
    return replace(actor, person_id=None, grants=frozenset(here))
