"""Whoever reads all linked tables of all periods together, and computes, finds no small count and none too exactly."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.rules.accommodations_figures import Group
from app.rules.figures import BEGAN, SAID_YES
from app.rules.figures_tables import OUTCOMES, Linked, adjustments_table, cohort_tables, fewest_of
from app.rules.small_counts import FEWEST, ROUNDED_TO, Sum, narrowed
from app.rules.small_counts_reading import Published, range_of, tells_change
from app.rules.small_counts_saying import number_for, said
from tests.attacking import LARGE, Attack, found_by

NUMBER = st.one_of(st.integers(0, 16), st.integers(0, 80))
COHORTS = st.builds(
    lambda began, rest, shares: cohort_tables(
        {SAID_YES: began + rest, BEGAN: began},
        {f"question {number}": _split(began + rest, cuts) for number, cuts in enumerate(shares)},
    ),
    NUMBER,
    NUMBER,
    st.lists(st.lists(st.integers(0, 100), min_size=2, max_size=4), min_size=1, max_size=3),
)
GROUPED = [group for group in Group if group is not Group.ALL]
PARTS = st.fixed_dictionaries(dict.fromkeys(GROUPED, NUMBER))
STEP = st.one_of(st.integers(-3, 3), st.integers(-20, 20))
MOVES = st.lists(STEP, min_size=24, max_size=24)


def _split(total: int, cuts: Sequence[int]) -> dict[str, int]:
    """Parts that are together at most the total; what is left did not answer."""
    parts, left = {}, total
    for number, share in enumerate(cuts):
        parts[f"choice {number}"] = left * share // 100
        left -= parts[f"choice {number}"]
    return parts


def published(periods: Sequence[Linked]) -> list[Published[tuple[str, str]]]:
    """One after the other, as the product publishes them."""
    found: list[Published[tuple[str, str]]] = []
    for each in periods:
        found.append(Published(said_of(each, found), each.sums))
    return found


def said_of(linked: Linked, earlier: Sequence[Published[tuple[str, str]]] = ()) -> dict[tuple[str, str], int | None]:
    return said(linked.counts, fewest_of, linked.sums, unsaid=linked.unsaid, earlier=earlier)


def adjustments(parts: Mapping[Group, int]) -> Linked:
    return adjustments_table({**parts, Group.ALL: sum(parts.values())})


def in_order(*counts: int) -> dict[Group, int]:
    return dict(zip(GROUPED, counts, strict=True))


def moved(linked: Linked, moves: Sequence[int]) -> Linked:
    """The next period of a cohort: each count has moved by some, and no count is less than nothing."""
    steps = dict(zip(sorted(linked.counts), moves, strict=False))
    counts = {cell: max(0, count + steps.get(cell, 0)) for cell, count in linked.counts.items()}
    answers: dict[str, dict[str, int]] = {}
    for (table, row), count in counts.items():
        if table != OUTCOMES and (table, row) not in linked.unsaid:
            answers.setdefault(table, {})[row] = count
    return cohort_tables({key: counts[OUTCOMES, key] for key in (SAID_YES, BEGAN)}, answers)


@settings(max_examples=60)
@given(COHORTS)
def test_priv06_an_attack_on_all_tables_of_a_cohort_finds_nothing(linked: Linked) -> None:
    assert found_by(published([linked]), fewest_of) == []


@settings(max_examples=60)
@given(PARTS)
def test_priv06_an_attack_on_the_figures_about_adjustments_finds_nothing(parts: dict[Group, int]) -> None:
    assert found_by(published([adjustments(parts)]), fewest_of) == []


@settings(max_examples=25)
@given(COHORTS, st.lists(MOVES, min_size=1, max_size=2))
def test_n32_priv06_an_attack_on_consecutive_periods_of_a_cohort_finds_nothing(
    linked: Linked, changes: list[list[int]]
) -> None:
    periods = [linked]
    for moves in changes:
        periods.append(moved(periods[-1], moves))

    assert found_by(published(periods), fewest_of) == []


@settings(max_examples=60)
@given(st.lists(PARTS, min_size=2, max_size=3))
@example(
    [in_order(0, 13, 13, 12), in_order(0, 0, 0, 0), in_order(0, 13, 23, 0)]
)  # all but one, said and unsaid together
def test_n32_priv06_an_attack_on_consecutive_figures_about_adjustments_finds_nothing(
    periods: list[dict[Group, int]],
) -> None:
    assert found_by(published([adjustments(parts) for parts in periods]), fewest_of) == []


@settings(max_examples=40)
@given(PARTS, st.lists(st.fixed_dictionaries(dict.fromkeys(GROUPED, STEP)), min_size=1, max_size=3))
@example(
    in_order(0, 0, 16, 12), [in_order(0, 0, 0, 0), in_order(0, 0, 7, 0)]
)  # three that are unsaid are one that is not
def test_n32_priv06_an_attack_on_figures_that_move_a_little_finds_nothing(
    first: dict[Group, int], steps: list[dict[Group, int]]
) -> None:
    periods = [first]
    for step in steps:
        periods.append({group: max(0, count + step[group]) for group, count in periods[-1].items()})

    assert found_by(published([adjustments(parts) for parts in periods]), fewest_of) == []


@settings(max_examples=60)
@given(COHORTS)
def test_priv06_what_the_rule_takes_a_reader_to_know_is_what_the_solver_finds(linked: Linked) -> None:
    (period,) = published([linked])
    known = {cell: range_of(number, fewest_of(cell), None) for cell, number in period.numbers.items()}

    found = {cell: each for _, cell, each in Attack([period], fewest_of).counts()}

    assert _cut(narrowed(known, period.sums)) == _cut(found)


def _cut(known: Mapping[tuple[str, str], tuple[int, int]]) -> dict[tuple[str, str], tuple[int, int]]:
    return {cell: (low, min(high, LARGE)) for cell, (low, high) in known.items()}


@settings(max_examples=60)
@given(COHORTS)
def test_priv06_what_is_said_is_rounded_and_large(linked: Linked) -> None:
    for cell, number in said_of(linked).items():
        if number is not None:
            assert abs(number - linked.counts[cell]) <= ROUNDED_TO // 2
            assert number % ROUNDED_TO == 0
            assert linked.counts[cell] >= fewest_of(cell)


def test_priv06_the_attack_finds_what_is_not_protected() -> None:
    """Without the second step it would: the test can fail."""
    whole, one, two = "whole", "one", "two"

    (small,) = found_by([Published({whole: 25, one: 25, two: None}, [Sum(whole, (one, two))])], lambda _cell: 5)

    assert small == "two in period 0 is small: 0 to 4 (nobody_left=False)"


def test_n32_the_attack_finds_a_few_who_came_between_two_periods_that_are_protected_each_by_itself() -> None:
    alone = [Published(said({"all": count}, ten), []) for count in (20, 26)]

    found = found_by(alone, ten, rule=lambda count, limit, _before: number_for(count, limit, []))

    assert found == ["a few came or left in all: 1 to 9"]


def test_n32_the_attack_finds_what_two_periods_tell_together_if_nobody_left() -> None:
    sums = [Sum("all", ("one", "two"))]
    then = Published({"all": 50, "one": None, "two": None}, sums)
    now = Published({"all": 50, "one": 20, "two": 25}, sums)

    assert [line for line in found_by([then, now], ten) if "all in period 0" in line] == [
        "all in period 0 is one of fewer than five: 48 to 49 (nobody_left=True)"
    ]
    assert said({"all": 46, "one": 20, "two": 26}, ten, sums, earlier=[then]) == {"all": 50, "one": None, "two": 25}


def ten(_cell: str) -> int:
    return FEWEST


@pytest.mark.parametrize(
    ("count", "before", "number"),
    [
        (23, [], 25),
        (26, [20], 20),
        (27, [20], 20),
        (28, [20], 30),
        (12, [15], None),
        (13, [20], 20),
        (24, [30, 20], 20),
        (26, [20, 45], None),
        (21, [20, 45], 20),
    ],
)
def test_n32_a_number_stays_until_the_count_has_moved_far(count: int, before: list[int], number: int | None) -> None:
    """And one that would stand near an older number is not said: the older one could be subtracted."""
    assert number_for(count, FEWEST, before) == number


@pytest.mark.parametrize(
    ("before", "after", "tells"),
    [((18, 22), (23, 27), True), ((18, 22), (28, 32), False), ((13, 27), (18, 22), False), ((28, 32), (23, 27), True)],
)
def test_n32_a_change_tells_where_it_is_there_and_small(
    before: tuple[int, int], after: tuple[int, int], *, tells: bool
) -> None:
    assert tells_change(before, after, FEWEST) is tells


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 0, "b": 12, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 13, "b": 17, "c": 18}, {"a": 15, "b": 15, "c": 20}),
    ],
)
def test_f54_zero_is_a_small_number_and_so_is_what_rounds_to_the_limit(
    counts: dict[str, int], shown: dict[str, int | None]
) -> None:
    assert said(counts, ten) == shown


def test_priv06_a_small_rest_takes_a_large_number_with_it() -> None:
    """Of 52 who said yes 51 began: who has not begun could be counted."""
    linked = cohort_tables({SAID_YES: 52, BEGAN: 51}, {})

    assert said_of(linked)[OUTCOMES, BEGAN] is None
