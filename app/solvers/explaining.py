"""Explains each missing block: a smallest set of rules that cannot hold together, and the cheapest ways out that really fit."""

from collections.abc import Iterable, Iterator

from app.solvers.figures import Count
from app.solvers.ground import Diary
from app.solvers.obstacles import Kind, Obstacle, Week, week_of
from app.solvers.promises import Promises
from app.solvers.runs import Rule
from app.solvers.schedules import Explanation
from app.solvers.sentences import rule_in_the_way, way_out

MOST_WAYS_OUT = 3

PRICES = {
    Kind.SUPERVISION: 1,
    Kind.LICENCE: 2,
    Kind.SOFTWARE: 2,
    Kind.OUT_OF_SERVICE: 3,
    Kind.CLOSED: 4,
    Kind.NOTICE: 5,
    Kind.PUBLISHED: 6,
    Kind.TAKEN: 7,
}
"""What each kind of way out costs beside the others; a need and a person's own time have no price and are not here."""


def explain(promises: Promises, diary: Diary) -> tuple[Explanation, ...]:
    return tuple(explain_each(promises, diary))


def explain_each(promises: Promises, diary: Diary) -> Iterator[Explanation]:
    """One after another, as each takes a while; those of days that are over have no way out and are not made."""
    ground = promises.ground
    missing = Count(ground, diary).missing
    for who in ground.trainees:
        for week in ground.weeks:
            if missing[who][week] and ground.day(ground.cells_of(week)[-1]) >= ground.first_day:
                name = ground.problem.trainees[who].id
                yield _explain(week_of(promises, diary, who, week), name, week, missing[who][week])


def _explain(week: Week, trainee: str, number: int, missing: int) -> Explanation:
    rules = _rules(week)
    conflict = _smallest(week, rules)
    return Explanation(
        trainee=trainee,
        week=number,
        missing=missing,
        conflict=tuple(rule_in_the_way(week, rule) for rule in conflict),
        relaxations=tuple(_as_rules(week, way) for way in _ways_out(week)),
        checked=_is_smallest(week, rules, conflict),
    )


Grouped = dict[Obstacle, frozenset[Obstacle]]
"""For each rule the obstacles that it puts up: a kind, and for places each rule of the list apart."""


def _rules(week: Week) -> Grouped:
    grouped: dict[Obstacle, set[Obstacle]] = {}
    for each in week.obstacles:
        name = Obstacle(each.kind, each.what) if each.kind is Kind.PLACE else Obstacle(each.kind)
        grouped.setdefault(name, set()).add(each)
    if week.is_too_short:
        grouped[Obstacle(Kind.WEEK)] = {Obstacle(Kind.WEEK)}
    return {name: frozenset(each) for name, each in grouped.items()}


def _smallest(week: Week, rules: Grouped) -> list[Obstacle]:
    """Leaves out one rule after another, needs first, as long as the rest still stands in the way."""
    left = sorted(rules, key=lambda rule: (list(Kind).index(rule.kind), rule.what))
    for rule in list(left):
        fewer = [other for other in left if other != rule]
        if not _fits_under(week, rules, fewer):
            left = fewer
    return left


def _is_smallest(week: Week, rules: Grouped, conflict: list[Obstacle]) -> bool:
    parts = ([other for other in conflict if other != rule] for rule in conflict)
    return not _fits_under(week, rules, conflict) and all(_fits_under(week, rules, part) for part in parts)


def _fits_under(week: Week, rules: Grouped, standing: Iterable[Obstacle]) -> bool:
    """Whether one more block fits when only these rules stand."""
    standing = set(standing)
    given = (obstacles for rule, obstacles in rules.items() if rule not in standing)
    return week.holds(week.has + 1, frozenset().union(*given))


def _ways_out(week: Week) -> Iterator[frozenset[Obstacle]]:
    """The cheapest sets of things that could give, each tried before it is offered; one for each kind of way."""
    offered: list[frozenset[Obstacle]] = []
    for way in sorted(_possible_ways(week), key=_price):
        if len(offered) == MOST_WAYS_OUT:
            return
        fresh = not any(other <= way or _kinds(other) == _kinds(way) for other in offered)
        if fresh and week.holds(week.has + 1, way):
            offered.append(way)
            yield way


def _possible_ways(week: Week) -> set[frozenset[Obstacle]]:
    seats = {way for ways in week.ways.values() for way in ways if way and _can_be_offered(week, way)}
    moved = Obstacle(Kind.PUBLISHED)
    return seats | {way | {moved} for way in seats} | {frozenset({moved})} if week.published else seats


def _can_be_offered(week: Week, way: frozenset[Obstacle]) -> bool:
    """A program that has a limit is not put on one more seat: it could take a licence from whoever sits there later."""
    software = week.ground.problem.trainees[week.who].software
    fixed = {Kind.SOFTWARE} if week.ground.licences_for(frozenset({software})) else set()
    return all(each.kind in PRICES and each.kind not in fixed for each in way)


def _price(way: frozenset[Obstacle]) -> tuple[int, list[Obstacle]]:
    return sum(PRICES[each.kind] for each in way), sorted(way)


def _kinds(way: frozenset[Obstacle]) -> list[Kind]:
    return sorted(each.kind for each in way)


def _as_rules(week: Week, way: frozenset[Obstacle]) -> tuple[Rule, ...]:
    return tuple(way_out(week, each) for each in sorted(way))
