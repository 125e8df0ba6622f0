"""The reading of one intake for its managers: the phases with their days, and how far each reader and application is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.words import N_
from app.core.work import Work
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.models.reviews import ReviewStatus
from app.rules.blueprints import blueprint_of
from app.rules.phases import Dated, phases_of
from app.services.readings_facts import Reader, facts_of


@dataclass(frozen=True)
class PhaseLine:
    title: str
    first: date
    last: date
    is_now: bool


@dataclass(frozen=True)
class ReaderLine:
    """How many applications one reader was asked for, and where those stand. Stepping back counts as having seen."""

    name: str
    waiting: int
    given: int
    stepped_back: int


@dataclass(frozen=True)
class Overview:
    """`lacking` are the references of open applications with fewer readers than the programme asks for."""

    cohort_id: UUID
    part: str
    phases: Sequence[PhaseLine]
    readers: Sequence[ReaderLine]
    applications: int
    wanted: int
    lacking: Sequence[str]
    people_decide: str
    crumb: tuple[str, str, dict[str, Any]]
    title: str = N_("Reading of this intake")


def overview(work: Work, cohort: Cohort) -> Overview:
    blueprint = blueprint_of(work.db.get_one(Programme, cohort.programme_id).key)
    today = work.now.astimezone(ZoneInfo(blueprint.time_zone)).date()
    facts, wanted = facts_of(work, cohort), blueprint.rubric.reviews_each
    readings = facts.readings
    return Overview(
        cohort_id=cohort.id,
        part=cohort.name,
        phases=[_phase(dated, today) for dated in phases_of(blueprint, cohort)] if blueprint.phases else (),
        readers=[_reader(reader) for reader in facts.readers],
        applications=len(facts.applications),
        wanted=wanted,
        lacking=[each.reference for each in facts.applications if readings.get(each.id, 0) < wanted],
        people_decide=blueprint.people_decide,
        crumb=(N_("the cohort"), "cohorts.show", {"cohort_id": cohort.id}),
    )


def _phase(dated: Dated, today: date) -> PhaseLine:
    return PhaseLine(dated.phase.title, dated.first, dated.last, dated.first <= today <= dated.last)


def _reader(reader: Reader) -> ReaderLine:
    stands = list(reader.asked.values())
    return ReaderLine(
        reader.name,
        waiting=stands.count(ReviewStatus.ASSIGNED),
        given=stands.count(ReviewStatus.WRITTEN),
        stepped_back=stands.count(ReviewStatus.ABSTAINED),
    )
