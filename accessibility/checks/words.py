"""Whether the words are calm, plain and exact. What a person wrote themselves is never judged."""

import re
from collections.abc import Iterator

from bs4 import Tag

from accessibility.checks.page import Finding, Page, is_hidden, is_inside, is_own_words, where, words_of
from accessibility.wording import AVOIDED, GLOSSARY, IDIOMS, PLAIN, phrase_pattern

BLOCKS = ["p", "li", "dt", "dd", "td", "th", "h1", "h2", "h3", "h4", "legend", "label", "caption", "summary", "figcaption",
          "button"]  # fmt: skip
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\ufe0f]")
RAW_DATE = re.compile(r"(?<![\w./-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4})(?![\w/-]|\.\w)")
SCARCE = re.compile(r"\bonly \d+(?: \w+){0,2} left\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.?])\s+(?=[^a-z])")
LONGEST_SENTENCE = 20
LONGEST_PARAGRAPH = 50
MOST_SENTENCES = 3

_AVOIDED = phrase_pattern(AVOIDED)
_IDIOMS = phrase_pattern(dict.fromkeys(IDIOMS))
_PLAIN = phrase_pattern(PLAIN)
_SPELLINGS = {spelling.casefold(): term.word for term in GLOSSARY.values() for spelling in (term.word, *term.also)}
_GLOSSARY = phrase_pattern(_SPELLINGS)


def avoided(page: Page) -> Iterator[Finding]:
    for text in page.our_words:
        for found in _AVOIDED.findall(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")):
            word = AVOIDED[found.casefold()]
            yield Finding(word.rule, f"“{found}” stands in “{text}”. {word.say}")
        if SCARCE.search(text):
            yield Finding("T2", f"“{text}” hurries people.")


def marks(page: Page) -> Iterator[Finding]:
    for text in page.our_words:
        if "!" in text:
            yield Finding("L3", f"There is an exclamation mark in “{text}”.")
        if EMOJI.search(text):
            yield Finding("L3", f"There is an emoji in “{text}”.")
        if RAW_DATE.search(text):
            yield Finding("L6", f"A date is not written in full in “{text}”.")
    for tag in page.select("u, center, font"):
        yield Finding("L8", "Only links are underlined, and nothing is styled by its tag.", where(tag))


def length(page: Page) -> Iterator[Finding]:
    for block in blocks(page):
        text = words_of(block)
        sentences = [sentence for sentence in SENTENCE_END.split(text) if sentence]
        for sentence in sentences:
            if len(sentence.split()) > LONGEST_SENTENCE:
                yield Finding("L2", f"{len(sentence.split())} words in “{sentence}”.")
        if block.name == "p" and (len(sentences) > MOST_SENTENCES or len(text.split()) > LONGEST_PARAGRAPH):
            yield Finding("L2", f"{len(sentences)} sentences and {len(text.split())} words in “{text[:60]}…”.")


def plainness(page: Page) -> Iterator[Finding]:
    for text in page.our_words:
        for found in _IDIOMS.findall(text):
            yield Finding("L3", f"“{found}” does not mean what it says, in “{text}”.")
        for found in _PLAIN.findall(text):
            yield Finding("L4", f"“{found}” could be “{PLAIN[found.casefold()]}”, in “{text}”.")


def trade_words(page: Page) -> Iterator[Finding]:
    """A word of the trade is explained where it first stands: a definition, an abbreviation or a link."""
    met: set[str] = set()
    for text in page.main.find_all(string=True):
        if is_hidden(text) or is_own_words(text):
            continue
        for found in _GLOSSARY.findall(str(text)):
            word = _SPELLINGS[found.casefold()]
            if word not in met and not is_inside(text, "dfn", "abbr", "a"):
                yield Finding("L4", f"“{found}” is a word of the trade and is not explained here.")
            met.add(word)


def blocks(page: Page) -> Iterator[Tag]:
    """The smallest blocks of text in the main part, without what people wrote themselves."""
    for block in page.main.find_all(BLOCKS):
        if not block.find(BLOCKS) and words_of(block) and not is_own_words(block):
            yield block
