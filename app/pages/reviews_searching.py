"""A reviewer's search: their own cases alone, by the words that reviewers read. No name is among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters import searching
from app.adapters.searching import Audience
from app.core.actors import Role
from app.core.folding import words_in
from app.core.words import N_
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.reviews_searching import ReviewSearch
from app.models.applications import Application
from app.models.decisions_board import BoardLine
from app.models.reviews import Review
from app.pages.reviews import KINDS
from app.rules.reviews import LIFE, visible_to

MOST_CASES = 500
"""More than anybody reviews; a list of so many is still one page of work for the database."""


@dataclass(frozen=True)
class Found:
    review_id: UUID
    reference: str
    state: str
    kind: str


@dataclass(frozen=True)
class ReviewsFound:
    """`was_asked` is false before anything was searched for."""

    lines: Sequence[Found]
    was_asked: bool
    title: str = N_("Search your reviews")
    crumb: tuple[str, str, dict[str, object]] = (N_("your reviews"), "reviews.listing", {})


def searched(work: Work, filled: Filled[ReviewSearch]) -> ReviewsFound:
    words = words_in(filled.form.words) if filled.form else []
    return ReviewsFound(_found(work, words) if words else [], was_asked=bool(words))


def _found(work: Work, words: Sequence[str]) -> Sequence[Found]:
    """Their cases come first, and the words are looked for in those alone."""
    mine = work.db.execute(
        visible_to(work.actor)
        .join(BoardLine, col(BoardLine.application_id) == Application.id)
        .with_only_columns(col(BoardLine.id), col(Review.id), col(Application.reference), col(Review.status))
        .order_by(col(BoardLine.place))
        .limit(MOST_CASES)
    ).all()
    found = searching.found(work.db, Audience.REVIEWERS, words, work.actor.programmes_as(Role.REVIEWER))
    among = select(found.line_id).select_from(found.source).where(found.condition)
    fitting = set(work.db.scalars(among.where(found.line_id.in_([row[0] for row in mine]))))
    return [
        Found(review_id, reference, LIFE.words[status].own, KINDS[status])
        for line_id, review_id, reference, status in mine
        if line_id in fitting
    ]
