"""The check page of an even spread: who would read what, the load of each reader, and what cannot be placed and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.words import N_, Sentence
from app.core.work import Work
from app.forms.filling import Filled, FilledField
from app.forms.readings import DEFAULT_EACH, SpreadAsked, SpreadWanted
from app.models.cohorts import Cohort
from app.services.readings import Plan, plan


@dataclass(frozen=True)
class Load:
    """What waits for one reader now, what the plan adds, and both together."""

    name: str
    now: int
    more: int
    then: int


@dataclass(frozen=True)
class Placed:
    reference: str
    names: Sequence[str]


@dataclass(frozen=True)
class Unplaced:
    """`tied` and `asked` are how many readers a tie sets apart and how many were asked before."""

    reference: str
    lacking: int
    tied: int
    asked: int


@dataclass(frozen=True)
class Spreading:
    cohort_id: UUID
    title: Sentence
    part: str
    each: int
    readings: int
    loads: Sequence[Load]
    placed: Sequence[Placed]
    unplaced: Sequence[Unplaced]
    seen: FilledField
    crumb: tuple[str, str, dict[str, Any]]


def spreading(work: Work, cohort: Cohort, filled: Filled[Any]) -> Spreading:
    each = filled.form.each if isinstance(filled.form, SpreadAsked) else DEFAULT_EACH
    found = plan(work, cohort, each=each)
    known = Filled.blank(SpreadWanted, seen=found.mark)
    return Spreading(
        cohort_id=cohort.id,
        title=Sentence(N_("Spread the reading evenly")),
        part=cohort.name,
        each=each,
        readings=len(found.pairs),
        loads=_loads(found),
        placed=_placed(found),
        unplaced=_unplaced(found),
        seen=known.field("seen"),
        crumb=(N_("reading"), "readings.show", {"cohort_id": cohort.id}),
    )


def _loads(found: Plan) -> Sequence[Load]:
    return [
        Load(reader.name, reader.waiting, then - reader.waiting, then)
        for reader, then in zip(found.facts.readers, found.loads, strict=True)
    ]


def _placed(found: Plan) -> Sequence[Placed]:
    names: dict[str, list[str]] = {}
    for application, reader in found.pairs:
        names.setdefault(application.reference, []).append(reader.name)
    return [Placed(reference, sorted(readers)) for reference, readers in names.items()]


def _unplaced(found: Plan) -> Sequence[Unplaced]:
    readers = found.facts.readers
    return [
        Unplaced(
            application.reference,
            lacking,
            tied=sum((application.id, reader.id) in found.facts.tied for reader in readers),
            asked=sum(application.id in reader.asked for reader in readers),
        )
        for application, lacking in found.short
    ]
