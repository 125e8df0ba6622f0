"""Each mode is as good as the best of all matchings on small markets, and nobody excluded is ever matched."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.solvers.acceptance import deferred_acceptance
from app.solvers.contract import read_match_problem
from app.solvers.pairings import Pairings
from tests.solvers.markets import (
    Json,
    a_market,
    all_matchings,
    blocking,
    fits_of,
    matched,
    own_fits,
    random_markets,
)

SOME = settings(max_examples=60, deadline=None)
MODES = ["fair", "total", "stable"]


@SOME
@given(random_markets(), st.sampled_from(MODES))
def test_matchings_keep_to_pairs_and_places_and_count_right(market: Json, mode: str) -> None:
    plan = matched(market, mode=mode)

    chosen = tuple(plan["mentor_of"])
    assert chosen in set(all_matchings(market))
    assert plan["figures"]["matched"] == sum(mentor is not None for mentor in chosen)
    assert plan["figures"]["total"] == sum(own_fits(market, chosen))
    assert plan["figures"]["worst"] == min(own_fits(market, chosen), default=None)
    assert plan["figures"]["blocking_pairs"] == len(blocking(market, chosen))
    assert [each["trainee"] for each in plan["unmatched"]] == [
        who for who, mentor in enumerate(chosen) if mentor is None
    ]


@SOME
@given(random_markets())
def test_fair_matches_most_people_at_the_highest_floor(market: Json) -> None:
    plan = matched(market)

    most = max(len(own_fits(market, each)) for each in all_matchings(market))
    full = [own_fits(market, each) for each in all_matchings(market) if len(own_fits(market, each)) == most]
    highest = max(min(fits, default=0) for fits in full)
    lightest = min(sum((1000 - fit) ** 2 for fit in fits) for fits in full if min(fits, default=0) >= highest)
    own = own_fits(market, tuple(plan["mentor_of"]))
    assert (len(own), min(own, default=0)) == (most, highest)
    assert plan["figures"]["floor"] == (highest if most else None)
    assert sum((1000 - fit) ** 2 for fit in own) == lightest


def test_fair_gives_up_some_of_the_total_for_those_with_less() -> None:
    """Above the floor of trainee 2: 900 and 300 would be more together than 590 and 600."""
    pairs = [(0, 0, 900), (0, 1, 590), (1, 0, 600), (1, 1, 300), (2, 2, 100)]
    market = a_market(pairs, places=[1, 1, 1], trainees=3)

    assert matched(market)["mentor_of"] == [1, 0, 2]
    assert matched(market, mode="total")["mentor_of"] == [0, 1, 2]


@SOME
@given(random_markets())
def test_total_has_the_most_fit_and_then_the_most_people(market: Json) -> None:
    plan = matched(market, mode="total")

    best = max((sum(own_fits(market, each)), len(own_fits(market, each))) for each in all_matchings(market))
    assert (plan["figures"]["total"], plan["figures"]["matched"]) == best
    assert plan["figures"]["total_percent_of_best"] == 100.0


@SOME
@given(random_markets())
def test_acceptance_gives_each_trainee_the_best_of_all_stable_matchings(market: Json) -> None:
    """Likings differ here, because equal ones are settled by number."""
    pairs = market["pairs"]
    pairs["trainee_liking"] = [value * 100 + index for index, value in enumerate(pairs["trainee_liking"])]
    pairs["mentor_liking"] = [value * 100 + index for index, value in enumerate(pairs["mentor_liking"])]
    pairings = Pairings(read_match_problem(market))

    chosen = deferred_acceptance(pairings, range(len(pairs["fit"])), market["places"])

    liking = fits_of(market, "trainee_liking")
    stable = [each for each in all_matchings(market) if not blocking(market, each)]
    assert tuple(chosen) in stable
    for who, mentor in enumerate(chosen):
        others = {each[who] for each in stable}
        assert None not in others or mentor is None
        assert mentor is None or liking[who, mentor] == max(liking[who, each] for each in others if each is not None)


@SOME
@given(random_markets(), st.sampled_from(MODES))
def test_matching_again_changes_nothing_when_nothing_changed(market: Json, mode: str) -> None:
    before = matched(market, mode=mode)

    again = matched(market, mode=mode, published=before["mentor_of"])

    assert again["figures"]["changed"] == 0


def test_matching_again_moves_only_people_whose_mentor_left() -> None:
    pairs = [(who, mentor, 500 + 100 * (who == mentor)) for who in range(4) for mentor in range(4)]
    market = a_market(pairs, places=[0, 2, 2, 2], trainees=4, published=[0, 2, 1, 3])

    plan = matched(market)

    assert plan["mentor_of"][1:] == [2, 1, 3]
    assert plan["mentor_of"][0] is not None


def test_a_price_lets_a_change_happen_that_is_worth_it() -> None:
    pairs = [(0, 0, 100), (0, 1, 900)]
    market = a_market(pairs, places=[1, 1], trainees=1, published=[0], mode="total")

    assert matched(market, price_of_change=None)["mentor_of"] == [0]
    assert matched(market, price_of_change=801)["mentor_of"] == [0]
    assert matched(market, price_of_change=799)["mentor_of"] == [1]


@pytest.mark.parametrize("mode", MODES)
def test_scores_of_nothing_never_match_an_excluded_pair(mode: str) -> None:
    market = a_market([(0, 1, 0)], places=[5, 1], trainees=2, mode=mode)

    plan = matched(market)

    assert plan["mentor_of"] == [1, None]
    assert [each["reason"]["rule"] for each in plan["unmatched"]] == ["excluded"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("pairs", "places", "trainees"),
    [([], [], 0), ([], [], 2), ([], [3], 2), ([(0, 0, 500)], [0], 1)],
)
def test_empty_lists_and_zero_places_match_nobody(
    mode: str, pairs: list[tuple[int, int, int]], places: list[int], trainees: int
) -> None:
    plan = matched(a_market(pairs, places=places, trainees=trainees, mode=mode))

    assert plan["mentor_of"] == [None] * trainees
    assert plan["figures"]["matched"] == 0


def test_people_left_over_are_told_how_many_share_how_many_places() -> None:
    pairs = [(who, mentor, 500) for who in range(5) for mentor in range(2)] + [(5, 2, 500)]
    market = a_market(pairs, places=[1, 2, 1], trainees=6)

    plan = matched(market)

    assert [each["reason"]["facts"] for each in plan["unmatched"]] == [{"people": 5, "places": 3, "mentors": 2}] * 2
    assert plan["unmatched"][0]["reason"]["sentence"] == "These 5 trainees share 2 mentors with 3 places."


def test_of_two_who_fit_equally_well_the_one_who_has_the_place_keeps_it() -> None:
    for holder in range(2):
        market = a_market([(0, 0, 500), (1, 0, 500)], places=[1], trainees=2)

        again = matched(market, published=[0 if who == holder else None for who in range(2)])

        assert again["figures"]["changed"] == 0
