"""Which tables of figures there are, and how their counts hang together. All tables of one cohort are protected together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.rules.accommodations_figures import Group
from app.rules.figures import BEGAN, SAID_YES
from app.rules.small_counts import FEWEST, FEWEST_PEOPLE, Sum

Cell = tuple[str, str]
"""A table and a row of it."""

OUTCOMES, ADJUSTMENTS = "outcomes", "adjustments"
NOT_YET, UNANSWERED = "not_begun_yet", "unanswered"
"""What a reader works out from two numbers is protected like a number of its own, and is never said."""
TOTAL: Cell = (OUTCOMES, SAID_YES)
ALL: Cell = (ADJUSTMENTS, Group.ALL.value)


@dataclass(frozen=True)
class Linked:
    """Every count of one cohort, or of the adjustments of one programme, as it is; and how they hang together."""

    counts: Mapping[Cell, int]

    @property
    def sums(self) -> tuple[Sum[Cell], ...]:
        return sums_of(self.counts)

    @property
    def unsaid(self) -> frozenset[Cell]:
        return frozenset(cell for cell in self.counts if is_rest(cell))


def cohort_tables(people: Mapping[str, int], answers: Mapping[str, Mapping[str, int]]) -> Linked:
    counts = {(OUTCOMES, key): count for key, count in people.items()}
    counts |= {(question, value): count for question, of in answers.items() for value, count in of.items()}
    return Linked(counts | dict(_rests(people, answers)))


def adjustments_table(counted: Mapping[Group, int]) -> Linked:
    return Linked({(ADJUSTMENTS, group.value): count for group, count in counted.items()})


def is_rest(cell: Cell) -> bool:
    return cell[1] in {NOT_YET, UNANSWERED}


def fewest_of(cell: Cell) -> int:
    return FEWEST_PEOPLE if cell[0] == OUTCOMES or is_rest(cell) else FEWEST


def sums_of(cells: Iterable[Cell]) -> tuple[Sum[Cell], ...]:
    """The sums among these counts. A rest among them says that its table is part of all who said yes."""
    known = sorted(cells)
    rests = [cell for cell in known if is_rest(cell)]
    parts = [Sum(TOTAL, tuple(cell for cell in known if cell[0] == rest[0] and cell != TOTAL)) for rest in rests]
    groups = tuple(cell for cell in known if cell[0] == ADJUSTMENTS and cell != ALL)
    return (*parts, Sum(ALL, groups)) if groups else tuple(parts)


def _rests(people: Mapping[str, int], answers: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[Cell, int]]:
    """What is missing to everybody who said yes. Where more are counted than said yes, because somebody keeps out of
    that count alone, the two are not parts of one whole, and nothing follows from them.
    """
    parts = {(OUTCOMES, NOT_YET): people[BEGAN]}
    parts |= {(question, UNANSWERED): sum(of.values()) for question, of in answers.items()}
    return ((cell, people[SAID_YES] - part) for cell, part in parts.items() if part <= people[SAID_YES])
