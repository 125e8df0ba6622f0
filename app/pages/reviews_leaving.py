"""The two pages on which a reviewer steps back from an application, each with what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.reviews import Review


@dataclass(frozen=True)
class Leaving:
    """A page with its consequences and one button. `action` is the name of the route that does it."""

    review_id: UUID
    title: Sentence
    follows: Sequence[str]
    action: str
    button: str
    crumb: tuple[str, str, dict[str, object]]


def abstaining(work: Work, review: Review) -> Leaving:
    return _leaving(
        work,
        review,
        title=N_("Step back from %(reference)s"),
        follows=(
            N_("You do not have to say why."),
            N_("A programme manager is told, so that somebody else can read it."),
            N_("What you wrote so far is kept. You can take it up again."),
        ),
        action="reviews.abstain",
        button=N_("Step back from this review"),
    )


def declaring(work: Work, review: Review) -> Leaving:
    return _leaving(
        work,
        review,
        title=N_("You know who wrote %(reference)s"),
        follows=(
            N_("Nobody reviews a person they know well."),
            N_("The application is no longer shown to you, and what you wrote about it is removed."),
            N_("A programme manager is told, so that somebody else can read it."),
        ),
        action="reviews.declare",
        button=N_("Hide this application from me"),
    )


def _leaving(work: Work, review: Review, *, title: str, follows: Sequence[str], action: str, button: str) -> Leaving:
    reference = work.db.scalars(select(Application.reference).where(col(Application.id) == review.application_id)).one()
    back: tuple[str, str, dict[str, object]] = (N_("the review"), "reviews.show", {"review_id": review.id})
    return Leaving(review.id, sentence(title, reference=reference), follows, action, button, back)
