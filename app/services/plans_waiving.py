"""What a solver is told of agreements about desks, without its contract knowing of them.

A must that does not bar some desks is a rule about an attribute of its own. Every desk has for it what was measured there,
and the desks that were agreed upon have just what the rule asks for. Its name holds the rule and the desks, and nobody's id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from accessibility.vocabulary import PlaceRule
from app.services import placing
from app.services.plans_facts import PlanFacts
from app.solvers import contract
from app.solvers.places import Measured

MARK = "~"
"""No attribute of the vocabulary has it in its code."""


@dataclass(frozen=True)
class WaivedRule:
    """A rule of somebody, the attribute that stands in for it, and the desks that it does not bar."""

    measured: str
    rule: contract.PlaceRule
    desks: frozenset[UUID]

    @property
    def granted(self) -> Measured:
        value = self.rule.value
        return value[0] if isinstance(value, tuple) else value


def rule_of(rule: contract.PlaceRule, desks: frozenset[UUID]) -> WaivedRule:
    """The rule as it is where it bars every desk that does not meet it."""
    if not desks:
        return WaivedRule(rule.attribute, rule, desks)
    named = MARK.join([rule.attribute, rule.comparison.value, repr(rule.value), *sorted(map(str, desks))])
    return WaivedRule(rule.attribute, replace(rule, attribute=named), desks)


def only_measured(desk: contract.Workstation) -> contract.Workstation:
    """The desk without what was agreed about it: that is for whoever agreed, and no change of desks."""
    return replace(desk, attributes={name: value for name, value in desk.attributes.items() if MARK not in name})


def plain(each: contract.Trainee) -> contract.Trainee:
    """The person with their rules as they would be without any agreement about a desk."""
    rules = tuple(replace(rule, attribute=rule.attribute.partition(MARK)[0]) for rule in each.must.place)
    return replace(each, must=replace(each.must, place=rules))


def musts_of(facts: PlanFacts, person: UUID) -> list[WaivedRule]:
    """What must hold for somebody, each with the desks that it does not bar."""
    return [
        rule_of(as_solved(rule), facts.desks_waived(person, need.item_id))
        for need, rules in placing.musts_with_rules(facts.agreed.get(person, ()))
        for rule in rules
    ]


def as_solved(rule: PlaceRule, weight: int = 0) -> contract.PlaceRule:
    asked: dict[str, Any] = rule.as_ranks()
    value = asked[rule.comparison.value]
    return contract.PlaceRule(
        str(asked["attribute"]),
        contract.Comparison(rule.comparison.value),
        tuple(value) if isinstance(value, list) else value,
        weight,
    )


def measured_for(attributes: Mapping[str, Measured], desk: UUID, rules: Iterable[WaivedRule]) -> Mapping[str, Measured]:
    """What was measured at a desk, and for each rule that does not bar some desks what counts for it there."""
    found = dict(attributes)
    for each in rules:
        if desk in each.desks:
            found[each.rule.attribute] = each.granted
        elif each.desks and each.measured in attributes:
            found[each.rule.attribute] = attributes[each.measured]
    return found
