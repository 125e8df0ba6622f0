"""Counting again how the reviews of an application stand, whenever one of them changes."""

from collections.abc import Mapping
from uuid import UUID

from sqlmodel import col, select

from app.core.work import Work
from app.models.applications import Application
from app.models.programmes import Programme
from app.models.reviews import Review, ReviewStatus, Score, Standing
from app.rules.blueprints import blueprint_of
from app.rules.reviews import EXPECTED, combined, score_of
from app.rules.ties import tied

Points = Mapping[str, int]


def stand(work: Work, application_id: UUID) -> None:
    """Write the standing of this application. Reviews given in the same moment are counted one after the other."""
    key = work.db.scalars(
        select(Programme.key)
        .join(Application, col(Application.programme_id) == Programme.id)
        .where(col(Application.id) == application_id)
        .with_for_update(of=Application)
    ).one()
    rubric = blueprint_of(key).rubric
    points, expected = _points(work, application_id)
    standing = work.db.get(Standing, application_id) or Standing(application_id=application_id)
    standing.expected, standing.written = expected, len(points)
    standing.score = combined(rubric, [score_of(rubric, each) for each in points.values() if each])
    work.db.add(standing)


def _points(work: Work, application_id: UUID) -> tuple[dict[UUID, Points], int]:
    """The points of every written review, and how many reviews are expected in all. What a tie hides counts for nothing.

    A review that ended at the screening is written and has no points.
    """
    work.db.flush()
    rows = work.db.execute(
        select(Review.id, Review.status, Score.criterion, Score.points)
        .join(Application, col(Application.id) == Review.application_id)
        .outerjoin(Score, col(Score.review_id) == Review.id)
        .where(
            col(Review.application_id) == application_id,
            col(Review.status).in_(EXPECTED),
            ~tied(col(Review.reviewer_id)),
        )
    ).all()
    written: dict[UUID, dict[str, int]] = {}
    for review_id, status, criterion, points in rows:
        if status is ReviewStatus.WRITTEN:
            written.setdefault(review_id, {}).update({criterion: points} if criterion else {})
    return dict(written), len({row[0] for row in rows})
