"""What a place is like: the attributes of a workstation, their scales and how each is found."""

from collections.abc import Mapping
from dataclasses import dataclass

from accessibility.entries import Entry
from accessibility.vocabulary.values import Choice, Kind, Say, Scale, Value, as_written

Profile = Mapping[str, Value]
KINDS = (Kind.STEPS, Kind.ONE_OF, Kind.SOME_OF, Kind.NUMBER, Kind.TEXT, Kind.DATE)


@dataclass(frozen=True)
class Attribute:
    """One fact about a place. `name` stands in sentences, `question` on forms, `found` says how to measure it."""

    code: str
    group: str
    name: str
    question: str
    found: str
    scale: Scale

    @property
    def kind(self) -> Kind:
        return self.scale.kind

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.scale.choices

    @property
    def unit(self) -> str:
        return self.scale.unit

    @property
    def is_ordered(self) -> bool:
        return self.kind in (Kind.STEPS, Kind.NUMBER)

    @property
    def is_matched(self) -> bool:
        """Notes and dates are for people to read; nothing is matched on them."""
        return self.kind not in (Kind.TEXT, Kind.DATE)

    def accepts(self, value: object) -> bool:
        return self.scale.accepts(value)

    def rank(self, value: Value) -> int:
        return self.scale.rank(value)

    def words(self, value: Value, say: Say = as_written) -> str:
        return self.scale.words(value, say)


def attribute(code: str, entry: Entry, groups: Mapping[str, str]) -> Attribute:
    entry.only("group", "name", "question", "kind", "values", "unit", "one", "step", "found")
    if entry.text("group") not in groups:
        raise entry.wrong("group", f"{entry.text('group')!r} is not one of the groups")
    return Attribute(
        code=code,
        group=entry.text("group"),
        name=entry.text("name"),
        question=entry.text("question"),
        found=entry.text("found"),
        scale=_scale(entry),
    )


def _scale(entry: Entry) -> Scale:
    kind = entry.text("kind")
    if kind not in KINDS:
        raise entry.wrong("kind", f"{kind!r} is not one of {', '.join(KINDS)}")
    choices = tuple(Choice(value, label) for value, label in entry.texts("values").items())
    if bool(choices) != (kind in (Kind.STEPS, Kind.ONE_OF, Kind.SOME_OF)):
        raise entry.wrong("values", f"the kind {kind!r} and the values do not go together")
    unit = entry.text("unit", "")
    step = entry.number("step")
    return Scale(Kind(kind), choices, unit, entry.text("one", unit), 1 if step is None else step)


def ranked(profile: Profile, attributes: Mapping[str, Attribute]) -> dict[str, int | str | bool]:
    """A profile as a solver compares it: ranks for ordered scales, one yes or no for each value of a set."""
    facts: dict[str, int | str | bool] = {}
    for code, fact in attributes.items():
        value = profile.get(code)
        if value is None or not fact.is_matched or not fact.accepts(value):
            continue
        if fact.is_ordered:
            facts[code] = fact.rank(value)
        elif isinstance(value, str):
            facts[code] = value
        elif not isinstance(value, int | float):
            facts.update({f"{code}.{each}": each in value for each in fact.scale.codes})
    return facts
