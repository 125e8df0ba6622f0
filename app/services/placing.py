"""From what was agreed with a person to what a desk and a week must be like. Nothing here says why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from uuid import UUID

from accessibility.vocabulary import PlaceRule
from app.models.accommodations import Strength
from app.services.accommodations import AgreedNeed

ABOUT_TIME = ("short_days", "supporter")
"""Needs that say how a day is planned instead of what a desk is like."""

WEIGHTS: Mapping[Strength, int] = {Strength.PREFER: 2, Strength.NICE: 1}
"""What a wish counts beside the others; a must has no weight, it holds."""


def must_rules(agreed: Iterable[AgreedNeed], waived: AbstractSet[UUID] = frozenset()) -> list[PlaceRule]:
    """What a desk must be like; a desk where one of these was not measured is not offered.

    `waived` are adjustments that do not bar this desk, because their person said so.
    """
    return [rule for need, rules in musts_with_rules(agreed) if need.item_id not in waived for rule in rules]


def musts_with_rules(agreed: Iterable[AgreedNeed]) -> Iterator[tuple[AgreedNeed, tuple[PlaceRule, ...]]]:
    return ((need, _rules(need)) for need in agreed if need.strength is Strength.MUST)


def wished_rules(agreed: Iterable[AgreedNeed]) -> list[tuple[PlaceRule, int]]:
    return [(rule, WEIGHTS[need.strength]) for need in agreed if need.strength in WEIGHTS for rule in _rules(need)]


def most_blocks_a_day(agreed: Iterable[AgreedNeed], blocks: Sequence[tuple[time, time]]) -> int:
    """How many blocks of a day fit into the hours that were agreed; never none, because a day off is another rule."""
    hours = [_number(need, "hours") for need in _musts(agreed, "short_days")]
    if not hours:
        return len(blocks)
    longest = max(_minutes(block) for block in blocks)
    return max(1, min(len(blocks), int(min(hours) * 60 // longest)))


def has_days_between(agreed: Iterable[AgreedNeed]) -> bool:
    return any(_number(need, "days") == 1 for need in _musts(agreed, "short_days"))


def needs_seat_beside(agreed: Iterable[AgreedNeed]) -> bool:
    """Whether a support person comes along to the desk."""
    return any("work" in _listed(_values(need)["when"]) for need in _musts(agreed, "supporter"))


def _rules(need: AgreedNeed) -> tuple[PlaceRule, ...]:
    return need.need.place_rules(need.parameters)


def _musts(agreed: Iterable[AgreedNeed], code: str) -> Iterator[AgreedNeed]:
    return (need for need in agreed if need.need.code == code and need.strength is Strength.MUST)


def _listed(value: object) -> Sequence[str]:
    return value if isinstance(value, list | tuple) else ()


def _number(need: AgreedNeed, code: str) -> float:
    return float(_values(need)[code])  # type: ignore[arg-type]  # the vocabulary accepts only numbers here


def _values(need: AgreedNeed) -> dict[str, object]:
    return {code: need.parameters.get(code, each.default) for code, each in need.need.parameters.items()}


def _minutes(block: tuple[time, time]) -> float:
    start, end = (datetime.combine(date.min, moment) for moment in block)
    return (end - start) / timedelta(minutes=1)
