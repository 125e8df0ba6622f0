"""The vocabulary as it is loaded: every attribute of a place, every need, and every sentence to translate."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from accessibility.entries import Entry, read
from accessibility.vocabulary.drafting import Drafter
from accessibility.vocabulary.needs import Need
from accessibility.vocabulary.places import Attribute, attribute
from accessibility.vocabulary.values import Scale

HERE = Path(__file__).parent
FIT_SENTENCES = ("met", "not_met", "not_measured", "at_most", "at_least", "without", "nothing", "or")


def read_attributes(places: Entry) -> Mapping[str, Attribute]:
    places.only("groups", "fits", "attributes")
    for name in FIT_SENTENCES:
        places.entry("fits").text(name)
    groups = places.texts("groups")
    return MappingProxyType({code: attribute(code, entry, groups) for code, entry in places.entries("attributes")})


def read_needs(needs: Entry, places: Entry, attributes: Mapping[str, Attribute]) -> Mapping[str, Need]:
    needs.only("groups", "needs")
    drafter = Drafter(needs.texts("groups"), attributes, places.texts("fits"))
    return MappingProxyType({code: drafter.need(code, entry) for code, entry in needs.entries("needs")})


_PLACES = read(HERE / "places.yaml")
_NEEDS = read(HERE / "needs.yaml")

ATTRIBUTES = read_attributes(_PLACES)
NEEDS = read_needs(_NEEDS, _PLACES, ATTRIBUTES)
ATTRIBUTE_GROUPS: Mapping[str, str] = MappingProxyType(_PLACES.texts("groups"))
NEED_GROUPS: Mapping[str, str] = MappingProxyType(_NEEDS.texts("groups"))


def messages() -> Iterator[tuple[str, str]]:
    """Every sentence of the vocabulary that people read, with the place where it is written, for translation."""
    yield from (("values.py", word) for word in ("yes", "no"))
    for file, groups in (("places.yaml", ATTRIBUTE_GROUPS), ("needs.yaml", NEED_GROUPS)):
        yield from ((f"{file}:groups.{code}", label) for code, label in groups.items())
    yield from ((f"places.yaml:fits.{name}", sentence) for name, sentence in _PLACES.texts("fits").items())
    for fact in ATTRIBUTES.values():
        yield from _told(f"places.yaml:{fact.code}", fact.name, fact.question, fact.found)
        yield from _scale(f"places.yaml:{fact.code}", fact.scale)
    for need in NEEDS.values():
        yield from _told(f"needs.yaml:{need.code}", need.label, *(each.message for each in need.provisions))
        for parameter in need.parameters.values():
            yield f"needs.yaml:{need.code}.{parameter.code}", parameter.label
            yield from _scale(f"needs.yaml:{need.code}.{parameter.code}", parameter.scale)


def _told(place: str, *sentences: str) -> Iterator[tuple[str, str]]:
    yield from ((place, sentence) for sentence in sentences)


def _scale(place: str, scale: Scale) -> Iterator[tuple[str, str]]:
    yield from ((place, choice.label) for choice in scale.choices)
    yield from ((place, unit) for unit in dict.fromkeys((scale.unit, scale.unit_of_one)) if unit)
