"""The two pages of a list that a manager brings: choosing it, and what each of its rows would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.words import N_, Sentence
from app.core.work import Work
from app.forms.filling import Filled, FilledField
from app.forms.readings import CheckedList
from app.models.cohorts import Cohort
from app.services.readings import Row, check_list

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Bringing:
    """`rows` are None before a list was chosen. `good` of them can be asked by."""

    cohort_id: UUID
    title: Sentence
    part: str
    rows: Sequence[Row] | None
    good: int
    checked: FilledField
    crumb: Crumb


def bringing(cohort: Cohort) -> Bringing:
    return _bringing(cohort, None, N_("Bring a list of readers"))


def checking(work: Work, cohort: Cohort, cells: Sequence[Sequence[str]]) -> Bringing:
    return _bringing(cohort, check_list(work, cohort, cells), N_("Check your list of readers"))


def _bringing(cohort: Cohort, rows: Sequence[Row] | None, title: str) -> Bringing:
    good = [row for row in rows or () if row.pair]
    text = ";".join(f"{row.reference} {row.address}" for row in good)
    return Bringing(
        cohort_id=cohort.id,
        title=Sentence(title),
        part=cohort.name,
        rows=rows,
        good=len(good),
        checked=Filled.blank(CheckedList, rows=text).field("rows"),
        crumb=(N_("reading"), "readings.show", {"cohort_id": cohort.id}),
    )
