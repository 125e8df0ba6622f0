"""What a reviewer sees: a reference, answers, work and the rubric. No name and no contact is ever asked of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled, FilledField
from app.forms.reviews import BECAUSE, POINTS, ReviewFilter, ReviewForm, Screening, review_form
from app.forms.versions import seen_version
from app.models.applications import Application, Decision, Outcome
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.models.reviews import Review, ReviewStatus, Score, Standing
from app.pages.applications import ReadableAnswer
from app.pages.readings import Opinion, WorkSample, answers_for_reviewers, opinions_by_review, work_samples
from app.rules.blueprints import Blueprint, Criterion, Reader, blueprint_of
from app.rules.decisions import OUTCOMES
from app.rules.phases import Rights, rights_now
from app.rules.reviews import LIFE, OPEN_FOR_READING, can_see_others, is_screening_due, read_by, visible_to
from app.rules.ties import tied

PAGE = 50
KINDS = {ReviewStatus.ASSIGNED: "info", ReviewStatus.WRITTEN: "success", ReviewStatus.ABSTAINED: "plain"}
"""The shape beside each state."""


@dataclass(frozen=True)
class Line:
    review_id: UUID
    reference: str
    state: str
    kind: str
    waits: bool
    read_by: date


@dataclass(frozen=True)
class ReviewList:
    """`after` is the reference that the next page begins behind, None on the last page."""

    lines: Sequence[Line]
    total: int
    after: str | None
    shows_all: bool
    title: str = N_("Reviews")

    @property
    def waits(self) -> bool:
        """Whether one of these reviews can be given next."""
        return any(line.waits for line in self.lines)


@dataclass(frozen=True)
class OneReview:
    """One application as its reviewer sees it now. `others` stays empty for as long as the phase hides them.

    `name` is None while names are hidden. `screens` says that the form is the quick yes or no. `was_changed` says that the form being drawn again is older than what is saved.
    """

    review_id: UUID
    title: Sentence
    part: str
    name: str | None
    phases: Sequence[str]
    until: date | None
    read_by: date
    state: str
    kind: str
    is_open: bool
    is_given: bool
    stepped_back: bool
    screens: bool
    may_write: bool
    may_talk: bool
    sees_files: bool
    sees_others: bool
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
    cohort: Cohort
    rights: Rights
    outcome: Outcome | None
    scores: Sequence[Score]

    @property
    def is_open(self) -> bool:
        return self.application.status in OPEN_FOR_READING

    @property
    def may_write(self) -> bool:
        is_given = self.review.status is ReviewStatus.WRITTEN
        return self.is_open and (self.rights.may_change if is_given else self.rights.may_score)

    @property
    def screens(self) -> bool:
        """Whether the quick yes or no is what this reviewer can answer now."""
        return self.is_open and self.rights.may_screen and is_screening_due(self.rights, self.review)

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
    lines = [_line(*row, now=work.now) for row in rows[:PAGE]]
    return ReviewList(lines, total, lines[-1].reference if len(rows) > PAGE else None, shows_all)


def next_to_read(work: Work) -> UUID | None:
    """Of the reviews that this reviewer can give now, the one whose application was read by the fewest so far."""
    waiting = (
        visible_to(work.actor)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .outerjoin(Standing, col(Standing.application_id) == Application.id)
        .where(col(Review.status) == ReviewStatus.ASSIGNED, col(Application.status).in_(OPEN_FOR_READING))
        .with_only_columns(col(Review.id), Cohort, col(Programme.key))
        .order_by(func.coalesce(col(Standing.written), 0), col(Application.reference))
    )
    rows = work.db.execute(waiting).all()
    return next((review_id for review_id, cohort, key in rows if _can_begin(key, cohort, work.now)), None)


def read(work: Work, review: Review) -> Reading:
    """Everything about this review in two statements."""
    application, key, programme, cohort, outcome = work.db.execute(_frame(review)).one()
    rights = rights_now(blueprint_of(key), cohort, work.now)
    scores = work.db.scalars(_readable_scores(review, rights)).all()
    return Reading(review, application, blueprint_of(key), programme, cohort, rights, outcome, scores)


def filled(reading: Reading) -> Filled[Any]:
    """The form of today with what is kept of this review so far: the quick yes or no, or points and reasons."""
    review = reading.review
    if reading.screens:
        return Filled.blank(Screening, passes=review.passes_screening, screening_note=review.screening_note)
    known: dict[str, object] = {"note": reading.review.note}
    for score in reading.scores:
        if score.review_id == reading.review.id:
            known[POINTS + score.criterion] = score.points
            known[BECAUSE + score.criterion] = score.because
    return Filled.blank(reading.form(is_draft=False), **known)


def one(work: Work, reading: Reading, form: Filled[Any]) -> OneReview:
    review, application, blueprint = reading.review, reading.application, reading.blueprint
    rights = reading.rights
    sees_others = can_see_others(rights, review)
    opinions = opinions_by_review(reading.scores, blueprint)
    return OneReview(
        review_id=review.id,
        title=sentence(N_("Review of %(reference)s"), reference=application.reference),
        part=reading.programme,
        name=_name(work, application) if rights.sees_names else None,
        phases=[phase.title for phase in rights.phases],
        until=rights.until,
        read_by=read_by(blueprint, reading.cohort),
        state=LIFE.words[review.status].own,
        kind=KINDS[review.status],
        is_open=reading.is_open,
        is_given=review.status is ReviewStatus.WRITTEN,
        stepped_back=review.status is ReviewStatus.ABSTAINED,
        screens=issubclass(form.kind, Screening),
        may_write=reading.may_write and not is_screening_due(rights, review),
        may_talk=reading.is_open and rights.may_comment and sees_others,
        sees_files=rights.sees_files,
        sees_others=sees_others,
        answers=answers_for_reviewers(work.db, application, blueprint, scored_at=_scored_at(review)),
        works=work_samples(work.db, application, blueprint, Reader.REVIEWER) if rights.sees_files else (),
        people_decide=blueprint.people_decide,
        criteria=blueprint.rubric.criteria,
        version=seen_version(review.version),
        was_changed=form.form is not None and form.form.version != review.version,
        note=review.note,
        mine=opinions.pop(review.id, ()),
        others=list(opinions.values()),
        result=OUTCOMES[reading.outcome] if reading.outcome else None,
    )


def _scored_at(review: Review) -> datetime | None:
    return review.written_at if review.status is ReviewStatus.WRITTEN else None


def _name(work: Work, application: Application) -> str:
    return work.db.scalars(select(col(Person.name)).where(col(Person.id) == application.person_id)).one()


def _lines(mine: Select[Any], after: str) -> Select[UUID, ReviewStatus, str, Cohort, str]:
    lines = (
        mine.join(Cohort, col(Cohort.id) == Application.cohort_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .with_only_columns(col(Review.id), col(Review.status), col(Application.reference), Cohort, col(Programme.key))
        .order_by(col(Application.reference))
        .limit(PAGE + 1)
    )
    return lines.where(col(Application.reference) > after) if after else lines


def _line(review_id: UUID, status: ReviewStatus, reference: str, cohort: Cohort, key: str, *, now: datetime) -> Line:
    return Line(
        review_id,
        reference,
        LIFE.words[status].own,
        KINDS[status],
        waits=status is ReviewStatus.ASSIGNED and _can_begin(key, cohort, now),
        read_by=read_by(blueprint_of(key), cohort),
    )


def _can_begin(key: str, cohort: Cohort, now: datetime) -> bool:
    rights = rights_now(blueprint_of(key), cohort, now)
    return rights.may_score or rights.may_screen


def _frame(review: Review) -> Select[Application, str, str, Cohort, Outcome]:
    """The application, its programme and dates, and the outcome once it was released."""
    return (
        select(Application, col(Programme.key), col(Programme.name), Cohort, col(Decision.outcome))
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .outerjoin(Decision, (col(Decision.application_id) == Application.id) & col(Decision.released_at).is_not(None))
        .where(col(Application.id) == review.application_id)
    )


def _readable_scores(review: Review, rights: Rights) -> Select[Score]:
    """Their own points and reasons, and those of others as the phase has it."""
    own = col(Review.id) == review.id
    given = (col(Review.status) == ReviewStatus.WRITTEN) & ~tied(col(Review.reviewer_id))
    return (
        select(Score)
        .join(Review, col(Review.id) == Score.review_id)
        .join(Application, col(Application.id) == Review.application_id)
        .where(
            col(Review.application_id) == review.application_id,
            or_(own, given) if can_see_others(rights, review) else own,
        )
        .order_by(col(Review.written_at), col(Review.id))
    )
