"""The page on which the reviewers of one application talk in the phase that is for it. Nobody is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.reviews import Review, ReviewRemark
from app.rules.reviews import OPEN_FOR_READING, can_see_others
from app.rules.ties import tied
from app.services.phases import rights_of


@dataclass(frozen=True)
class Said:
    is_mine: bool
    words: str
    written_at: datetime


@dataclass(frozen=True)
class Talking:
    """`remarks` stay empty for as long as this reviewer does not see other reviews."""

    review_id: UUID
    title: Sentence
    is_open: bool
    remarks: Sequence[Said]
    crumb: tuple[str, str, dict[str, object]]


def talking(work: Work, review: Review) -> Talking:
    application = work.db.get_one(Application, review.application_id)
    rights = rights_of(work, application)
    sees = can_see_others(rights, review)
    return Talking(
        review_id=review.id,
        title=sentence(N_("Talk about %(reference)s"), reference=application.reference),
        is_open=rights.may_comment and sees and application.status in OPEN_FOR_READING,
        remarks=_said(work, review) if sees else (),
        crumb=(N_("the review"), "reviews.show", {"review_id": review.id}),
    )


def _said(work: Work, review: Review) -> Sequence[Said]:
    rows = work.db.execute(
        select(ReviewRemark.review_id, ReviewRemark.words, ReviewRemark.written_at)
        .join(Review, col(Review.id) == ReviewRemark.review_id)
        .join(Application, col(Application.id) == Review.application_id)
        .where(col(Review.application_id) == review.application_id, ~tied(col(Review.reviewer_id)))
        .order_by(col(ReviewRemark.written_at), col(ReviewRemark.id))
    )
    return [Said(review_id == review.id, words, at) for review_id, words, at in rows]
