"""How points become one figure, and who can be asked to read."""

from typing import Literal

import pytest

from app.models.applications import Application
from app.models.matches import Match, MatchStatus
from app.models.mentors import Mentor
from app.models.reviews import Review, Standing
from app.rules.blueprints import Anchor, Criterion, Rubric
from app.rules.reviews import combined, score_of
from app.services.casting import Stage
from app.services.reviewers import reviewers_for
from tests.asking import WorkAs
from tests.factories.decisions import a_review_of, a_sent_application, gives_points, in_review, the_points


def a_criterion(key: str, *, weight: int = 1, most: int = 3) -> Criterion:
    anchors = [Anchor(points=points, means=str(points)) for points in range(most + 1)]
    return Criterion(key=key, title=key, question=key, weight=weight, anchors=anchors)


def a_rubric(*criteria: Criterion, combine: Literal["median", "mean"] = "median") -> Rubric:
    return Rubric(criteria=criteria, combine=combine)


@pytest.mark.parametrize(
    ("points", "score"),
    [({"a": 0, "b": 0}, 0.0), ({"a": 3, "b": 3}, 100.0), ({"a": 3, "b": 0}, 25.0), ({"a": 0, "b": 3}, 75.0)],
)
def test_f22_points_count_by_weight(points: dict[str, int], score: float) -> None:
    assert score_of(a_rubric(a_criterion("a"), a_criterion("b", weight=3)), points) == score


def test_f22_criteria_with_other_scales_count_by_their_share() -> None:
    rubric = a_rubric(a_criterion("a", most=1), a_criterion("b", most=10))

    assert score_of(rubric, {"a": 1, "b": 5}) == pytest.approx(100 * 6 / 11)


def test_f23_a_weight_of_nothing_informs_and_does_not_count() -> None:
    rubric = a_rubric(a_criterion("a"), a_criterion("b", weight=0))

    assert score_of(rubric, {"a": 3, "b": 0}) == score_of(rubric, {"a": 3, "b": 3}) == 100.0


def test_a_rubric_in_which_nothing_counts_gives_nothing() -> None:
    assert score_of(a_rubric(a_criterion("a", weight=0)), {"a": 3}) == 0.0


@pytest.mark.parametrize(("combine", "figure"), [("median", 50), ("mean", 40)])
def test_f22_reviews_combine_by_median_or_mean(combine: Literal["median", "mean"], figure: int) -> None:
    assert combined(a_rubric(a_criterion("a"), combine=combine), [0.0, 50.0, 70.0]) == figure


def test_no_review_has_no_figure() -> None:
    assert combined(a_rubric(a_criterion("a")), []) is None


def test_standing_follows_every_review(work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="ravi", points=3)
    gives_points(work_as, application_id, by="sol", points=0)

    with work_as(None) as work:
        standing = work.db.get_one(Standing, application_id)
        assert (standing.expected, standing.written, standing.score) == (2, 2, 50)


def test_a_review_given_again_replaces_the_first(work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    gives_points(work_as, application_id, by="ravi", points=0)
    gives_points(work_as, application_id, by="ravi", points=3)

    with work_as(None) as work:
        assert work.db.get_one(Standing, application_id).score == 100
        assert work.db.get_one(Review, a_review_of(work_as, application_id, by="ravi")).version == 3


def test_the_least_busy_stand_first(work_as: WorkAs) -> None:
    in_review(work_as, of="bea", by=("ravi",))
    application_id = a_sent_application(work_as, of="ari")

    with work_as("mei") as work:
        found = reviewers_for(work.db, work.db.get_one(Application, application_id))

    assert [(candidate.name, candidate.waiting) for candidate in found] == [("Sol Okafor", 0), ("Ravi Menon", 1)]


def test_a_mentor_of_the_person_cannot_be_asked(work_as: WorkAs, stage: Stage) -> None:
    application_id = a_sent_application(work_as, of="bea")
    with work_as(None) as work:
        mentor = Mentor(
            id=work.new_id(), person_id=stage.id_of("sol"), programme_id=stage.programmes["lumina"].id, places=1
        )
        work.db.add(mentor)
        work.db.flush()
        work.db.add(
            Match(
                id=work.new_id(),
                cohort_id=stage.cohorts["lumina"].id,
                programme_id=stage.programmes["lumina"].id,
                trainee_id=stage.id_of("bea"),
                mentor_id=mentor.id,
                mentor_person_id=stage.id_of("sol"),
                status=MatchStatus.ENDED,
                suggested_at=work.now,
            )
        )

    with work_as("mei") as work:
        found = reviewers_for(work.db, work.db.get_one(Application, application_id))

    assert [candidate.name for candidate in found] == ["Ravi Menon"]


def test_a_form_gives_points_and_words_by_criterion() -> None:
    form = the_points(2, "Looks closely", version=1)

    assert {key: (given.points, given.because) for key, given in form.given.items()} == {
        "interest": (2, "Looks closely"),
        "eye": (2, "Looks closely"),
        "next_step": (2, "Looks closely"),
    }


def test_a_criterion_that_came_after_a_review_does_not_count_in_it() -> None:
    rubric = a_rubric(a_criterion("a"), a_criterion("b", weight=3))

    assert score_of(rubric, {"a": 3}) == 100
