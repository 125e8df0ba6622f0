"""Acknowledging what is ready on the sheet of a place, by whom and when. Nothing on a sheet says why."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.errors import Refused
from app.core.events import Event
from app.core.work import Work
from app.forms.call_sheets import Tick
from app.models.assignments import Assignment
from app.models.call_sheets import Acknowledgement
from app.models.plans import Plan
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.rules.call_sheets import NO_LONGER_SHARED
from app.services.fits import provisions_for
from app.services.passports_reading import fingerprint_of


@dataclass(frozen=True)
class PlaceDay:
    """One place of one production on one day."""

    production: Production
    location: Location
    day: date

    @property
    def path(self) -> dict[str, Any]:
        return {"production_id": self.production.id, "location_id": self.location.id, "day": self.day}


def acknowledge(work: Work, place: PlaceDay, form: Tick) -> None:
    """Say that one thing is ready. Doing it again changes nothing."""
    words = _shared_words(work, place, form)
    if _found(work, place, form) is None and work.actor.person_id is not None:
        work.db.add(
            Acknowledgement(
                id=work.new_id(),
                production_id=place.production.id,
                person_id=form.person,
                on_date=place.day,
                words=words,
                by_id=work.actor.person_id,
                at=work.now,
            )
        )
        _record(work, "call_sheets.acknowledged", place, form.person)


def take_back(work: Work, place: PlaceDay, form: Tick) -> None:
    """Take the tick away again."""
    found = _found(work, place, form)
    if found is not None:
        work.db.delete(found)
        _record(work, "call_sheets.taken_back", place, form.person)


def acknowledged_on(place: PlaceDay) -> Select[Acknowledgement]:
    return select(Acknowledgement).where(
        col(Acknowledgement.production_id) == place.production.id, col(Acknowledgement.on_date) == place.day
    )


def sitting_at(place: PlaceDay) -> Select[Any]:
    """Whose days are here on this day."""
    return (
        select(col(Assignment.person_id))
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .where(
            col(Assignment.is_live),
            col(Assignment.on_date) == place.day,
            col(Plan.production_id) == place.production.id,
            col(Workstation.location_id) == place.location.id,
        )
    )


def _shared_words(work: Work, place: PlaceDay, form: Tick) -> str:
    here = work.db.scalars(sitting_at(place).where(col(Assignment.person_id) == form.person)).first()
    shared = provisions_for(work, place.production.id, [here]) if here else {}
    for provision in shared.get(form.person, ()):
        if fingerprint_of(provision.instruction) == form.words:
            return provision.instruction
    raise Refused(NO_LONGER_SHARED)


def _found(work: Work, place: PlaceDay, form: Tick) -> Acknowledgement | None:
    rows = work.db.scalars(acknowledged_on(place).where(col(Acknowledgement.person_id) == form.person))
    return next((row for row in rows if fingerprint_of(row.words) == form.words), None)


def _record(work: Work, name: str, place: PlaceDay, person: UUID) -> None:
    facts = {"production": str(place.production.id), "day": place.day.isoformat()}
    work.record(Event(name, place.location.id, about=person, programme_id=place.production.programme_id, facts=facts))
