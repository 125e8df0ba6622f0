"""The words we use and avoid, read from their files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from accessibility.entries import Entry, read

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Avoided:
    """A phrase we do not write, the rule that says so, and what to write instead."""

    phrase: str
    rule: str
    say: str


@dataclass(frozen=True)
class Term:
    """A word of the trade with its other spellings and its meaning in plain words."""

    word: str
    also: tuple[str, ...]
    means: str


def phrase_pattern(phrases: Mapping[str, object]) -> re.Pattern[str]:
    """Finds any of the phrases as whole words, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


def _avoided(entry: Entry) -> dict[str, Avoided]:
    found = {}
    for phrase, inner in entry.entries("avoid"):
        inner.only("rule", "say")
        found[phrase] = Avoided(phrase, inner.text("rule"), inner.text("say"))
    return found


def _terms(entry: Entry) -> dict[str, Term]:
    found = {}
    for word, inner in entry.entries("terms"):
        inner.only("also", "means")
        found[word] = Term(word, tuple(inner.items("also")), inner.text("means"))
    return found


def _idioms(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


_WORDING = read(HERE / "wording.yaml")
_WORDING.only("avoid", "bare_labels", "plain")

AVOIDED: Mapping[str, Avoided] = _avoided(_WORDING)
PLAIN: Mapping[str, str] = _WORDING.texts("plain")
BARE_LABELS = frozenset(_WORDING.items("bare_labels"))
IDIOMS = _idioms((HERE / "idioms.txt").read_text(encoding="utf-8"))
GLOSSARY: Mapping[str, Term] = _terms(read(HERE / "glossary.yaml"))
