"""A copy leaves passages out and adds nothing; of an answer that changed nothing is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.redactions import HIDDEN, is_cut_from, shown

ORIGINAL = "My sister Bea works at Lumina. I watch shadows."


@pytest.mark.parametrize(
    "copy",
    [
        ORIGINAL,
        HIDDEN,
        "My sister [hidden] works at Lumina. I watch shadows.",
        "[hidden]I watch shadows.",
        "My sister [hidden] works at [hidden]. I watch shadows.",
        "My[hidden][hidden]shadows.",
    ],
)
def test_f26_what_only_leaves_out_is_a_copy(copy: str) -> None:
    assert is_cut_from(copy, ORIGINAL)


@pytest.mark.parametrize(
    "copy",
    [
        "",
        "My sister works at Lumina.",
        "My brother [hidden] works at Lumina. I watch shadows.",
        "My sister [hidden] works at Lumina. I watch shadows. Take them!",
        "I watch shadows. [hidden]",
        "My sister Bea [hidden]works at Lumina. I watch shadows.",
        "[hidden]shadows.[hidden]",
        "My sister [hidden] Lumina [hidden] works at. I watch shadows.",
    ],
)
def test_f26_what_adds_changes_or_moves_words_is_no_copy(copy: str) -> None:
    assert not is_cut_from(copy, ORIGINAL)


@given(st.text(min_size=1), st.data())
def test_f26_every_cut_is_a_copy(original: str, data: st.DataObject) -> None:
    begins = data.draw(st.integers(0, len(original) - 1))
    ends = data.draw(st.integers(begins + 1, len(original)))

    assert is_cut_from(original[:begins] + HIDDEN + original[ends:], original)


@given(st.text(alphabet="ab "), st.text(alphabet="ab []hiden"))
def test_f26_a_copy_has_no_letter_that_was_not_there(original: str, copy: str) -> None:
    if is_cut_from(copy, original):
        left = iter(original)
        assert all(letter in left for letter in copy.replace(HIDDEN, ""))


def test_f26_an_answer_newer_than_its_copy_is_not_shown() -> None:
    assert shown("My [hidden]", made_from=1, version=1) == "My [hidden]"
    assert shown("My [hidden]", made_from=1, version=2) == HIDDEN
