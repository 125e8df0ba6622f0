"""The views of one plan: sittings by day and by desk, how each person fits, and the page around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.adapters.wordings import full_date, spoken
from app.core.words import N_, Sentence, sentence
from app.models.plans import PlanStatus
from app.pages.plans_words import ShortfallLine
from app.pages.productions import Crumb


@dataclass(frozen=True)
class Sitting:
    """One person at one desk on one day, block after block. `unmet` are shared wishes that this desk does not meet."""

    anchor: str
    person: str
    desk: str
    place: str
    day: date
    hours: str
    answer: str
    answer_kind: str
    asks_to_change: bool
    wish: str
    unmet: Sequence[str]

    @property
    def text(self) -> str:
        return spoken(sentence(N_("%(person)s, %(hours)s"), person=self.person, hours=self.hours))

    @property
    def about(self) -> str:
        facts = {"desk": self.desk, "place": self.place, "day": full_date(self.day)}
        return spoken(sentence(N_("at %(desk)s, %(place)s, on %(day)s"), **facts))

    @property
    def path(self) -> str:
        return f"#{self.anchor}"

    @property
    def clash(self) -> str | None:
        lines = [spoken(sentence(N_("Not met here: %(what)s"), what=what)) for what in self.unmet]
        if self.asks_to_change:
            lines.append(spoken(self.answer))
        return " ".join(lines) or None


@dataclass(frozen=True)
class Closed:
    """What stands in a cell of the grid when the place does not work on that day."""

    about: str = ""
    path: None = None
    clash: None = None

    @property
    def text(self) -> str:
        return spoken(N_("Closed"))


@dataclass(frozen=True)
class PlanDay:
    day: date
    sittings: Sequence[Sitting]


@dataclass(frozen=True)
class GridRow:
    label: str
    cells: Sequence[Sequence[Sitting | Closed]]


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
    days: Sequence[PlanDay]
    grid: Sequence[GridRow]
    columns: Sequence[str]
    people: Sequence[PersonFit]
    to_look_at: Sequence[Sitting]
    shape: str
    crumb: Crumb

    @property
    def is_waiting(self) -> bool:
        return self.status in {PlanStatus.WANTED, PlanStatus.SOLVING}
