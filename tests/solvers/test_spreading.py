"""Spreading readings: never over a tie, never one twice, and as even as any spread could be."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.solvers.spreading import spread

Case = tuple[list[frozenset[int]], list[int], list[int]]


@st.composite
def cases(draw: st.DrawFn, most_readers: int = 6, most_applications: int = 12) -> Case:
    readers = draw(st.integers(1, most_readers))
    applications = draw(st.integers(0, most_applications))
    may = [frozenset(draw(st.sets(st.integers(0, readers - 1)))) for _ in range(applications)]
    wanted = [draw(st.integers(0, 3)) for _ in range(applications)]
    return may, wanted, [draw(st.integers(0, 4)) for _ in range(readers)]


@given(cases())
def test_f29_nobody_reads_where_a_tie_is_and_nobody_reads_twice(case: Case) -> None:
    may, wanted, loads = case

    made = spread(may=may, wanted=wanted, loads=loads)

    assert all(reader in may[application] for application, reader in made.pairs)
    assert len(set(made.pairs)) == len(made.pairs)


@given(cases())
def test_f29_each_application_gets_as_many_readings_as_it_can(case: Case) -> None:
    may, wanted, loads = case

    made = spread(may=may, wanted=wanted, loads=loads)

    given_ = [sum(a == application for a, _ in made.pairs) for application in range(len(may))]
    assert given_ == [min(n, len(allowed)) for n, allowed in zip(wanted, may, strict=True)]
    assert made.short == {a: n - given_[a] for a, n in enumerate(wanted) if n > given_[a]}


@given(cases())
def test_f29_loads_count_what_was_there_before(case: Case) -> None:
    may, wanted, loads = case

    made = spread(may=may, wanted=wanted, loads=loads)

    assert list(made.loads) == [before + sum(r == reader for _, r in made.pairs) for reader, before in enumerate(loads)]


@settings(max_examples=60)
@given(cases(most_readers=4, most_applications=4))
def test_f29_no_other_spread_is_more_even(case: Case) -> None:
    """Against every spread there is, on small ones."""
    may, wanted, loads = case
    made = spread(may=may, wanted=wanted, loads=loads)

    choices = [
        list(combinations(sorted(allowed), min(n, len(allowed)))) for n, allowed in zip(wanted, may, strict=True)
    ]
    best = min(
        sum((before + sum(reader in chosen for chosen in every)) ** 2 for reader, before in enumerate(loads))
        for every in product(*choices)
    )
    assert sum(load**2 for load in made.loads) == best


@given(st.integers(1, 6), st.integers(0, 20), st.integers(0, 3))
def test_f29_without_ties_loads_differ_by_one_at_most(readers: int, applications: int, each: int) -> None:
    everybody = frozenset(range(readers))

    made = spread(may=[everybody] * applications, wanted=[each] * applications, loads=[0] * readers)

    assert max(made.loads) - min(made.loads) <= 1


def test_the_same_question_has_the_same_answer() -> None:
    question: Case = ([frozenset({0, 1, 2})] * 5, [2] * 5, [3, 0, 0])
    may, wanted, loads = question

    assert spread(may=may, wanted=wanted, loads=loads) == spread(may=may, wanted=wanted, loads=loads)
    assert sorted(spread(may=may, wanted=wanted, loads=loads).loads) == [4, 4, 5]
