"""What a place must be like for somebody, and whether a place is; an attribute nobody measured does not meet a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from accessibility.vocabulary.places import Attribute, Profile
from accessibility.vocabulary.values import Kind, Say, Value, as_written


class Comparison(StrEnum):
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    IS = "is"
    ONE_OF = "one_of"


class Match(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True)
class Fit:
    """Whether one rule holds at one place, with the sentence that says so."""

    match: Match
    sentence: str

    @property
    def is_met(self) -> bool:
        return self.match is Match.MET


@dataclass(frozen=True)
class PlaceRule:
    """One comparison. `part` names one value of a set: the sounds without `speech` is part speech, is False."""

    attribute: Attribute
    comparison: Comparison
    value: Value
    sentences: Mapping[str, str] = field(repr=False, compare=False)
    part: str = ""

    @property
    def code(self) -> str:
        return f"{self.attribute.code}.{self.part}" if self.part else self.attribute.code

    def fits(self, profile: Profile, say: Say = as_written) -> Fit:
        found = profile.get(self.attribute.code)
        if found is None or not self.attribute.accepts(found):
            return self._fit(Match.NOT_MEASURED, "", say)
        words = self.attribute.words(found, say) or say(self.sentences["nothing"])
        return self._fit(Match.MET if self._holds(found) else Match.NOT_MET, words, say)

    def as_ranks(self) -> dict[str, str | int | bool | list[str | int]]:
        """The rule in the form that the solvers read, comparing what `ranked` makes of a profile."""
        if isinstance(self.value, str | int | float):
            return {"attribute": self.code, self.comparison.value: self._comparable(self.value)}
        return {"attribute": self.code, self.comparison.value: [self._comparable(each) for each in self.value]}

    def needed(self, say: Say = as_written) -> str:
        """What is needed, in words: "at most 24 °C", "a wall", "no speech"."""
        if self.part:
            return say(self.sentences["without"]) % {"value": self.attribute.words(self.part, say)}
        if self.attribute.kind is Kind.NUMBER and isinstance(self.value, int | float):
            return say(self.sentences[self.comparison]) % {"value": self.attribute.words(self.value, say)}
        words = [say(choice.label) for choice in self.attribute.choices if self._holds(choice.value)]
        return self._either(words, say)

    def _holds(self, found: Value) -> bool:
        if self.part:
            return (isinstance(found, Sequence) and self.part in found) == self.value
        match self.comparison:
            case Comparison.AT_MOST:
                return self.attribute.rank(found) <= self.attribute.rank(self.value)
            case Comparison.AT_LEAST:
                return self.attribute.rank(found) >= self.attribute.rank(self.value)
            case Comparison.IS:
                return found == self.value
            case Comparison.ONE_OF:
                return not isinstance(self.value, int | float) and found in self.value

    def _comparable(self, value: str | float) -> str | int | bool:
        if isinstance(value, bool) or (isinstance(value, str) and not self.attribute.is_ordered):
            return value
        return self.attribute.rank(value)

    def _fit(self, match: Match, found: str, say: Say) -> Fit:
        facts = {"name": say(self.attribute.name), "found": found, "needed": self.needed(say)}
        return Fit(match, say(self.sentences[match]) % facts)

    def _either(self, words: Sequence[str], say: Say) -> str:
        if len(words) < 2:  # noqa: PLR2004 - one word needs no "or"
            return "".join(words)
        return say(self.sentences["or"]) % {"first": ", ".join(words[:-1]), "last": words[-1]}
