"""How many years of school a page asks of its reader, by the Flesch-Kincaid formula."""

import textstat

from accessibility.checks.page import Page, words_of
from accessibility.checks.words import blocks

FEWEST_WORDS = 50
"""Shorter pages give no steady figure; their words are judged together with the whole catalogue."""


def reading_grade(html: str) -> float | None:
    """The grade of the main part of a page, or None where it has too few words to tell."""
    texts = [words_of(block) for block in blocks(Page(html, path="/"))]
    sentences = [text if text.endswith((".", "?", ":")) else f"{text}." for text in texts]
    words = " ".join(sentences)
    return grade_of(words) if len(words.split()) >= FEWEST_WORDS else None


def grade_of(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(text))
