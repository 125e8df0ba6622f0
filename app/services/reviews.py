"""Reviewing: asking people to read, writing points and reasons, stepping back, and saying that one knows the person."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col, select

from app.core.errors import Conflict, Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.decisions import Asking
from app.forms.reviews import DeclareTie, Remark, ReviewForm, Screening
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus
from app.models.reviews import Review, ReviewRemark, ReviewStatus, Score
from app.rules import applications
from app.rules.phases import Rights
from app.rules.reviews import LIFE, OPEN_FOR_READING, can_see_others, is_screening_due
from app.services.phases import rights_of
from app.services.reviewers import reviewers_for
from app.services.standings import stand

CLOSED = N_("Reading of this application is closed, so reviews no longer change.")
NOT_NOW = N_("This is not part of the present phase of reading. The page of the review says what is.")
SCREEN_FIRST = N_("The screening question comes before the points. Answer it with yes, then give your points.")
CHANGED_ELSEWHERE = N_("This review was saved on another page since you opened this one. Check both, then save again.")


def ask(work: Work, application: Application, form: Asking) -> None:
    """Ask these people to read it. Refuses anybody who may not read it."""
    if application.status not in OPEN_FOR_READING:
        raise Refused(N_("This application is not open for reading. Its history says why."))
    allowed = {candidate.person_id for candidate in reviewers_for(work.db, application)}
    wanted = set(form.reviewers)
    if not wanted <= allowed:
        raise Refused(
            N_("Choose only people from this list. The others cannot read this application"), field="reviewers"
        )
    ask_all(work, application, wanted)


def ask_all(work: Work, application: Application, reviewers: Iterable[UUID]) -> None:
    """Ask people of whom it is known already that they may read it. The first time, its reading starts."""
    for reviewer_id in sorted(reviewers):
        _ask(work, application, reviewer_id)
    if application.status is ApplicationStatus.RECEIVED:
        applications.LIFE.move(
            work, application, "start", about=application.person_id, programme_id=application.programme_id
        )
    stand(work, application.id)


def unask(work: Work, review: Review, _form: Nothing) -> None:
    """Take back the wish that somebody reads. A review that was given stays, and so does a declared tie."""
    if review.status not in {ReviewStatus.ASSIGNED, ReviewStatus.ABSTAINED}:
        raise Refused(N_("This review was given, so it stays with the application."))
    work.db.execute(delete(Score).where(col(Score.review_id) == review.id))
    work.db.delete(review)
    _record(work, review, "reviews.unasked")
    stand(work, review.application_id)


def save(work: Work, review: Review, form: ReviewForm) -> None:
    """Keep a draft or give the review, whichever the form is for."""
    (keep if form.is_draft else write)(work, review, form)


def screen(work: Work, review: Review, form: Screening) -> None:
    """Say quickly whether it goes on to a full review. A no is a given review; a later yes opens the full one again."""
    _refuse_when_closed(work, review)
    _refuse_unless(_rights(work, review).may_screen)
    if form.version != review.version:
        raise Refused(CHANGED_ELSEWHERE)
    if review.status is ReviewStatus.WRITTEN and review.passes_screening is not False:
        raise Refused(N_("You gave your points already, so the screening is over."))
    was_out = review.status is ReviewStatus.WRITTEN
    review.passes_screening, review.screening_note = form.passes, form.screening_note
    review.version += 1
    if form.passes is was_out:
        _move(work, review, "screen_in" if form.passes else "screen_out")
    if not form.passes:
        review.written_at = work.now
        work.db.execute(delete(Score).where(col(Score.review_id) == review.id))
    stand(work, review.application_id)


def remark(work: Work, review: Review, form: Remark) -> None:
    """Say something to the others who read it, in the phase that is for it."""
    _refuse_when_closed(work, review)
    rights = _rights(work, review)
    _refuse_unless(rights.may_comment and can_see_others(rights, review))
    work.db.add(ReviewRemark(id=work.new_id(), review_id=review.id, words=form.words, written_at=work.now))
    _record(work, review, "reviews.remarked")


def keep(work: Work, review: Review, form: ReviewForm) -> None:
    """Keep what is there so far; nobody else sees it."""
    if review.status is not ReviewStatus.ASSIGNED:
        raise Refused(N_("You gave this review already. Change it, then press “Give this review”."))
    _write_down(work, review, form)


def write(work: Work, review: Review, form: ReviewForm) -> None:
    """Give the review, or give it again with changes. It counts from now on."""
    _write_down(work, review, form)
    review.written_at = work.now
    _move(work, review, "write")
    stand(work, review.application_id)


def abstain(work: Work, review: Review, _form: Nothing) -> None:
    """Step back without a reason. What was written stays with the reviewer, in case they take it up again."""
    _refuse_when_closed(work, review)
    _move(work, review, "abstain")
    stand(work, review.application_id)


def take_up(work: Work, review: Review) -> None:
    """Read it after all. A second press finds it taken up and changes nothing."""
    _refuse_when_closed(work, review)
    if review.status is ReviewStatus.ABSTAINED:
        _move(work, review, "take_up")
        stand(work, review.application_id)


def declare(work: Work, review: Review, form: DeclareTie) -> None:
    """Say that one knows the person. The case is hidden from the reviewer for good, and what they wrote is removed."""
    review.tie = form.tie
    review.note = ""
    work.db.execute(delete(Score).where(col(Score.review_id) == review.id))
    _move(work, review, "declare")
    stand(work, review.application_id)


def _ask(work: Work, application: Application, reviewer_id: UUID) -> None:
    review = Review(
        id=work.new_id(),
        application_id=application.id,
        reviewer_id=reviewer_id,
        status=LIFE.start,
        assigned_at=work.now,
    )
    work.db.add(review)
    work.record(Event("reviews.asked", review.id, about=application.person_id, programme_id=application.programme_id))


def _write_down(work: Work, review: Review, form: ReviewForm) -> None:
    _refuse_when_closed(work, review)
    rights = _rights(work, review)
    _refuse_unless(rights.may_change if review.status is ReviewStatus.WRITTEN else rights.may_score)
    if is_screening_due(rights, review):
        raise Conflict(SCREEN_FIRST)
    if form.version != review.version:
        raise Refused(CHANGED_ELSEWHERE)
    review.note = form.note
    review.version += 1
    kept = {score.criterion: score for score in work.db.scalars(select(Score).where(col(Score.review_id) == review.id))}
    for criterion, given in form.given.items():
        score = kept.get(criterion) or Score(review_id=review.id, criterion=criterion)
        score.points, score.because = given.points, given.because
        work.db.add(score)


def _refuse_when_closed(work: Work, review: Review) -> None:
    """The page that this leads to shows what was typed, so that it can be kept."""
    if _application(work, review).status not in OPEN_FOR_READING:
        raise Conflict(CLOSED)


def _refuse_unless(permitted: bool) -> None:
    if not permitted:
        raise Conflict(NOT_NOW)


def _rights(work: Work, review: Review) -> Rights:
    return rights_of(work, _application(work, review))


def _move(work: Work, review: Review, name: str) -> None:
    application = _application(work, review)
    LIFE.move(work, review, name, about=application.person_id, programme_id=application.programme_id)


def _record(work: Work, review: Review, name: str) -> None:
    application = _application(work, review)
    work.record(Event(name, review.id, about=application.person_id, programme_id=application.programme_id))


def _application(work: Work, review: Review) -> Application:
    return work.db.get_one(Application, review.application_id)
