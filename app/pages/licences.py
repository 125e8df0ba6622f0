"""The licences of a production, beside how many desks name each program."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.forms.filling import Filled, FilledField
from app.forms.licences import LicencesForm
from app.forms.versions import seen_version
from app.forms.workstations import as_lines
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.services import licences

Crumb = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Program:
    """`licences` is None where nobody said how many there are."""

    name: str
    desks: int
    licences: int | None

    @property
    def is_short(self) -> bool:
        return self.licences is not None and self.licences < self.desks


@dataclass(frozen=True)
class LicencesPage:
    production_id: UUID
    programs: Sequence[Program]
    known: Sequence[str]
    version: FilledField
    part: str
    crumb: Crumb
    title: str = N_("Licences")

    @property
    def form(self) -> Filled[LicencesForm]:
        return Filled.blank(LicencesForm, counts=self.known)


def show(work: Work, production: Production) -> LicencesPage:
    known = licences.of(work, production)
    desks = work.db.scalars(
        select(Workstation)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Location.production_id) == production.id, col(Workstation.retired_at).is_(None))
    )
    used = Counter(program for desk in desks for program in desk.software)
    names = sorted({*used, *known.counts}, key=str.casefold)
    return LicencesPage(
        production.id,
        [Program(name, used[name], known.counts.get(name)) for name in names],
        as_lines(known.counts),
        seen_version(known.version),
        production.title,
        (production.title, "productions.show", {"production_id": production.id}),
    )
