"""What a change by hand means for a plan's figures and for who misses something in it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from app.models.plans import Plan
from app.rules.shortfalls import Shortfall
from app.services.plans_facts import Booking, PlanFacts


def recount(plan: Plan, facts: PlanFacts, before: Iterable[Booking], after: Sequence[Booking]) -> None:
    """Figures and shortfalls as they are after a change. What no plan can do better stays as the solver proved it.

    What somebody could have is what they had and what they missed, so days away or a short week are in it already.
    """
    had, have = (Counter(each.person_id for each in some) for some in (before, after))
    short = missing_in(plan)
    missing = {who: max(0, had[who] + short.get(who, 0) - have[who]) for who in had.keys() | have.keys() | short.keys()}
    figures = {**plan.figures, "blocks": len(after), "missing": sum(missing.values())}
    if facts.published:
        changed = _changed(facts, after)
        figures |= {"changed": len(changed), "people": len({person for person, *_ in changed})}
    plan.figures = figures
    plan.explanations = [each.stored() for each in _shortfalls(plan, missing)]


def missing_in(plan: Plan) -> dict[UUID, int]:
    """How many half days each person misses in this plan."""
    found: Counter[UUID] = Counter()
    for each in map(Shortfall.read, plan.explanations):
        found[each.person] += each.missing
    return dict(found)


def _changed(facts: PlanFacts, after: Iterable[Booking]) -> set[tuple[object, ...]]:
    """The cells of people that are not as published, from tomorrow on."""
    was, now = (
        {
            (each.person_id, each.on_date, each.block, each.workstation_id)
            for each in some
            if each.on_date >= facts.first_open
        }
        for some in (facts.published, after)
    )
    return {(person, day, block) for person, day, block, _ in was ^ now}


def _shortfalls(plan: Plan, missing: Mapping[UUID, int]) -> Iterable[Shortfall]:
    """Reasons that were found stay; whoever is short by hand has none but that."""
    known = {each.person: each for each in map(Shortfall.read, plan.explanations)}
    for person, count in sorted(missing.items()):
        if count:
            yield replace(known.get(person, Shortfall(person, count)), missing=count)
