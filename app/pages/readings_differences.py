"""Where the readers of an intake disagree: for each application and criterion, and how each scale lies. Nobody is ranked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.words import N_, Sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.models.reviews import Review, ReviewStatus, Score
from app.rules.blueprints import Rubric, blueprint_of
from app.rules.decisions import visible_to
from app.rules.differences import apart, in_words, scales
from app.rules.reviews import most_points, score_of
from app.rules.ties import tied

Points = Mapping[str, int]


@dataclass(frozen=True)
class Criterion:
    """How far the points of one criterion lie apart, of the most there are."""

    title: str
    apart: int
    most: int


@dataclass(frozen=True)
class Spread:
    """One application with two reviews or more. `lowest` and `highest` are whole reviews, of 100."""

    application_id: UUID
    reference: str
    reviews: int
    lowest: int
    highest: int
    criteria: Sequence[Criterion]

    @property
    def apart(self) -> int:
        return self.highest - self.lowest


@dataclass(frozen=True)
class ReaderScale:
    name: str
    shared: int
    words: Sentence


@dataclass(frozen=True)
class Differences:
    """Applications in the order of their references, readers in the order of their names."""

    cohort_id: UUID
    part: str
    applications: Sequence[Spread]
    readers: Sequence[ReaderScale]
    crumb: tuple[str, str, dict[str, Any]]
    title: str = N_("Where reviews differ")


@dataclass(frozen=True)
class _Given:
    application_id: UUID
    reference: str
    by: Mapping[str, Points]


def differences(work: Work, cohort: Cohort) -> Differences:
    rubric = blueprint_of(work.db.get_one(Programme, cohort.programme_id).key).rubric
    names, given = _given(work, cohort)
    figures = {
        each.application_id: {reader: score_of(rubric, points) for reader, points in each.by.items()} for each in given
    }
    found = scales(figures)
    return Differences(
        cohort_id=cohort.id,
        part=cohort.name,
        applications=[_spread(each, figures[each.application_id], rubric) for each in given if len(each.by) > 1],
        readers=[ReaderScale(name, found[key].shared, in_words(found[key])) for key, name in names.items()],
        crumb=(N_("reading"), "readings.show", {"cohort_id": cohort.id}),
    )


def _given(work: Work, cohort: Cohort) -> tuple[Mapping[str, str], Sequence[_Given]]:
    """The names of those who gave a whole review, and their points by application."""
    names: dict[str, str] = {}
    points: dict[tuple[UUID, str], dict[str, dict[str, int]]] = {}
    for application_id, reference, reader_id, name, criterion, given in work.db.execute(_rows(work, cohort)):
        names[str(reader_id)] = name
        points.setdefault((application_id, reference), {}).setdefault(str(reader_id), {})[criterion] = given
    in_order = dict(sorted(names.items(), key=lambda pair: (pair[1], pair[0])))
    return in_order, [_Given(application_id, reference, by) for (application_id, reference), by in points.items()]


def _rows(work: Work, cohort: Cohort) -> Select[*tuple[Any, ...]]:
    seen = visible_to(work.actor).with_only_columns(col(Application.id))
    return (
        select(
            col(Application.id),
            col(Application.reference),
            col(Review.reviewer_id),
            col(Person.name),
            col(Score.criterion),
            col(Score.points),
        )
        .join(Review, col(Review.application_id) == Application.id)
        .join(Score, col(Score.review_id) == Review.id)
        .join(Person, col(Person.id) == Review.reviewer_id)
        .where(
            col(Application.id).in_(seen),
            col(Application.cohort_id) == cohort.id,
            col(Review.status) == ReviewStatus.WRITTEN,
            ~tied(col(Review.reviewer_id)),
        )
        .order_by(col(Application.reference), col(Review.reviewer_id))
    )


def _spread(given: _Given, figures: Mapping[str, float], rubric: Rubric) -> Spread:
    criteria = [
        Criterion(
            criterion.title,
            int(apart({reader: points[criterion.key] for reader, points in given.by.items()})),
            most_points(criterion),
        )
        for criterion in rubric.criteria
    ]
    lowest, highest = round(min(figures.values())), round(max(figures.values()))
    return Spread(given.application_id, given.reference, len(given.by), lowest, highest, criteria)
