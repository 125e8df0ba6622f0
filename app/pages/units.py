"""The units of a production, and one of them to name anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.words import N_
from app.core.work import Work
from app.forms.filling import Filled, FilledField
from app.forms.units import UnitForm
from app.forms.versions import seen_version
from app.models.productions import Production
from app.models.units import Unit
from app.pages.productions import Crumb
from app.pages.productions_versions import Stored, stored_now
from app.rules.units import KINDS
from app.services import units


@dataclass(frozen=True)
class UnitLine:
    id: UUID
    name: str
    kind: str


@dataclass(frozen=True)
class UnitList:
    id: UUID
    part: str
    units: Sequence[UnitLine]
    crumb: Crumb
    title: str = N_("Units")


@dataclass(frozen=True)
class UnitPage:
    id: UUID
    part: str
    likely: Filled[UnitForm]
    version: FilledField
    stored_now: Sequence[Stored]
    crumb: Crumb
    title: str = N_("Change a unit")


def listing(work: Work, production: Production) -> UnitList:
    return UnitList(
        id=production.id,
        part=production.title,
        units=[UnitLine(each.id, each.name, KINDS[each.kind]) for each in units.of_production(work, production)],
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def changing(work: Work, unit: Unit, filled: Filled[Any] | None = None) -> UnitPage:
    production = work.db.get_one(Production, unit.production_id)
    known = Filled.blank(UnitForm, name=unit.name, kind=unit.kind.value)
    return UnitPage(
        id=unit.id,
        part=production.title,
        likely=known,
        version=seen_version(unit.version),
        stored_now=stored_now(known, filled),
        crumb=(N_("units"), "units.listing", {"production_id": production.id}),
    )
