"""The arithmetic of a rubric against the standard library's own, on any points and weights."""

from statistics import fmean, mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.rules.blueprints import Anchor, Criterion, Rubric, blueprint_of, blueprints
from app.rules.reviews import combined, most_points, score_of

WEIGHTS = st.integers(0, 9)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Rubric, dict[str, int]]:
    """A rubric of some criteria with their own scales, and points for each of them."""
    criteria, points = [], {}
    for number in range(draw(st.integers(1, 6))):
        most = draw(st.integers(1, 10))
        anchors = [Anchor(points=value, means=str(value)) for value in range(most + 1)]
        key = f"part_{number}"
        criteria.append(Criterion(key=key, title=key, question=key, weight=draw(WEIGHTS), anchors=anchors))
        points[key] = draw(st.integers(0, most))
    return Rubric(criteria=criteria), points


@given(marked())
def test_f22_a_score_is_the_mean_of_shares_by_weight_times_the_most(case: tuple[Rubric, dict[str, int]]) -> None:
    rubric, points = case
    weights = [criterion.weight * most_points(criterion) for criterion in rubric.criteria]
    shares = [points[criterion.key] / most_points(criterion) for criterion in rubric.criteria]

    score = score_of(rubric, points)

    assert 0.0 <= score <= 100.0
    assert score == pytest.approx(100 * fmean(shares, weights) if any(weights) else 0.0)


@given(marked(), st.integers(0, 10))
def test_f23_what_informs_changes_no_score(case: tuple[Rubric, dict[str, int]], other: int) -> None:
    rubric, points = case
    informs = Criterion(key="informs", title="x", question="x", weight=0, anchors=[Anchor(points=10, means="x")])
    longer = rubric.model_copy(update={"criteria": [*rubric.criteria, informs]})

    assert score_of(longer, {**points, "informs": other}) == score_of(rubric, points)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.sampled_from(["median", "mean"]))
def test_f22_reviews_combine_as_the_standard_library_does(scores: list[float], combine: str) -> None:
    rubric = Rubric.model_validate({"combine": combine, "criteria": []})

    assert combined(rubric, scores) == round(median(scores) if combine == "median" else mean(scores))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9), st.randoms())
def test_f22_the_order_of_reviews_changes_nothing(scores: list[float], chance: object) -> None:
    shuffled = list(scores)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands a Random

    assert combined(Rubric(criteria=[]), shuffled) == combined(Rubric(criteria=[]), scores)


@pytest.mark.parametrize("key", sorted(blueprints()))
def test_f22_every_number_of_points_has_its_meaning_in_words(key: str) -> None:
    for criterion in blueprint_of(key).rubric.criteria:
        points = [anchor.points for anchor in criterion.anchors]
        assert points == list(range(len(points)))
        assert all(anchor.means.strip() for anchor in criterion.anchors)


@pytest.mark.parametrize("points", [[], [0], [0, 0, 1], [1, 0], [-1, 0, 1]])
def test_f22_a_scale_that_cannot_be_used_is_refused(points: list[int]) -> None:
    anchors = [{"points": value, "means": "x"} for value in points]

    with pytest.raises(ValidationError):
        Criterion.model_validate({"key": "a", "title": "a", "question": "a", "anchors": anchors})


def test_f22_two_criteria_of_one_name_are_refused() -> None:
    anchors = [{"points": 0, "means": "x"}, {"points": 1, "means": "y"}]
    same = {"key": "a", "title": "a", "question": "a", "anchors": anchors}

    with pytest.raises(ValidationError, match="two criteria are called a"):
        Rubric.model_validate({"criteria": [same, same]})
