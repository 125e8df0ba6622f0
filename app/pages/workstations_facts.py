"""The facts of a desk in the words of the places vocabulary: each value, the hour it was found in, and who found it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time

from accessibility.vocabulary import ATTRIBUTE_GROUPS, ATTRIBUTES, Attribute, Value
from app.adapters.wordings import clock_time, full_date, short_date, spoken
from app.core.words import N_, Sentence, sentence
from app.models.measurements import Hour, Measurement
from app.services.measurements import WORST_OF

NOT_MEASURED = N_("Not measured yet")
NOT_DESCRIBED = N_("Not described yet")
RECORD = "record"
"""The group of who measured, when and how; it is told in sentences of its own."""

SOUNDS = ("noise_kind", "noise_sudden", "air_drop")
HEARD = N_("%(name)s: %(value)s")

FOUND_UNDER = {also: code for code, also in WORST_OF.items()}
BOTH_HOURS = N_("%(worst)s in the worst hour, %(ordinary)s in an ordinary hour")
DATED = N_("%(value)s (%(day)s)")
SOURCE: Mapping[Hour, str] = {
    Hour.ORDINARY: N_("Measured on %(day)s%(time)s in an ordinary hour by %(name)s. %(how)s"),
    Hour.WORST: N_("Measured on %(day)s%(time)s in the worst hour by %(name)s. %(how)s"),
}
AT = N_(" at %(time)s")


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    is_known: bool
    change: None = None


@dataclass(frozen=True)
class FactGroup:
    """`sources` say when, in which hour, by whom and how the facts of this group were found."""

    label: str
    facts: Sequence[Fact]
    sources: Sequence[Sentence] = ()


@dataclass(frozen=True)
class Found:
    """A fact with the visits that its words come from."""

    fact: Fact
    visits: Sequence[Measurement] = ()


def groups_of(profile: Mapping[str, Value], history: Sequence[Measurement] = ()) -> list[FactGroup]:
    """Every attribute of the vocabulary, in its order; what is absent says so."""
    kept = [visit for visit in history if visit.counts]
    return [_group(group, label, profile, kept) for group, label in ATTRIBUTE_GROUPS.items() if group != RECORD]


def words_of(attribute: Attribute, value: Value) -> str:
    return attribute.words(value, spoken) or spoken(N_("none"))


def sounds_in(profile: Mapping[str, Value]) -> list[str]:
    """What somebody will hear, as far as it is known: which sounds, how sudden, and what is known to come."""
    known = [(ATTRIBUTES[code], profile.get(code)) for code in SOUNDS]
    return [
        spoken(sentence(HEARD, name=spoken(fact.name), value=words_of(fact, value)))
        for fact, value in known
        if value is not None and fact.accepts(value)
    ]


def said_by(visit: Measurement) -> Sentence:
    """When, in which hour, by whom and how, in one sentence."""
    at = spoken(sentence(AT, time=clock_time(time.fromisoformat(visit.at_hour)))) if visit.at_hour else ""
    day = full_date(visit.measured_on)
    return sentence(SOURCE[visit.hour], day=day, time=at, name=visit.measured_by, how=visit.measured_how)


def _group(group: str, label: str, profile: Mapping[str, Value], kept: Sequence[Measurement]) -> FactGroup:
    found = [_found(code, profile, kept) for code, each in ATTRIBUTES.items() if each.group == group]
    visits = {visit.id: visit for each in found for visit in each.visits}
    days = {visit.measured_on for visit in visits.values()}
    facts = [_dated(each) if len(days) > 1 else each.fact for each in found]
    sources = sorted(visits.values(), key=lambda visit: (visit.measured_on, visit.at_hour))
    return FactGroup(label, facts, [said_by(visit) for visit in sources])


def _found(code: str, profile: Mapping[str, Value], kept: Sequence[Measurement]) -> Found:
    attribute = ATTRIBUTES[code]
    value = profile.get(code)
    if value is None or not attribute.accepts(value):
        missing = NOT_MEASURED if attribute.is_matched else NOT_DESCRIBED
        return Found(Fact(attribute.question, spoken(missing), is_known=False))
    ordinary, worst = _newest(code, kept, Hour.ORDINARY), _newest(code, kept, Hour.WORST)
    words = words_of(attribute, value)
    if ordinary and worst and ordinary.values[code] != value:
        facts = {"worst": words, "ordinary": words_of(attribute, ordinary.values[code])}
        words = spoken(sentence(BOTH_HOURS, **facts))
    return Found(Fact(attribute.question, words, is_known=True), [visit for visit in (ordinary, worst) if visit])


def _newest(code: str, kept: Sequence[Measurement], hour: Hour) -> Measurement | None:
    of_hour = [visit for visit in kept if visit.hour is hour]
    asked = FOUND_UNDER.get(code, code) if hour is Hour.WORST else code
    return next((visit for visit in reversed(of_hour) if asked in visit.values), None)


def _dated(found: Found) -> Fact:
    """Where the facts of a group were found on several days, each says its own."""
    if not found.visits:
        return found.fact
    day = short_date(max(visit.measured_on for visit in found.visits))
    return replace(found.fact, value=spoken(sentence(DATED, value=found.fact.value, day=day)))
