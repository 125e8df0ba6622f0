"""Places are numbered, and a free one belongs to whoever has waited longest."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from app.rules.bookings import Tally, lowest_free

ANA, BO, CY = UUID(int=1), UUID(int=2), UUID(int=3)


def test_the_lowest_free_place_is_given() -> None:
    assert lowest_free(frozenset(), 3) == 1
    assert lowest_free(frozenset({1, 3}), 3) == 2
    assert lowest_free(frozenset({1, 2, 3}), 3) is None


def test_somebody_new_gets_only_what_the_waiting_list_leaves() -> None:
    tally = Tally(seats=3, taken=frozenset({2}), waiting=(ANA,))

    assert tally.free_for_anybody == 1
    assert tally.has_place_for(CY)


def test_a_free_place_belongs_to_the_first_in_line() -> None:
    tally = Tally(seats=2, taken=frozenset({1}), waiting=(ANA, BO))

    assert tally.turn_of(BO) == 2
    assert [tally.has_place_for(person) for person in (ANA, BO, CY)] == [True, False, False]


@given(some.integers(1, 12), some.sets(some.integers(1, 12)), some.lists(some.integers(1, 40), unique=True))
def test_there_is_never_a_place_for_more_people_than_there_are_places(
    seats: int, taken: set[int], line: list[int]
) -> None:
    waiting = tuple(UUID(int=number) for number in line)
    tally = Tally(seats, frozenset(number for number in taken if number <= seats), waiting)

    promised = sum(tally.has_place_for(person) for person in waiting) + tally.free_for_anybody

    assert promised == tally.free
    assert (lowest_free(tally.taken, seats) is None) == (tally.free == 0)
