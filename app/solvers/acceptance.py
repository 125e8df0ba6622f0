"""Deferred acceptance: trainees ask in the order of their liking, mentors keep whom they like best; equal likings by number."""

from collections.abc import Iterable, Sequence
from functools import partial
from heapq import heappush, heapreplace

from app.solvers.pairings import Matching, Pairings


def deferred_acceptance(pairings: Pairings, pairs: Iterable[int], places: Sequence[int]) -> Matching:
    """No trainee and mentor of these pairs would both rather have each other than what they get."""
    columns = pairings.problem.pairs
    asks: list[list[int]] = [[] for _ in range(pairings.trainees)]
    for pair in pairs:
        asks[columns.trainee[pair]].append(pair)
    for own in asks:
        own.sort(key=lambda pair: (columns.trainee_liking[pair], -columns.mentor[pair]))
    held: list[list[tuple[int, int, int]]] = [[] for _ in places]
    waiting = list(range(pairings.trainees - 1, -1, -1))
    while waiting:
        trainee = waiting.pop()
        if asks[trainee]:
            pair = asks[trainee].pop()
            offer = (columns.mentor_liking[pair], -trainee, pair)
            waiting.extend(_answer(held[columns.mentor[pair]], places[columns.mentor[pair]], offer))
    return _matching(pairings, held)


def _answer(held: list[tuple[int, int, int]], places: int, offer: tuple[int, int, int]) -> list[int]:
    """Takes the offer, or turns down whoever is liked least; that trainee asks again."""
    if len(held) < places:
        heappush(held, offer)
        return []
    if not held or offer < held[0]:
        return [-offer[1]]
    return [-heapreplace(held, offer)[1]]


def _matching(pairings: Pairings, held: list[list[tuple[int, int, int]]]) -> Matching:
    matching: Matching = [None] * pairings.trainees
    for mentor, offers in enumerate(held):
        for _, minus_trainee, _ in offers:
            matching[-minus_trainee] = mentor
    return matching


def blocking_pairs(pairings: Pairings, matching: Matching) -> int:
    """Pairs that would both rather have each other; an equal liking is no reason to change."""
    columns, places = pairings.problem.pairs, pairings.problem.places
    ranks = partial(zip, columns.trainee, columns.mentor, columns.trainee_liking, columns.mentor_liking, strict=True)
    own = {trainee: liking for trainee, mentor, liking, _ in ranks() if matching[trainee] == mentor}
    least: dict[int, int] = {}
    held = [0] * len(places)
    for trainee, mentor, _, liking in ranks():
        if matching[trainee] == mentor:
            held[mentor] += 1
            least[mentor] = min(liking, least.get(mentor, liking))
    return sum(
        matching[trainee] != mentor
        and (trainee not in own or liking > own[trainee])
        and bool(places[mentor])
        and (held[mentor] < places[mentor] or liked > least[mentor])
        for trainee, mentor, liking, liked in ranks()
    )
