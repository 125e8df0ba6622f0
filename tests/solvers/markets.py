"""Small markets of trainees and mentors, and the best matchings of them by trying all; nothing is shared with the solver."""

import json
from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from hypothesis import strategies as st

from app.solvers import matching
from app.solvers.contract import as_json, read_match_problem

Json = dict[str, Any]
Matching = tuple[int | None, ...]


def a_market(pairs: list[tuple[int, int, int]], *, places: list[int], trainees: int, **changes: Any) -> Json:
    """`pairs` are trainee, mentor and fit; both sides like each other as much as they fit."""
    fits = [fit for _, _, fit in pairs]
    columns = {
        "trainee": [trainee for trainee, _, _ in pairs],
        "mentor": [mentor for _, mentor, _ in pairs],
        "fit": fits,
        "trainee_liking": fits,
        "mentor_liking": fits,
    }
    return {
        "format": "match-problem/1",
        "mode": "fair",
        "places": places,
        "trainees": trainees,
        "pairs": columns,
        "published": None,
        "price_of_change": None,
    } | changes


def random_markets() -> st.SearchStrategy[Json]:
    return st.integers(0, 2**32).map(Random).map(_random_market)


def _random_market(chance: Random) -> Json:
    trainees, mentors = chance.randint(0, 5), chance.randint(0, 3)
    pairs = [
        (trainee, mentor, chance.choice([0, 200, 500, 500, chance.randint(0, 1000)]))
        for trainee in range(trainees)
        for mentor in range(mentors)
        if chance.random() < 0.7
    ]
    chance.shuffle(pairs)
    market = a_market(pairs, places=[chance.randint(0, 3) for _ in range(mentors)], trainees=trainees)
    for side in ("trainee_liking", "mentor_liking"):
        market["pairs"][side] = [chance.randint(0, 9) for _ in pairs]
    return market


def matched(market: Json, **changes: Any) -> Json:
    """The plan as the command would write it."""
    plan: Json = json.loads(as_json(matching.solve(read_match_problem(market | changes), seed=1, seconds=10)))
    return plan


def all_matchings(market: Json) -> Iterator[Matching]:
    """Every way to match some of the trainees along the pairs and within the places."""
    possible = [
        [None, *(mentor for who, mentor in fits_of(market) if who == each)] for each in range(market["trainees"])
    ]
    for chosen in product(*possible):
        if all(chosen.count(mentor) <= places for mentor, places in enumerate(market["places"])):
            yield chosen


def fits_of(market: Json, name: str = "fit") -> dict[tuple[int, int], int]:
    pairs = market["pairs"]
    return {
        (who, mentor): value for who, mentor, value in zip(pairs["trainee"], pairs["mentor"], pairs[name], strict=True)
    }


def own_fits(market: Json, chosen: Matching) -> list[int]:
    fits = fits_of(market)
    return [fits[who, mentor] for who, mentor in enumerate(chosen) if mentor is not None]


def blocking(market: Json, chosen: Matching) -> list[tuple[int, int]]:
    """Pairs that would both rather have each other than what they got."""
    liking, liked = fits_of(market, "trainee_liking"), fits_of(market, "mentor_liking")
    found = []
    for who, mentor in liking:
        own = chosen[who]
        held = [liked[other, mentor] for other, theirs in enumerate(chosen) if theirs == mentor]
        wants = own is None or liking[who, mentor] > liking[who, own]
        has_room = len(held) < market["places"][mentor] or (held and liked[who, mentor] > min(held))
        if own != mentor and wants and has_room and market["places"][mentor]:
            found.append((who, mentor))
    return found
