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
    """One person at one desk on one day, block after block. `unmet` are shared wishes that this desk does not meet.

    `is_outdated` says that the person agreed to the desk once, and that this does not hold any more.
    """

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
    is_outdated: bool

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
    """An instruction, and whether the desk meets it; `answer` is None where it is not about desks.

    `until` is the last day on which the person agreed to use the desk all the same; `is_no_more` that they did once.
    """

    instruction: str
    answer: str | None
    until: date | None = None
    is_no_more: bool = False

    def bars(self, day: date, met: str) -> bool:
        """Whether the desk does not meet it on this day, and nothing is agreed for it."""
        return self.answer != met and not (self.until is not None and day <= self.until)


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
    is_outdated: bool
    to_look_at: Sequence[Sitting]
    staying: Sequence[Sitting]
    shape: str
    making: Making
    crumb: Crumb

    @property
    def is_waiting(self) -> bool:
        return self.status in {PlanStatus.WANTED, PlanStatus.SOLVING}
