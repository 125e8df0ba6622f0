"""The law of reviews: states and moves, for whom a review exists, and how points become one figure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from statistics import mean, median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.messages import Prefix
from app.models.reviews import Review
from app.models.reviews import ReviewStatus as Status
from app.rules.answers import due
from app.rules.blueprints import Blueprint, Criterion, Rubric
from app.rules.messages import Wording
from app.rules.phases import Rights, last_day_to_score
from app.rules.ties import tied

OPEN_FOR_READING = frozenset(
    {
        ApplicationStatus.RECEIVED,
        ApplicationStatus.IN_REVIEW,
        ApplicationStatus.NEEDS_INFORMATION,
        ApplicationStatus.INTERVIEW_OFFERED,
        ApplicationStatus.INTERVIEW_BOOKED,
        ApplicationStatus.PAUSED,
    }
)
"""States of an application in which its reviews can still be given and changed."""

READ_DAYS_BEFORE_DECISION = 5
"""Reviews are asked for this many working days before the cohort's results are due."""

MOST_POINTS = 100
EXPECTED = frozenset({Status.ASSIGNED, Status.WRITTEN})
"""Reviews that are or will be given: whoever stepped back is no longer waited for."""

_REVIEWER = (Role.REVIEWER,)

LIFE = Lifecycle(
    noun="reviews",
    start=Status.ASSIGNED,
    moves=(
        Move("write", EXPECTED, Status.WRITTEN, _REVIEWER, "reviews.written"),
        Move("screen_out", frozenset({Status.ASSIGNED}), Status.WRITTEN, _REVIEWER, "reviews.screened_out"),
        Move("screen_in", frozenset({Status.WRITTEN}), Status.ASSIGNED, _REVIEWER, "reviews.screened_in"),
        Move("abstain", EXPECTED, Status.ABSTAINED, _REVIEWER, "reviews.abstained"),
        Move("take_up", frozenset({Status.ABSTAINED}), Status.ASSIGNED, _REVIEWER, "reviews.taken_up"),
        Move("declare", EXPECTED | {Status.ABSTAINED}, Status.CONFLICT, _REVIEWER, "reviews.conflict_declared"),
    ),
    words={
        Status.ASSIGNED: Words(N_("For you to read"), N_("Not given yet")),
        Status.WRITTEN: Words(N_("You gave your review"), N_("Given")),
        Status.ABSTAINED: Words(N_("You stepped back"), N_("Stepped back")),
        Status.CONFLICT: Words(N_("Hidden from you"), N_("Knows the person")),
    },
    ends=frozenset({Status.CONFLICT}),
    groups={"expected": EXPECTED},
)


def visible_to(actor: Actor) -> Select[Any]:
    """What a reviewer was given. A tie hides it wholly, whoever said or found it, and so does a withdrawal.

    Whoever advises in a programme reviews nothing there: an adviser may know what an applicant asked for.
    """
    programmes = actor.programmes_as(Role.REVIEWER) - actor.programmes_as(Role.ADVISER)
    return (
        select(Review)
        .join(Application, col(Application.id) == Review.application_id)
        .where(
            col(Review.reviewer_id) == actor.person_id,
            col(Application.programme_id).in_(programmes),
            col(Application.status) != ApplicationStatus.WITHDRAWN,
            ~tied(actor.person_id),
        )
    )


def is_screening_due(rights: Rights, review: Review) -> bool:
    """Whether the quick yes or no stands before the points: not said yet, or said with no."""
    if review.passes_screening is False:
        return True
    return rights.may_screen and review.passes_screening is None and review.status is Status.ASSIGNED


def can_see_others(rights: Rights, review: Review) -> bool:
    return rights.sees_other_reviews(mine_is_given=review.status is Status.WRITTEN)


def is_mine(actor: Actor, review: Review) -> bool:
    return actor.person_id == review.reviewer_id


LISTING = Policy("reviews.listing", {Role.REVIEWER: always}, N_("This list is for reviewers."))
READ = Policy(
    "reviews.read", {Role.REVIEWER: is_mine}, N_("Only the reviewer who was asked can open this."), Review, visible_to
)
SCREEN = Policy(
    "reviews.screen", {Role.REVIEWER: is_mine}, N_("Only the reviewer who was asked can do this."), Review, visible_to
)
WRITE = Policy(
    "reviews.write", {Role.REVIEWER: is_mine}, N_("Only the reviewer who was asked can do this."), Review, visible_to
)


def read_by(blueprint: Blueprint, cohort: Cohort) -> date:
    """The day until which a review is asked for, so that managers can read it before they decide."""
    noon = datetime.combine(cohort.decides_on, time(12), tzinfo=ZoneInfo(blueprint.time_zone))
    asked_by = due(blueprint, noon, -READ_DAYS_BEFORE_DECISION).astimezone(ZoneInfo(blueprint.time_zone)).date()
    return min(asked_by, last_day_to_score(blueprint, cohort) or asked_by)


def score_of(rubric: Rubric, points: Mapping[str, int]) -> float:
    """One review as 0 to 100: points against the most there are, by weight. A weight of 0 informs and never counts.

    A criterion that was added after the review was given does not count in it.
    """
    given = [criterion for criterion in rubric.criteria if criterion.key in points]
    gained = sum(criterion.weight * points[criterion.key] for criterion in given)
    most = sum(criterion.weight * most_points(criterion) for criterion in given)
    return MOST_POINTS * gained / most if most else 0.0


def combined(rubric: Rubric, scores: Sequence[float]) -> int | None:
    """All reviews of one application as one figure, by the rubric's own way; None where there is none."""
    if not scores:
        return None
    return round(median(scores) if rubric.combine == "median" else mean(scores))


def most_points(criterion: Criterion) -> int:
    return max((anchor.points for anchor in criterion.anchors), default=0)


MESSAGES: Mapping[str, Wording] = {
    "review_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("there is something for you to read"),
        happened=N_("A programme manager asked you to review an application."),
        to_do=N_("Sign in, read the answers, and give your points and reasons. You can also step back."),
        by_when=N_("Your list of reviews names the day."),
    ),
    "reviewer_stepped_back": Wording(
        Prefix.INFORMATION,
        subject=N_("a reviewer stepped back"),
        happened=N_("A reviewer will not review application %(reference)s."),
        to_do=N_("Sign in and ask another reviewer if one is needed."),
    ),
}
