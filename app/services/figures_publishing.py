"""What is said of one cohort: how many people, and how they answered. All its tables are protected together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.core.work import Work
from app.models.cohorts import Cohort
from app.rules.figures import BEGAN, SAID_YES
from app.rules.small_counts import FEWEST, FEWEST_PEOPLE, Sum, said
from app.services.figures import counted
from app.services.monitoring import given

Cell = tuple[str, str]
"""A table and a row of it."""

OUTCOMES = "outcomes"
NOT_YET, UNANSWERED = "not_begun_yet", "unanswered"
"""What a reader works out from two numbers is protected like a number of its own."""
TOTAL: Cell = (OUTCOMES, SAID_YES)


@dataclass(frozen=True)
class Linked:
    """Every count of one cohort, and how they hang together."""

    counts: Mapping[Cell, int]
    fewest: Mapping[Cell, int]
    sums: tuple[Sum[Cell], ...]
    unsaid: frozenset[Cell]


def published(work: Work, cohort: Cohort) -> Mapping[str, Mapping[str, int | None]]:
    """By table and row the rounded number, or None where it is not said."""
    linked = linked_of(counted(work, cohort), given(work, cohort))
    shown = said(linked.counts, linked.fewest, linked.sums, unsaid=linked.unsaid)
    tables: dict[str, dict[str, int | None]] = {}
    for (table, row), number in shown.items():
        if (table, row) not in linked.unsaid:
            tables.setdefault(table, {})[row] = number
    return tables


def linked_of(people: Mapping[str, int], answers: Mapping[str, Mapping[str, int]]) -> Linked:
    counts = {(OUTCOMES, key): count for key, count in people.items()}
    counts |= {(question, value): count for question, of in answers.items() for value, count in of.items()}
    rests = dict(_rests(people, answers))
    sums = tuple(
        Sum(TOTAL, tuple(cell for cell in (*counts, rest) if cell[0] == rest[0] and cell != TOTAL)) for rest in rests
    )
    counts |= rests
    fewest = {cell: FEWEST_PEOPLE if cell[0] == OUTCOMES or cell in rests else FEWEST for cell in counts}
    return Linked(counts, fewest, sums, frozenset(rests))


def _rests(people: Mapping[str, int], answers: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[Cell, int]]:
    """What is missing to everybody who said yes. Where more are counted than said yes, because somebody keeps out of
    that count alone, the two are not parts of one whole, and nothing follows from them.
    """
    parts = {(OUTCOMES, NOT_YET): people[BEGAN]}
    parts |= {(question, UNANSWERED): sum(of.values()) for question, of in answers.items()}
    return ((cell, people[SAID_YES] - part) for cell, part in parts.items() if part <= people[SAID_YES])
