"""The views of one cell, one person and the changes of a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.forms.asking import Form
from app.forms.filling import Filled
from app.forms.placings import Edit
from app.pages.plans_views import FitLine
from app.pages.productions import Crumb


@dataclass(frozen=True)
class WayLine:
    """A cell that is possible, as a link to the form where it is chosen already."""

    text: str
    disturbs: str
    route: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class ChangeLine:
    id: UUID
    text: str
    by: str
    at: datetime
    is_back: bool


@dataclass(frozen=True)
class PlanPart:
    """What each of these pages shows of its plan. `edits` is what a change by hand has to know."""

    id: UUID
    title: str
    part: str
    zone: str
    is_draft: bool
    is_published: bool
    word: str
    edits: int
    last: ChangeLine | None
    crumb: Crumb

    def again(self, filled: Filled[Any]) -> Filled[Any]:
        """The form as it was typed, with the choices and the number of changes of now."""
        known = Filled.blank(self.kind, **self.known)
        typed = {**known.typed, **filled.typed, "edits": [str(self.edits)]}
        return replace(filled, kind=self.kind, typed=typed)

    @property
    def kind(self) -> type[Form]:
        return Edit

    @property
    def known(self) -> Mapping[str, object]:
        return {"edits": self.edits}


@dataclass(frozen=True)
class ChoosingPage(PlanPart):
    """A page with a form of choices that the plan makes. `wanted` says why what is chosen already cannot be."""

    where: str
    when: str
    choices: type[Form]
    chosen: Mapping[str, object]
    wanted: str

    @property
    def kind(self) -> type[Form]:
        return self.choices

    @property
    def known(self) -> Mapping[str, object]:
        return self.chosen


@dataclass(frozen=True)
class CellPage(ChoosingPage):
    """Somebody at a desk."""

    assignment_id: UUID
    person: str
    person_id: UUID
    desk_id: UUID
    fit: Sequence[FitLine]
    why: Sequence[str]
    faults: Sequence[str]
    kept: str
    ways: Sequence[WayLine]
    is_moved: bool


@dataclass(frozen=True)
class Candidate:
    name: str
    person_id: UUID
    missing: int
    faults: Sequence[str]


@dataclass(frozen=True)
class FreePage(ChoosingPage):
    """A desk that nobody has at this time."""

    params: Mapping[str, Any]
    closed: str
    taken_by: str
    taken_params: Mapping[str, Any]
    can: Sequence[Candidate]
    cannot: Sequence[Candidate]


@dataclass(frozen=True)
class OwnCell:
    text: str
    assignment_id: UUID


@dataclass(frozen=True)
class PinLine:
    text: str
    what: str
    faults: Sequence[str]


@dataclass(frozen=True)
class PersonPage(PlanPart):
    """What one person has in a plan, what is missing, and what would help."""

    person: str
    missing: int
    cells: Sequence[OwnCell]
    ways: Sequence[WayLine]
    pins: Sequence[PinLine]


@dataclass(frozen=True)
class ChangesPage(PlanPart):
    changes: Sequence[ChangeLine]
