"""Making needs from their file, refusing whatever would not work when somebody uses it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accessibility.entries import Entry
from accessibility.vocabulary.needs import Condition, Need, Parameter, Provision, RuleSketch
from accessibility.vocabulary.places import Attribute
from accessibility.vocabulary.rules import Comparison
from accessibility.vocabulary.values import Choice, Kind, Scale, Value

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
STEP = "step"
PARAMETER_KINDS = (STEP, Kind.ONE_OF, Kind.SOME_OF, Kind.YES_NO, Kind.NUMBER, Kind.TIME, Kind.TEXT)
WITHOUT = "none_of"


@dataclass(frozen=True)
class Drafter:
    """Knows what a need may refer to: its groups, the attributes of places, and the sentences of a fit."""

    groups: Mapping[str, str]
    attributes: Mapping[str, Attribute]
    fit_sentences: Mapping[str, str]

    def need(self, code: str, entry: Entry) -> Need:
        entry.only("group", "label", "starts_at_once", "met_by", "parameters", "provide", "rules")
        if entry.text("group") not in self.groups:
            raise entry.wrong("group", f"{entry.text('group')!r} is not one of the groups")
        parameters = {name: self._parameter(name, inner) for name, inner in entry.entries("parameters")}
        return Need(
            code=code,
            group=entry.text("group"),
            label=entry.text("label"),
            starts_at_once=entry.flag("starts_at_once"),
            met_by=tuple(map(str, entry.items("met_by"))),
            parameters=parameters,
            provisions=self._provisions(entry, parameters),
            sketches=tuple(self._sketch(rule, parameters) for rule in _listed(entry, "rules")),
            fit_sentences=self.fit_sentences,
        )

    def _parameter(self, code: str, entry: Entry) -> Parameter:
        entry.only("label", "kind", "of", "choices", "unit", "one", "least", "most", "default")
        parameter = Parameter(code, entry.text("label"), self._scale(entry), entry.values.get("default"))
        if parameter.default is not None and not parameter.accepts(parameter.default):
            raise entry.wrong("default", f"{parameter.default!r} is not a value of this parameter")
        return parameter

    def _scale(self, entry: Entry) -> Scale:
        kind = entry.text("kind")
        if kind not in PARAMETER_KINDS:
            raise entry.wrong("kind", f"{kind!r} is not one of {', '.join(PARAMETER_KINDS)}")
        if kind == STEP:
            return self._attribute(entry, "of").scale
        choices = tuple(Choice(value, label) for value, label in entry.texts("choices").items())
        if bool(choices) != (kind in (Kind.ONE_OF, Kind.SOME_OF)):
            raise entry.wrong("choices", f"the kind {kind!r} and the choices do not go together")
        unit = entry.text("unit", "")
        return Scale(
            Kind(kind), choices, unit, entry.text("one", unit), least=entry.number("least"), most=entry.number("most")
        )

    def _attribute(self, entry: Entry, name: str) -> Attribute:
        found = self.attributes.get(entry.text(name))
        if found is None or not found.is_matched:
            raise entry.wrong(name, f"{entry.text(name)!r} is not an attribute that is matched")
        return found

    def _provisions(self, entry: Entry, parameters: Mapping[str, Parameter]) -> tuple[Provision, ...]:
        provisions = tuple(_provision(each, parameters) for each in _listed(entry, "provide", text="say"))
        if not provisions:
            raise entry.wrong("provide", "at least one sentence must say what to provide")
        first = provisions[0]
        if first.when.parameter or any(parameters[name].is_optional for name in first.names):
            raise entry.wrong("provide", "the first sentence must be there whatever the person leaves empty")
        return provisions

    def _sketch(self, entry: Entry, parameters: Mapping[str, Parameter]) -> RuleSketch:
        entry.only("attribute", "when", WITHOUT, *Comparison)
        stated = [name for name in (WITHOUT, *Comparison) if name in entry.values]
        if len(stated) != 1:
            raise entry.wrong("", f"a rule has exactly one of {', '.join((WITHOUT, *Comparison))}")
        place = self._attribute(entry, "attribute")
        value, parameter = _value(entry, stated[0], place, parameters)
        comparison = Comparison.IS if stated[0] == WITHOUT else Comparison(stated[0])
        return RuleSketch(place, comparison, value, parameter, stated[0] == WITHOUT, _condition(entry, parameters))


def _listed(entry: Entry, name: str, text: str = "") -> list[Entry]:
    """The mappings of a list; where `text` is given, a plain sentence stands for a mapping with that one key."""
    listed = []
    for place, item in enumerate(entry.items(name), start=1):
        values = {text: item} if text and isinstance(item, str) else item
        listed.append(entry.around(f"{name}.{place}", values))
    return listed


def _provision(entry: Entry, parameters: Mapping[str, Parameter]) -> Provision:
    entry.only("say", "when")
    message = entry.text("say")
    names = tuple(PLACEHOLDER.findall(message))
    for name in names:
        if name not in parameters:
            raise entry.wrong("", f"the sentence uses {name!r}, which is not a parameter of this need")
    return Provision(message, names, _condition(entry, parameters))


def _condition(entry: Entry, parameters: Mapping[str, Parameter]) -> Condition:
    for name, answer in entry.entry("when").values.items():
        if name not in parameters:
            raise entry.wrong("when", f"{name!r} is not a parameter of this need")
        asked = [answer] if parameters[name].kind is Kind.SOME_OF else answer
        if not parameters[name].accepts(asked):
            raise entry.wrong("when", f"{answer!r} is not a value of {name!r}")
        return Condition(name, answer)
    return Condition()


def _value(entry: Entry, name: str, place: Attribute, parameters: Mapping[str, Parameter]) -> tuple[Value, str]:
    """The value that a rule compares with, or the parameter it comes from; both must be in the attribute's words."""
    stated = entry.values[name]
    if isinstance(stated, dict):
        parameter = parameters.get(str(stated.get("parameter")))
        if parameter is None or not _speaks_of(parameter.scale, place.scale):
            raise entry.wrong(name, "this does not name a parameter with the values of the attribute")
        return "", parameter.code
    several = name in (WITHOUT, Comparison.ONE_OF)
    values = stated if several and isinstance(stated, list) else [stated]
    asked = [[each] for each in values] if place.kind is Kind.SOME_OF else values
    if isinstance(stated, list) != several or not all(map(place.accepts, asked)):
        raise entry.wrong(name, f"{stated!r} is not a value of {place.code!r}")
    return (tuple(stated) if several else stated), ""


def _speaks_of(said: Scale, compared: Scale) -> bool:
    return said.kind is compared.kind and set(said.codes) <= set(compared.codes)
