"""Why a trainee has no mentor: nobody is possible, or more people share the same mentors than these have places."""

from dataclasses import dataclass

from app.solvers.matches import Unmatched
from app.solvers.pairings import Matching, Pairings
from app.solvers.runs import Rule


@dataclass(frozen=True)
class _Crowd:
    """Mentors who are all full, and everybody who could go only to them."""

    mentors: frozenset[int]
    people: int
    places: int


def reasons(pairings: Pairings, matching: Matching) -> tuple[Unmatched, ...]:
    alone = [trainee for trainee, mentor in enumerate(matching) if mentor is None]
    if not alone:
        return ()
    search = _Search(pairings, matching)
    return tuple(Unmatched(trainee, search.reason(trainee)) for trainee in alone)


class _Search:
    def __init__(self, pairings: Pairings, matching: Matching) -> None:
        self.pairings = pairings
        self.matching = matching
        self.possible = [[pairings.problem.pairs.mentor[pair] for pair in own] for own in pairings.mentors_of]
        self.people_of: list[list[int]] = [[] for _ in pairings.problem.places]
        self.crowds: list[_Crowd] = []
        for trainee, mentor in enumerate(matching):
            if mentor is not None:
                self.people_of[mentor].append(trainee)

    def reason(self, trainee: int) -> Rule:
        if not self.possible[trainee]:
            return Rule("excluded", {}, "Every mentor is excluded for this trainee.")
        crowd = self._crowd_around(trainee)
        if crowd is None:
            return Rule("mode", {}, "There is a way to match this trainee, but this mode puts other things first.")
        facts: dict[str, int | str] = {"people": crowd.people, "places": crowd.places, "mentors": len(crowd.mentors)}
        return Rule(
            "crowded", facts, "These {people} trainees share {mentors} mentors with {places} places.".format(**facts)
        )

    def _crowd_around(self, trainee: int) -> _Crowd | None:
        for crowd in self.crowds:
            if crowd.mentors.issuperset(self.possible[trainee]):
                return crowd
        mentors = self._reached(trainee)
        if any(len(self.people_of[each]) < self.pairings.problem.places[each] for each in mentors):
            return None
        people = sum(bool(own) and mentors.issuperset(own) for own in self.possible)
        places = sum(self.pairings.problem.places[each] for each in mentors)
        self.crowds.append(_Crowd(frozenset(mentors), people, places))
        return self.crowds[-1]

    def _reached(self, trainee: int) -> set[int]:
        """Mentors that could be asked, and those that the people they hold could be asked to go to, and so on."""
        reached: set[int] = set()
        asking = [trainee]
        while asking:
            for mentor in self.possible[asking.pop()]:
                if mentor not in reached:
                    reached.add(mentor)
                    asking.extend(self.people_of[mentor])
        return reached
