"""What a manager sees of one application: answers, reviews, the decision and what happened. Nothing of adjustments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ScalarSelect, Select, func, select
from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application, Decision, Outcome
from app.models.cohorts import Cohort
from app.models.people import Channel, Person
from app.models.programmes import Programme
from app.models.reviews import Review, ReviewRemark, ReviewStatus, Score, Standing
from app.models.sessions import Session
from app.pages.applications import ReadableAnswer, answers_readable_by
from app.pages.applications_outcome import Around, OutcomePage, outcome_of
from app.pages.decisions_history import Happening, history
from app.pages.readings import Opinion, WorkSample, opinions_by_review, work_samples
from app.rules.applications import LIFE
from app.rules.blueprints import Blueprint, Reader, blueprint_of
from app.rules.conditions import HAS_CONDITIONS
from app.rules.decisions import OUTCOMES
from app.rules.reviews import LIFE as REVIEWS
from app.rules.ties import TIES, tied

Crumb = tuple[str, str, dict[str, object]]
TO_BOARD: Crumb = (N_("the applications"), "decisions.board", {})

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: N_("By e-mail: %(address)s"),
    Channel.MESSAGE: N_("By text message: %(address)s"),
    Channel.PHONE: N_("By phone call: %(address)s"),
}


SCREENINGS: Mapping[bool | None, str] = {
    True: N_("Screening: it goes on to a full review."),
    False: N_("Screening: it does not go on to a full review."),
}


@dataclass(frozen=True)
class Step:
    """One thing that a manager can do now, while the lifecycle allows `move`. Withdrawing is possible in every open state."""

    label: str
    route: str
    move: str


STEPS = (
    Step(N_("Decide about this application"), "decisions.deciding", "decide"),
    Step(N_("Change this decision"), "decisions.deciding", "reconsider"),
    Step(N_("Take this decision back"), "decisions.taking_back", "reconsider"),
    Step(N_("Offer a place now"), "decisions.offering", "offer_again"),
    Step(N_("Turn this result into an offer"), "decisions.offering", "turn_into_offer"),
    Step(N_("Keep this place for later"), "decisions.deferring", "agree_deferral"),
    Step(N_("Open the answers for changes"), "openings.opening", "withdraw"),
    Step(N_("Ask the applicant, or read their replies"), "inquiries.asking", "withdraw"),
    Step(N_("Note a try to reach the applicant"), "inquiries.reaching", "set_aside"),
    Step(N_("Pause this application"), "decisions.pausing", "pause"),
    Step(N_("Continue this application"), "decisions.resuming", "resume"),
)


@dataclass(frozen=True)
class GivenReview:
    review_id: UUID
    reviewer: str
    state: str
    tie: str | None
    screening: str | None
    screening_note: str
    note: str
    opinions: Sequence[Opinion]
    remarks: Sequence[str]
    may_be_removed: bool


@dataclass(frozen=True)
class Decided:
    """A decision with what its applicant reads. `released_at` is None while nobody but managers knows of it."""

    outcome: str
    read: OutcomePage
    released_at: datetime | None


@dataclass(frozen=True)
class OneApplication:
    application_id: UUID
    title: Sentence
    part: str
    cohort: str
    state: str
    reach: Sentence
    score: int | None
    written: int
    expected: int
    wanted: int
    answers: Sequence[ReadableAnswer]
    works: Sequence[WorkSample]
    reviews: Sequence[GivenReview]
    decided: Decided | None
    happened: Sequence[Happening]
    city: str
    steps: Sequence[Step]
    has_conditions: bool
    crumb: Crumb = TO_BOARD


def one(work: Work, application: Application) -> OneApplication:
    person, cohort, programme, key, decision, standing, session, scored_at = work.db.execute(_frame(application)).one()
    blueprint = blueprint_of(key)
    return OneApplication(
        application_id=application.id,
        title=sentence(N_("%(reference)s: %(name)s"), reference=application.reference, name=person.name),
        part=programme,
        cohort=cohort.name,
        state=LIFE.words[application.status].staff,
        reach=_reach(person),
        score=standing.score if standing else None,
        written=standing.written if standing else 0,
        expected=standing.expected if standing else 0,
        wanted=blueprint.rubric.reviews_each,
        answers=answers_readable_by(work.db, application, blueprint, Reader.MANAGER, scored_at=scored_at),
        works=work_samples(work.db, application, blueprint, Reader.MANAGER),
        reviews=_reviews(work, application, blueprint),
        decided=decided(decision, blueprint, cohort, _with(session)) if decision else None,
        happened=history(work.db, application, ZoneInfo(blueprint.time_zone)),
        city=blueprint.time_zone.rpartition("/")[2].replace("_", " "),
        steps=[step for step in STEPS if LIFE.allows(application, step.move)],
        has_conditions=_has_conditions(application, decision),
    )


def _frame(application: Application) -> Select[Person, Cohort, str, str, Decision, Standing, Session, datetime | None]:
    """Everything around it in one statement, and when its first review was given."""
    return (
        select(
            Person, Cohort, col(Programme.name), col(Programme.key), Decision, Standing, Session,
            _first_scored(application),
        )
        .join(Application, col(Application.person_id) == Person.id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .outerjoin(Decision, col(Decision.application_id) == Application.id)
        .outerjoin(Session, col(Session.id) == Decision.session_id)
        .outerjoin(Standing, col(Standing.application_id) == Application.id)
        .where(col(Application.id) == application.id)
    )  # fmt: skip


def _first_scored(application: Application) -> ScalarSelect[datetime | None]:
    given = (col(Review.application_id) == application.id) & (col(Review.status) == ReviewStatus.WRITTEN)
    return select(func.min(col(Review.written_at))).where(given).scalar_subquery()


def decided(decision: Decision, blueprint: Blueprint, cohort: Cohort, surroundings: Around) -> Decided:
    return Decided(
        outcome=OUTCOMES[decision.outcome],
        read=outcome_of(decision, blueprint, surroundings, starts_on=cohort.starts_on),
        released_at=decision.released_at,
    )


def _with(session: Session | None) -> Around:
    """Conditions have a page of their own, one press away."""
    return Around({session.id: session} if session else {}, {})


def _has_conditions(application: Application, decision: Decision | None) -> bool:
    return decision is not None and decision.outcome is Outcome.OFFERED and application.status in HAS_CONDITIONS


def _reach(person: Person) -> Sentence:
    """Only the way that the person chose (rule H4); without a number there is the address they applied with."""
    address = person.email if person.channel is Channel.EMAIL or not person.phone else person.phone
    channel = Channel.EMAIL if address == person.email else person.channel
    return sentence(CHANNELS[channel], address=address)


def _reviews(work: Work, application: Application, blueprint: Blueprint) -> Sequence[GivenReview]:
    """Every review with whoever gives it. Points of a draft stay with their writer, and a tie takes all out of it."""
    rows = work.db.execute(
        select(Review, col(Person.name), tied(col(Review.reviewer_id)), Score, ReviewRemark)
        .join(Application, col(Application.id) == Review.application_id)
        .join(Person, col(Person.id) == Review.reviewer_id)
        .outerjoin(Score, (col(Score.review_id) == Review.id) & (col(Review.status) == ReviewStatus.WRITTEN))
        .outerjoin(ReviewRemark, col(ReviewRemark.review_id) == Review.id)
        .where(col(Review.application_id) == application.id)
        .order_by(col(Person.name), col(Review.id), col(ReviewRemark.written_at), col(ReviewRemark.id))
    ).all()
    people = {review.id: (review, name, is_tied) for review, name, is_tied, _, _ in rows}
    untied = [row for row in rows if not row[2]]
    opinions = opinions_by_review([score for _, _, _, score, _ in untied if score is not None], blueprint)
    said = {remark.id: remark for _, _, _, _, remark in untied if remark is not None}
    return [
        _given(
            review,
            name,
            opinions.get(review.id, ()),
            [remark.words for remark in said.values() if remark.review_id == review.id],
            is_tied=is_tied,
        )
        for review, name, is_tied in people.values()
    ]


def _given(
    review: Review, name: str, opinions: Sequence[Opinion], remarks: Sequence[str], *, is_tied: bool
) -> GivenReview:
    counts = review.status is ReviewStatus.WRITTEN and not is_tied
    return GivenReview(
        review_id=review.id,
        reviewer=name,
        state=N_("Set apart by a tie") if is_tied else REVIEWS.words[review.status].staff,
        tie=TIES[review.tie] if review.tie else None,
        screening=None if is_tied else SCREENINGS.get(review.passes_screening),
        screening_note=review.screening_note if counts else "",
        note=review.note if counts else "",
        opinions=opinions,
        remarks=remarks,
        may_be_removed=review.status in {ReviewStatus.ASSIGNED, ReviewStatus.ABSTAINED},
    )
