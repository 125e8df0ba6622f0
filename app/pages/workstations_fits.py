"""How a desk fits somebody, need by need: for the person themselves, and for a coordinator only what the person shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from accessibility.vocabulary import Match
from app.adapters.wordings import spoken
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.accommodations import PassportShare
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.productions import Location
from app.models.workstations import Workstation
from app.services import fits, overrides
from app.services.fits import NeedFit

Crumb = tuple[str | Sentence, str, Mapping[str, Any]]

WORDS: Mapping[Match | None, tuple[str, str]] = {
    Match.MET: (N_("Met"), "success"),
    Match.NOT_MET: (N_("Not met"), "warning"),
    Match.NOT_MEASURED: (N_("Not measured yet"), "plain"),
    None: (N_("We cannot read this right now"), "plain"),
}


@dataclass(frozen=True)
class FitLine:
    """One need: in which words it is met or not, and what was found at the desk. `until` is the last day on which the
    person agreed to use the desk all the same.
    """

    says: str
    word: str
    kind: str
    because: Sequence[str]
    until: date | None = None


@dataclass(frozen=True)
class Place:
    id: UUID
    desk: str
    place: str


@dataclass(frozen=True)
class SharedFit:
    """For a coordinator. `nearest` are other desks where all of it is met; it is asked only where something is not.

    `can_ask` says that something must hold and does not, so that the person can be asked about this desk.
    """

    desk_id: UUID
    person_id: UUID
    production_id: UUID
    can_ask: bool
    person: str
    lines: Sequence[FitLine]
    is_whole: bool
    nearest: Sequence[Place]
    provide: Sequence[str]
    title: Sentence
    part: str
    crumb: Crumb


def own(work: Work, desks: Sequence[Workstation]) -> dict[UUID, list[FitLine]]:
    """For each of these desks, everything that was agreed with the actor. One statement, however many desks."""
    person_id = work.actor.person_id
    rows = fits.own_needs(work, person_id) if person_id and desks else ()
    found = {desk.id: [fits.own_fit(row, desk.profile, spoken) for row in rows] for desk in desks}
    return {desk_id: [_line(each) for each in lines if each] for desk_id, lines in found.items()}


def shared(work: Work, desk: Workstation, person_id: UUID) -> SharedFit:
    """Nothing shared with this production is a page that is not there. The read is written down for the person."""
    place = work.db.get_one(Location, desk.location_id)
    person = work.db.get(Person, person_id)
    asked = fits.provisions_for(work, place.production_id, [person_id]).get(person_id)
    if person is None or not asked:
        raise Missing
    read = [(one, fits.shared_fit(one, desk.profile, spoken)) for one in asked]
    found = [(each, one.agreed_until(desk.id)) for one, each in read if each]
    is_whole = all(each.is_met for each, _ in found)
    return SharedFit(
        desk_id=desk.id,
        person_id=person_id,
        production_id=place.production_id,
        can_ask=any(overrides.unmet(asked, desk)),
        person=person.name,
        lines=[_line(each, until) for each, until in found],
        is_whole=is_whole,
        nearest=[] if is_whole else _nearest(work, desk, place, asked),
        provide=[each.instruction for each in asked if each.sketch is None],
        title=sentence(N_("How %(desk)s fits %(person)s"), desk=desk.name, person=person.name),
        part=place.name,
        crumb=(desk.name, "workstations.show", {"workstation_id": desk.id}),
    )


def example_person(db: Session, desk: Workstation) -> Mapping[str, str] | None:
    """Somebody who has a day at this desk and shares something with its production."""
    sharing = db.scalars(
        select(col(PassportShare.person_id))
        .join(Location, col(Location.production_id) == PassportShare.with_production_id)
        .join(Assignment, col(Assignment.person_id) == PassportShare.person_id)
        .where(col(Location.id) == desk.location_id, col(PassportShare.ended_at).is_(None))
        .limit(1)
    ).first()
    return {"person_id": str(sharing)} if sharing else None


def _nearest(work: Work, desk: Workstation, place: Location, asked: Sequence[fits.Provision]) -> list[Place]:
    rows = work.db.execute(
        select(Workstation, col(Location.name))
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Location.production_id) == place.production_id, col(Workstation.retired_at).is_(None))
    ).all()
    places = {each.id: name for each, name in rows}
    return [Place(each.id, each.name, places[each.id]) for each in fits.nearest(desk, [row[0] for row in rows], asked)]


def _line(fit: NeedFit, until: date | None = None) -> FitLine:
    word, kind = WORDS[fit.match]
    return FitLine(fit.says, word, kind, fit.because, None if fit.is_met else until)
