"""How the demonstration's applications are read: who is asked, what reviewers write, who steps back."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from app.core.work import Work
from app.demonstration.theatre import Theatre
from app.forms.decisions import Asking
from app.forms.reviews import BECAUSE, POINTS, DeclareTie, ReviewForm, Screening, review_form
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus
from app.models.reviews import Review, Tie
from app.rules.reviews import is_screening_due
from app.services import reviews
from app.services.phases import rights_of

ASKED_DAYS_AGO = 9
READ_DAYS_AGO = 7
READERS = ("ravi", "sol")
MOST_POINTS = 3

REASONS = {
    "interest": (
        "The answer does not say yet what draws them here.",
        "They would like to work in film, in general words.",
        "They say in their own words why this craft and not another.",
        "They tell how they redrew one scene four times to see how it was made.",
    ),
    "eye": (
        "There is no detail to read yet.",
        "They noticed that a shadow falls the wrong way.",
        "They describe how an edge moves from one frame to the next.",
        "They found a repeated leaf in a background and used it in their own work.",
    ),
    "next_step": (
        "A next step is not named.",
        "They would practise more.",
        "They would clean the edge of the hair first.",
        "They list three steps in the order in which they would do them.",
    ),
}
"""A sentence for each number of points."""


def play(theatre: Theatre) -> None:
    """Two reviewers read most of Lumina's applications; the rest waits in every state that reading knows."""
    _play_other_programme(theatre)
    _play_noor(theatre)
    waiting = waiting_at(theatre, days=-ASKED_DAYS_AGO)
    with theatre.at(days=-ASKED_DAYS_AGO):
        for application_id in waiting:
            ask(theatre, application_id, "mei", READERS)
    with theatre.at(days=-READ_DAYS_AGO):
        for application_id in waiting[:-8]:
            _give(theatre, application_id, *READERS)
        _leave_in_every_state(theatre, waiting[-8:])
    _play_bea(theatre)


def waiting_at(theatre: Theatre, *, days: int) -> Sequence[UUID]:
    """Lumina's applications that had arrived by that day, in the order in which they came."""
    with theatre.at(days=days), theatre.by_system() as work:
        arrived = (
            select(Application.id)
            .where(
                col(Application.programme_id) == theatre.stage.programmes["lumina"].id,
                col(Application.status) == ApplicationStatus.RECEIVED,
                col(Application.person_id) != theatre.stage.id_of("bea"),
                col(Application.sent_at) < work.now,
            )
            .order_by(col(Application.sent_at), col(Application.id))
        )
        return work.db.scalars(arrived).all()


def application_of(theatre: Theatre, key: str) -> Application | None:
    """The newest application of somebody, if they have one."""
    newest = (
        select(Application)
        .where(col(Application.person_id) == theatre.stage.id_of(key), col(Application.sent_at).is_not(None))
        .order_by(col(Application.id).desc())
        .limit(1)
    )
    return theatre.db.scalars(newest).one_or_none()


def days_since(theatre: Theatre, application: Application) -> float:
    return (theatre.now - (application.sent_at or application.started_at)).total_seconds() / 86400


def _play_noor(theatre: Theatre) -> None:
    noor = application_of(theatre, "noor")
    if noor is None:
        return
    with theatre.at(days=3 - days_since(theatre, noor)):
        ask(theatre, noor.id, "mei", READERS)
    with theatre.at(days=8 - days_since(theatre, noor)):
        _give(theatre, noor.id, *READERS, least=2)


def _play_bea(theatre: Theatre) -> None:
    """One review is given and one waits, so that both sides of reading can be seen."""
    bea = application_of(theatre, "bea")
    if bea is None:
        return
    with theatre.at(days=max(1 - days_since(theatre, bea), -3)):
        ask(theatre, bea.id, "mei", READERS)
    with theatre.at(days=-0.5):
        _give(theatre, bea.id, "sol", least=1)


def _play_other_programme(theatre: Theatre) -> None:
    zoe = application_of(theatre, "zoe")
    if zoe is None:
        return
    with theatre.at(days=-0.5):
        ask(theatre, zoe.id, "asha", ("kit",))
        _give(theatre, zoe.id, "kit")


def _leave_in_every_state(theatre: Theatre, rest: Sequence[UUID]) -> None:
    """Of the last ones some have one review, some none, a draft, an abstention, and a declared tie."""
    for application_id in rest[:3]:
        _give(theatre, application_id, "sol")
    for number, application_id in enumerate(rest[3:]):
        review_of = _review(theatre, application_id, "ravi")
        with theatre.as_("ravi") as work:
            review = work.db.get_one(Review, review_of)
            if number == 0:
                reviews.keep(work, review, _written(work, review, least=1, is_draft=True))
            elif number == 1:
                reviews.abstain(work, review, Nothing())
            elif number == 2:  # noqa: PLR2004 - the third of them
                reviews.declare(work, review, DeclareTie(tie=Tie.EMPLOYER))


def ask(theatre: Theatre, application_id: UUID, manager: str, readers: Sequence[str]) -> None:
    with theatre.as_(manager) as work:
        people = [theatre.stage.id_of(key) for key in readers]
        reviews.ask(work, work.db.get_one(Application, application_id), Asking(reviewers=people))


def _give(theatre: Theatre, application_id: UUID, *readers: str, least: int = 0) -> None:
    for key in readers:
        review_id = _review(theatre, application_id, key)
        with theatre.as_(key) as work:
            review = work.db.get_one(Review, review_id)
            _screen(work, review)
            reviews.write(work, review, _written(work, review, least=least))


def _screen(work: Work, review: Review) -> None:
    """Say yes to the quick question, in a programme that asks it."""
    application = work.db.get_one(Application, review.application_id)
    if is_screening_due(rights_of(work, application), review):
        reviews.screen(work, review, Screening(passes=True, version=review.version))


def _review(theatre: Theatre, application_id: UUID, key: str) -> UUID:
    mine = select(Review.id).where(
        col(Review.application_id) == application_id, col(Review.reviewer_id) == theatre.stage.id_of(key)
    )
    return theatre.db.scalars(mine).one()


def _written(work: Work, review: Review, *, least: int, is_draft: bool = False) -> ReviewForm:
    """Points by chance and the sentence that belongs to them. Both programmes ask by the same rubric."""
    given: dict[str, object] = {"version": review.version}
    for criterion, reasons in REASONS.items():
        points = max(least, work.entropy.random_bytes(1)[0] % (MOST_POINTS + 1))
        given |= {POINTS + criterion: str(points), BECAUSE + criterion: reasons[points]}
    return review_form("lumina", is_draft=is_draft).model_validate(given)
