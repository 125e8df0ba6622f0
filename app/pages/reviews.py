"""What a reviewer sees: a reference, answers, work and the rubric. No name and no contact is ever asked of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled, FilledField
from app.forms.reviews import BECAUSE, POINTS, ReviewFilter, ReviewForm, review_form
from app.forms.versions import seen_version
from app.models.applications import Application, Decision, Outcome
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.models.reviews import Review, ReviewStatus, Score
from app.pages.applications import ReadableAnswer, answers_readable_by
from app.pages.readings import Opinion, WorkSample, opinions_by_review, work_samples
from app.rules.blueprints import Blueprint, Criterion, Reader, blueprint_of
from app.rules.decisions import OUTCOMES
from app.rules.reviews import LIFE, OPEN_FOR_READING, read_by, visible_to

PAGE = 50
KINDS = {ReviewStatus.ASSIGNED: "info", ReviewStatus.WRITTEN: "success", ReviewStatus.ABSTAINED: "plain"}
"""The shape beside each state."""


@dataclass(frozen=True)
class Line:
    review_id: UUID
    reference: str
    state: str
    kind: str
    read_by: date


@dataclass(frozen=True)
class ReviewList:
    """`after` is the reference that the next page begins behind, None on the last page."""

    lines: Sequence[Line]
    total: int
    after: str | None
    shows_all: bool
    title: str = N_("Reviews")


@dataclass(frozen=True)
class OneReview:
    """One application as its reviewer sees it. `others` stays empty until their own review is given.

    `was_changed` says that the form being drawn again is older than what is saved.
    """

    review_id: UUID
    title: Sentence
    part: str
    read_by: date
    state: str
    kind: str
    is_open: bool
    is_given: bool
    stepped_back: bool
    answers: Sequence[ReadableAnswer]
    works: Sequence[WorkSample]
    people_decide: str
    criteria: Sequence[Criterion]
    version: FilledField
    was_changed: bool
    note: str
    mine: Sequence[Opinion]
    others: Sequence[Sequence[Opinion]]
    result: str | None
    crumb: tuple[str, str, dict[str, object]] = (N_("your reviews"), "reviews.listing", {})


@dataclass(frozen=True)
class Reading:
    """What is stored of one review and around it, for the page and its form. `outcome` is None before the release."""

    review: Review
    application: Application
    blueprint: Blueprint
    programme: str
    decides_on: date
    outcome: Outcome | None
    scores: Sequence[Score]

    def form(self, *, is_draft: bool) -> type[ReviewForm]:
        return review_form(self.blueprint.key, is_draft=is_draft)


def listing(work: Work, filled: Filled[ReviewFilter]) -> ReviewList:
    asked = filled.form or ReviewFilter()
    shows_all = asked.show == "all"
    mine = visible_to(work.actor)
    if not shows_all:
        mine = mine.where(col(Review.status) == ReviewStatus.ASSIGNED)
    total = work.db.scalar(mine.with_only_columns(func.count(col(Review.id)))) or 0
    rows = work.db.execute(_lines(mine, asked.after)).all()
    lines = [_line(*row) for row in rows[:PAGE]]
    return ReviewList(lines, total, lines[-1].reference if len(rows) > PAGE else None, shows_all)


def read(work: Work, review: Review) -> Reading:
    """Everything about this review in two statements."""
    application, key, programme, decides_on, outcome = work.db.execute(_frame(review)).one()
    scores = work.db.scalars(_readable_scores(review)).all()
    return Reading(review, application, blueprint_of(key), programme, decides_on, outcome, scores)


def filled(reading: Reading) -> Filled[ReviewForm]:
    """The form with what is kept of this review so far."""
    known: dict[str, object] = {"note": reading.review.note}
    for score in reading.scores:
        if score.review_id == reading.review.id:
            known[POINTS + score.criterion] = score.points
            known[BECAUSE + score.criterion] = score.because
    return Filled.blank(reading.form(is_draft=False), **known)


def one(work: Work, reading: Reading, form: Filled[ReviewForm]) -> OneReview:
    review, application, blueprint = reading.review, reading.application, reading.blueprint
    opinions = opinions_by_review(reading.scores, blueprint)
    return OneReview(
        review_id=review.id,
        title=sentence(N_("Review of %(reference)s"), reference=application.reference),
        part=reading.programme,
        read_by=read_by(blueprint, reading.decides_on),
        state=LIFE.words[review.status].own,
        kind=KINDS[review.status],
        is_open=application.status in OPEN_FOR_READING,
        is_given=review.status is ReviewStatus.WRITTEN,
        stepped_back=review.status is ReviewStatus.ABSTAINED,
        answers=answers_readable_by(work.db, application, blueprint, Reader.REVIEWER),
        works=work_samples(work.db, application, blueprint, Reader.REVIEWER),
        people_decide=blueprint.people_decide,
        criteria=blueprint.rubric.criteria,
        version=seen_version(review.version),
        was_changed=form.form is not None and form.form.version != review.version,
        note=review.note,
        mine=opinions.pop(review.id, ()),
        others=list(opinions.values()),
        result=OUTCOMES[reading.outcome] if reading.outcome else None,
    )


def _lines(mine: Select[Any], after: str) -> Select[UUID, ReviewStatus, str, date, str]:
    lines = (
        mine.join(Cohort, col(Cohort.id) == Application.cohort_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .with_only_columns(
            col(Review.id), col(Review.status), col(Application.reference), col(Cohort.decides_on), col(Programme.key)
        )
        .order_by(col(Application.reference))
        .limit(PAGE + 1)
    )
    return lines.where(col(Application.reference) > after) if after else lines


def _line(review_id: UUID, status: ReviewStatus, reference: str, decides_on: date, key: str) -> Line:
    return Line(review_id, reference, LIFE.words[status].own, KINDS[status], read_by(blueprint_of(key), decides_on))


def _frame(review: Review) -> Select[Application, str, str, date, Outcome]:
    """The application, its programme and dates, and the outcome once it was released."""
    return (
        select(Application, col(Programme.key), col(Programme.name), col(Cohort.decides_on), col(Decision.outcome))
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .outerjoin(Decision, (col(Decision.application_id) == Application.id) & col(Decision.released_at).is_not(None))
        .where(col(Application.id) == review.application_id)
    )


def _readable_scores(review: Review) -> Select[Score]:
    """Their own points and reasons, and those of others once their own review is given."""
    own = col(Review.id) == review.id
    given = col(Review.status) == ReviewStatus.WRITTEN
    return (
        select(Score)
        .join(Review, col(Review.id) == Score.review_id)
        .where(
            col(Review.application_id) == review.application_id,
            or_(own, given) if review.status is ReviewStatus.WRITTEN else own,
        )
        .order_by(col(Review.written_at), col(Review.id))
    )
