"""What a person can say would help: the need, its parameters, what to provide, and what it asks of a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accessibility.vocabulary.places import Attribute
from accessibility.vocabulary.rules import Comparison, PlaceRule
from accessibility.vocabulary.values import Kind, Say, Scale, Value, as_written

Parameters = Mapping[str, Value]


@dataclass(frozen=True)
class Parameter:
    """One detail of a need. Without a default the person may leave it empty."""

    code: str
    label: str
    scale: Scale
    default: Value | None

    @property
    def kind(self) -> Kind:
        return self.scale.kind

    @property
    def unit(self) -> str:
        return self.scale.unit

    @property
    def is_optional(self) -> bool:
        return self.default is None

    def accepts(self, value: object) -> bool:
        return self.scale.accepts(value)

    def value_in(self, given: Parameters) -> Value | None:
        value = given.get(self.code, self.default)
        if value is not None and not self.accepts(value):
            raise ValueError(f"{self.code}: {value!r} is not one of the values that may be given")
        return value


@dataclass(frozen=True)
class Condition:
    """Holds for one answer to one parameter; without a parameter it always holds."""

    parameter: str = ""
    answer: Value = True

    def holds(self, values: Mapping[str, Value | None]) -> bool:
        value = values.get(self.parameter)
        if not self.parameter:
            return True
        return self.answer in value if isinstance(value, list | tuple) else value == self.answer


@dataclass(frozen=True)
class Provision:
    """One sentence on what to provide. It is left out when a parameter that it names has no value."""

    message: str
    names: tuple[str, ...]
    when: Condition


@dataclass(frozen=True)
class RuleSketch:
    """A place rule before the person's values are in it. `from_parameter` names where the value comes from."""

    attribute: Attribute
    comparison: Comparison
    value: Value
    from_parameter: str
    without: bool
    when: Condition


@dataclass(frozen=True)
class Need:
    """`met_by` names the place attributes, or the parts of the programme, that answer the need."""

    code: str
    group: str
    label: str
    starts_at_once: bool
    met_by: tuple[str, ...]
    parameters: Mapping[str, Parameter] = field(hash=False)
    provisions: tuple[Provision, ...]
    sketches: tuple[RuleSketch, ...] = field(repr=False)
    fit_sentences: Mapping[str, str] = field(repr=False, compare=False)

    @property
    def is_place_rule(self) -> bool:
        return bool(self.sketches)

    def place_rules(self, parameters: Parameters) -> tuple[PlaceRule, ...]:
        """What the place must be like; empty where the need is met in another way, or by these answers not at all."""
        values = self._values(parameters)
        rules = [rule for sketch in self.sketches if sketch.when.holds(values) for rule in self._rules(sketch, values)]
        return tuple(rules)

    def instruction(self, parameters: Parameters, say: Say = as_written) -> str:
        """What to provide, never why: the sentences that coordinators, mentors and hosts read."""
        values = self._values(parameters)
        words = {code: self.parameters[code].scale.words(value, say) for code, value in values.items() if value}
        sentences = [
            say(each.message) % words
            for each in self.provisions
            if each.when.holds(values) and all(name in words for name in each.names)
        ]
        return " ".join(sentences)

    def _values(self, given: Parameters) -> dict[str, Value | None]:
        unknown = sorted(set(given) - set(self.parameters))
        if unknown:
            raise ValueError(f"{self.code} has no parameter {unknown[0]!r}")
        return {code: parameter.value_in(given) for code, parameter in self.parameters.items()}

    def _rules(self, sketch: RuleSketch, values: Mapping[str, Value | None]) -> tuple[PlaceRule, ...]:
        value = values[sketch.from_parameter] if sketch.from_parameter else sketch.value
        if value is None:
            return ()
        if not sketch.without:
            return (PlaceRule(sketch.attribute, sketch.comparison, value, self.fit_sentences),)
        parts = value if isinstance(value, list | tuple) else ()
        return tuple(
            PlaceRule(sketch.attribute, Comparison.IS, value=False, sentences=self.fit_sentences, part=part)
            for part in parts
        )
