"""The words in which a place is described and a person says what helps, and how the two are matched."""

from accessibility.entries import EntryError
from accessibility.vocabulary.catalogue import ATTRIBUTE_GROUPS, ATTRIBUTES, NEED_GROUPS, NEEDS, messages
from accessibility.vocabulary.needs import Need, Parameter
from accessibility.vocabulary.places import Attribute, ranked
from accessibility.vocabulary.rules import Comparison, Fit, Match, PlaceRule
from accessibility.vocabulary.values import Choice, Kind, Say, Value, as_written

__all__ = [
    "ATTRIBUTES",
    "ATTRIBUTE_GROUPS",
    "NEEDS",
    "NEED_GROUPS",
    "Attribute",
    "Choice",
    "Comparison",
    "EntryError",
    "Fit",
    "Kind",
    "Match",
    "Need",
    "Parameter",
    "PlaceRule",
    "Say",
    "Value",
    "as_written",
    "messages",
    "ranked",
]
