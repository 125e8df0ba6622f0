"""How far reviews lie apart, and how scales lie against one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.differences import Scale, apart, in_words, scales


def test_figures_lie_apart_by_highest_less_lowest() -> None:
    assert apart({"ravi": 20.0, "sol": 70.0, "kit": 50.0}) == 50.0
    assert apart({}) == 0.0


def test_a_scale_is_the_mean_difference_on_shared_cases() -> None:
    found = scales({"a": {"ravi": 80.0, "sol": 60.0}, "b": {"ravi": 50.0, "sol": 50.0}, "c": {"ravi": 100.0}})

    assert found == {"ravi": Scale(2, 10.0), "sol": Scale(2, -10.0)}


def test_who_shares_nothing_has_no_scale() -> None:
    assert scales({"a": {"ravi": 80.0}}) == {"ravi": Scale(0, 0.0)}


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (Scale(2, 90.0), "Too few shared applications to say"),
        (Scale(3, 5.4), "About the same as the others"),
        (Scale(3, -5.4), "About the same as the others"),
        (Scale(3, 11.6), "About 12 of 100 more than the others"),
        (Scale(9, -30.0), "About 30 of 100 less than the others"),
    ],
)
def test_a_scale_in_words(scale: Scale, words: str) -> None:
    assert str(in_words(scale)) == words


@given(st.dictionaries(st.integers(0, 9), st.floats(0, 100), min_size=2, max_size=2))
def test_two_readers_lie_apart_by_the_same_in_both_directions(figures: dict[int, float]) -> None:
    first, second = scales({"case": figures}).values()

    assert first.difference == pytest.approx(-second.difference)
