"""The views of one plan: sittings by day and by desk, how each person fits, and the page around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.adapters.wordings import spoken
from app.core.words import N_, Sentence, sentence
from app.forms.asking import Form
from app.forms.filling import Filled
from app.models.plans import PlanStatus
from app.pages.plans_making import Making
from app.pages.plans_words import ShortfallLine
from app.pages.productions import Crumb


@dataclass(frozen=True)
class Sitting:
    """One person at one desk on one day, block after block. `unmet` are shared wishes that this desk does not meet."""

    rows: Sequence[UUID]
    person: str
    desk: str
    place: str
    day: date
    hours: str
    answer: str
    answer_kind: str
    asks_to_change: bool
    wish: str
    stays: bool
    why_it_stays: str
    is_away: bool
    unmet: Sequence[str]

    @property
    def clash(self) -> str | None:
        lines = [spoken(sentence(N_("Not met here: %(what)s"), what=what)) for what in self.unmet]
        if self.is_away:
            lines.append(spoken(N_("Away then.")))
        if self.asks_to_change:
            lines.append(spoken(self.answer))
        return " ".join(lines) or None


@dataclass(frozen=True)
class Entry:
    """What stands in a cell, alone: who or nobody, the hours, the desk and the day. Its link opens the form."""

    text: str
    where: str
    on: str
    route: str
    params: Mapping[str, Any]
    clash: str | None = None
    note: str = ""

    @property
    def about(self) -> str:
        return ", ".join(each for each in (self.where, self.on) if each)


@dataclass(frozen=True)
class GridRow:
    label: str
    cells: Sequence[Sequence[Entry]]


@dataclass(frozen=True)
class GridDay:
    """One day of the list."""

    day: date
    entries: Sequence[Entry]


@dataclass(frozen=True)
class GridPart:
    """The part of the schedule that is shown: the same entries as rows of desks and as days, and how many there are."""

    rows: Sequence[GridRow]
    columns: Sequence[str]
    days: Sequence[GridDay]
    shown: str
    kind: type[Form]
    known: Mapping[str, object]

    @property
    def filters(self) -> Filled[Form]:
        """Which place and which day, as they are shown."""
        return Filled.blank(self.kind, **self.known)


@dataclass(frozen=True)
class FitLine:
    """An instruction, and whether the desk meets it; `answer` is None where it is not about desks."""

    instruction: str
    answer: str | None


@dataclass(frozen=True)
class DeskFit:
    desk_id: UUID
    name: str
    place: str
    lines: Sequence[FitLine]


@dataclass(frozen=True)
class PersonFit:
    """`person_id` is there when this person shares something with the production."""

    anchor: str
    name: str
    person_id: UUID | None
    desks: Sequence[DeskFit]
    provide: Sequence[str]


@dataclass(frozen=True)
class PlanPage:
    id: UUID
    title: str
    part: str
    status: PlanStatus
    word: str
    kind: str
    cohort: str
    published_at: datetime | None
    zone: str
    reason: str
    trouble: str
    figures: Sequence[Sentence]
    shortfalls: Sequence[ShortfallLine]
    grid: GridPart
    edits: int
    people: Sequence[PersonFit]
    to_look_at: Sequence[Sitting]
    staying: Sequence[Sitting]
    shape: str
    making: Making
    crumb: Crumb

    @property
    def is_waiting(self) -> bool:
        return self.status in {PlanStatus.WANTED, PlanStatus.SOLVING}
