"""Two runs are compared word for word: one other word, one row more, one other order, and it is named."""

from tests.journeys.rows import Rows, differences

ONE: Rows = {"tables": {"remarks": {"": 2}}, "said": {"remarks": ["a", "b"]}, "done": {"Noor": ["sent", "shared"]}}


def test_the_same_is_no_difference() -> None:
    assert differences(ONE, {kind: dict(each) for kind, each in ONE.items()}) == []


def test_one_other_word_is_named_and_nothing_else() -> None:
    other = {**ONE, "said": {"remarks": ["a", "c"]}}

    assert differences(ONE, other) == ["said remarks: ['b'] / ['c']"]


def test_another_order_is_shown_whole() -> None:
    other = {**ONE, "done": {"Noor": ["shared", "sent"]}}

    assert differences(ONE, other) == ["done Noor: ['sent', 'shared'] / ['shared', 'sent']"]
