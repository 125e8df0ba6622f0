"""How many years of school a page asks of its reader, by the Flesch-Kincaid formula."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import textstat
from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from accessibility.checks.page import OWN_WORDS, OWN_WORDS_CLASS, SILENT, Page, tidy, value
from accessibility.checks.words import SENTENCE_END

FEWEST_WORDS = 50
"""Shorter pages give no steady figure; their words are judged together with the whole catalogue."""

INLINE = frozenset((
    "a", "abbr", "b", "bdi", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "output", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
))  # fmt: skip
STANDS_ALONE = frozenset(("link", "button", "status", "who-reads"))
"""Classes of inline elements that are drawn as things of their own: what stands in one is no part of a longer sentence."""


def reading_grade(html: str) -> float | None:
    """The grade of the main part of a page, or None where it has too few words to tell."""
    return grade_of_passages(passages(Page(html, path="/").main))


def grade_of_passages(texts: Sequence[str]) -> float | None:
    """Each ends where its block ends, whether a full stop is written there or not. None for too few words."""
    running = " ".join(text if text.endswith((".", "?")) else f"{text}." for text in texts)
    return grade_of(running) if len(running.split()) >= FEWEST_WORDS else None


def grade_of(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(text))


def passages(main: Tag) -> list[str]:
    """The text of each block in order: sentences, labels, hints, buttons. What a person wrote is left out."""
    stretches = groupby(_pieces(main), key=lambda piece: piece is None)
    texts = (tidy("".join(filter(None, pieces))) for is_end, pieces in stretches if not is_end)
    return [text for text in texts if text]


def sentences_in(texts: Sequence[str]) -> list[str]:
    return [sentence for text in texts for sentence in SENTENCE_END.split(text) if sentence]


def _pieces(tag: Tag) -> Iterator[str | None]:
    """The text inside, and None wherever a block begins or ends."""
    for child in tag.children:
        if isinstance(child, Tag):
            ends = child.name not in INLINE or STANDS_ALONE & set(value(child, "class").split())
            if ends:
                yield None
            if not _is_left_out(child):
                yield from _pieces(child)
            if ends:
                yield None
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield str(child)


def _is_left_out(tag: Tag) -> bool:
    silent = tag.name in (*SILENT, "svg") or tag.has_attr("hidden")
    return silent or tag.name in OWN_WORDS or OWN_WORDS_CLASS in value(tag, "class").split()
