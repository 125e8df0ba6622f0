"""Counts that hide the few: nothing small is shown, and nothing small can be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from app.rules.monitoring import QUESTIONS, RATHER_NOT, ROUNDED_TO, shown_counts
from app.rules.small_counts import FEWEST

COUNTS = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 60), min_size=1)


def test_f54_every_question_offers_not_to_say() -> None:
    assert [list(question.all_choices)[-1] for question in QUESTIONS.values()] == [RATHER_NOT] * len(QUESTIONS)


@given(counts=COUNTS)
def test_f54_nothing_small_is_shown_or_can_be_worked_out(counts: dict[str, int]) -> None:
    shown = shown_counts(counts)
    hidden = [counts[key] for key in counts if shown[key] is None]

    assert all(counts[key] >= FEWEST for key in counts if shown[key] is not None)
    assert all((count or 0) % ROUNDED_TO == 0 for count in shown.values())
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert sum(hidden) >= FEWEST


def test_f54_zero_is_a_small_number() -> None:
    assert shown_counts({"a": 0, "b": 12, "c": 30}) == {"a": None, "b": None, "c": 30}
