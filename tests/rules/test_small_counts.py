"""Whoever reads all linked tables together, and computes, finds no small count and none more exactly than by five."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from app.rules.accommodations_figures import LINKED, Group, numbers_said
from app.rules.figures import BEGAN, SAID_YES
from app.rules.small_counts import FEWEST, ROUNDED_TO, Sum, ranges, said
from app.services.figures_publishing import Linked, linked_of

Cell = TypeVar("Cell", bound=Hashable)
MOST, LARGE = 5000, 1000
"""More than `LARGE` is no limit to a number: it comes only of where the attack stops to look."""
NUMBER = st.one_of(st.integers(0, 16), st.integers(0, 80))
COHORTS = st.builds(
    lambda began, rest, shares: linked_of(
        {SAID_YES: began + rest, BEGAN: began},
        {f"question {number}": _split(began + rest, cuts) for number, cuts in enumerate(shares)},
    ),
    NUMBER,
    NUMBER,
    st.lists(st.lists(st.integers(0, 100), min_size=2, max_size=4), min_size=1, max_size=3),
)


def _split(total: int, cuts: Sequence[int]) -> dict[str, int]:
    """Parts that are together at most the total; what is left did not answer."""
    parts, left = {}, total
    for number, share in enumerate(cuts):
        parts[f"choice {number}"] = left * share // 100
        left -= parts[f"choice {number}"]
    return parts


def attack(published: Mapping[Cell, int | None], sums: Sequence[Sum[Cell]]) -> dict[Cell, tuple[int, int]]:
    """The least and the most that each count can be, by a solver that knows every table and the rule of rounding."""
    return {cell: (_extreme(published, sums, cell, 1), _extreme(published, sums, cell, -1)) for cell in published}


def _extreme(published: Mapping[Cell, int | None], sums: Sequence[Sum[Cell]], cell: Cell, sign: int) -> int:
    model = cp_model.CpModel()
    half = ROUNDED_TO // 2
    numbers = {
        each: model.new_int_var(0, MOST, "") if number is None else model.new_int_var(number - half, number + half, "")
        for each, number in published.items()
    }
    for each in sums:
        model.add(numbers[each.total] == sum(numbers[part] for part in each.parts))
    model.minimize(sign * numbers[cell])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return solver.value(numbers[cell])


def assert_nothing_is_told(
    published: Mapping[Cell, int | None], sums: Sequence[Sum[Cell]], fewest: Mapping[Cell, int]
) -> None:
    for cell, (low, high) in attack(published, sums).items():
        assert high >= fewest[cell], f"{cell} is small, and it shows: {published}"
        assert high - low >= ROUNDED_TO - 1, f"{cell} is one of fewer than five numbers: {published}"


def said_of(linked: Linked) -> dict[tuple[str, str], int | None]:
    return said(linked.counts, linked.fewest, linked.sums, unsaid=linked.unsaid)


@settings(max_examples=60)
@given(COHORTS)
def test_priv06_an_attack_on_all_tables_of_a_cohort_finds_nothing(linked: Linked) -> None:
    assert_nothing_is_told(said_of(linked), linked.sums, linked.fewest)


@settings(max_examples=60)
@given(st.fixed_dictionaries({group: NUMBER for group in Group if group is not Group.ALL}))
def test_priv06_an_attack_on_the_figures_about_adjustments_finds_nothing(parts: dict[Group, int]) -> None:
    published = numbers_said({**parts, Group.ALL: sum(parts.values())})

    assert_nothing_is_told(published, LINKED, dict.fromkeys(published, FEWEST))


@settings(max_examples=60)
@given(COHORTS)
def test_priv06_what_the_rule_takes_a_reader_to_know_is_what_the_solver_finds(linked: Linked) -> None:
    published = said_of(linked)

    assert _cut(ranges(published, linked.sums)) == _cut(attack(published, linked.sums))


def _cut(known: Mapping[Cell, tuple[int, int]]) -> dict[Cell, tuple[int, int]]:
    return {cell: (low, min(high, LARGE)) for cell, (low, high) in known.items()}


@settings(max_examples=60)
@given(COHORTS)
def test_priv06_what_is_said_is_rounded_and_large(linked: Linked) -> None:
    for cell, number in said_of(linked).items():
        if number is not None:
            assert abs(number - linked.counts[cell]) <= ROUNDED_TO // 2
            assert number % ROUNDED_TO == 0
            assert linked.counts[cell] >= linked.fewest[cell]


def test_priv06_the_attack_finds_what_is_not_protected() -> None:
    """Without the second step it would: the test can fail."""
    whole, one, two = "whole", "one", "two"

    found = attack({whole: 25, one: 25, two: None}, [Sum(whole, (one, two))])

    assert found[two] == (0, 4)


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
    assert said(counts, dict.fromkeys(counts, FEWEST)) == shown


def test_priv06_a_small_rest_takes_a_large_number_with_it() -> None:
    """Of 52 who said yes 51 began: who has not begun could be counted."""
    linked = linked_of({SAID_YES: 52, BEGAN: 51}, {})

    assert said_of(linked)["outcomes", BEGAN] is None
