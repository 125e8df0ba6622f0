"""A page as the checks read it, and what a check says when a page does not hold."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import soupsieve
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from accessibility.checks import parsing

UNSEEN = {"unseen", "visually-hidden", "sr-only"}
CODE = ("script", "style")
SILENT = (*CODE, "template", "noscript")
OWN_WORDS = ("blockquote", "q", "pre", "code", "textarea")
OWN_WORDS_CLASS, OWN_WORDS_MARK = "own-words", "data-own-words"
"""What a person wrote is theirs: it is never held to our wording. The class sets words apart on the page; the mark only
says whose they are, as for a name in a sentence."""

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
AROUND_FRAGMENTS = {"tr": "tbody", "td": "tr", "th": "tr", "tbody": "table", "thead": "table", "option": "select"}
CONTROLS = "input:not([type=hidden], [type=submit], [type=button], [type=image], [type=reset]), select, textarea"
SUBMITS = "button:not([type=button], [type=reset]), input[type=submit], input[type=image]"


ANYTHING = "*"
PART_OF_A_SELECTOR = re.compile(r"(?:[^,(\[]|\([^)]*\)|\[[^\]]*\])+")
KEY_OF_A_PART = re.compile(r"^(?P<name>[a-z0-9]+)|\[(?P<attribute>[a-z-]+)")
CONDITION = r'\[[a-z-]+(?:="?[^"\]~*^ ]*"?)?\]'
SIMPLE_PART = re.compile(
    rf"(?P<name>[a-z0-9]*)(?:\.(?P<kind>[a-z-]+))?(?P<has>(?:{CONDITION})*)(?::not\((?P<lacks>{CONDITION}(?:, {CONDITION})*)\))?"
)
"""A name, a class, attributes that are there and attributes that are not: most selectors, and quickly compared."""
ONE_CONDITION = re.compile(r'\[(?P<attribute>[a-z-]+)(?:="?(?P<value>[^"\]]*)"?)?\]')

Conditions = tuple[tuple[str, str | None], ...]
"""Attributes with their values, or with None where any value will do."""


@dataclass(frozen=True)
class Finding:
    """One rule that one place of a page breaks."""

    rule: str
    sentence: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence} {self.where}".rstrip()


@dataclass(frozen=True)
class Page:
    """`is_fragment` means a block that replaces a part of a page, so what stands around it cannot be judged."""

    html: str
    path: str
    is_fragment: bool = False

    @cached_property
    def soup(self) -> BeautifulSoup:
        return self._parsed[0]

    @cached_property
    def syntax_mistakes(self) -> tuple[str, ...]:
        if not self.is_fragment:
            return self._parsed[1]
        root = self.soup.find(True)
        inside = AROUND_FRAGMENTS.get(root.name if isinstance(root, Tag) else "", "div")
        return parsing.mistakes_of_fragment(self.html, inside=inside)

    @cached_property
    def _parsed(self) -> tuple[BeautifulSoup, tuple[str, ...]]:
        return (parsing.fragment(self.html), ()) if self.is_fragment else parsing.document(self.html)

    def select(self, selector: str) -> list[Tag]:
        """What `soup.select` finds: nothing inside a template, and in the order of the page. Only elements that may match
        are compared at all, and simple selectors without a matcher, which makes the checks several times faster.
        """
        positions = {position for part in _parts(selector) for position in self._matching(part)}
        found = [self.tags[position] for position in sorted(positions)]
        return [tag for tag in found if not is_inside(tag, "template")] if self._places["template"] else found

    def _matching(self, part: str) -> Iterator[int]:
        simple = _simple(part)
        matches = simple.matches if simple else soupsieve.compile(part).match
        return (position for position in self._places[_key(part)] if matches(self.tags[position]))

    def first(self, selector: str) -> Tag | None:
        return next(iter(self.select(selector)), None)

    def named(self, *names: str) -> list[Tag]:
        """Every element of these names, in the order of the page."""
        return [self.tags[position] for position in sorted(place for name in names for place in self._places[name])]

    def by_id(self, identity: str) -> Tag | None:
        return self._by_id.get(identity)

    @cached_property
    def our_words(self) -> tuple[str, ...]:
        """Every piece of text that we wrote: drawn, read aloud, in the title, or kept aside to be shown later."""
        drawn = (text for text in _strings(self.soup) if not is_inside(text, *CODE) and not is_own_words(text))
        said = (value(tag, name) for tag in self.select("[alt], [aria-label]") for name in ("alt", "aria-label"))
        return tuple(filter(None, map(tidy, (*drawn, *said))))

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(self._by_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Tag]:
        """Of several elements with one id the first."""
        return {value(tag, "id"): tag for tag in reversed(self.select("[id]"))}

    @cached_property
    def tags(self) -> list[Tag]:
        return [tag for tag in self.soup.descendants if isinstance(tag, Tag)]

    @cached_property
    def _places(self) -> defaultdict[str, list[int]]:
        """Where on the page stand the elements of each name, `a`, and with each attribute, `[href`."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, tag in enumerate(self.tags):
            for key in (ANYTHING, tag.name, *(f"[{name}" for name in tag.attrs)):
                found[key].append(position)
        return found

    @property
    def title(self) -> str:
        return words_of(self.soup.title) if self.soup.title else ""

    @property
    def h1(self) -> str:
        return words_of(self.soup.h1) if self.soup.h1 else ""

    @property
    def main(self) -> Tag:
        return self.soup.main or self.soup.body or self.soup


def value(tag: Tag, name: str) -> str:
    found = tag.get(name)
    return " ".join(found) if isinstance(found, list) else found or ""


def tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def where(tag: Tag) -> str:
    """The start of the element as it is written, short enough for one line."""
    return tidy(str(tag))[:120]


def is_hidden(element: PageElement) -> bool:
    """Hidden from everybody: not drawn and not read aloud."""
    return any(tag.name in SILENT or "hidden" in tag.attrs for tag in _around(element))


def is_unseen(element: PageElement) -> bool:
    """Not drawn, though it may be read aloud."""
    return is_hidden(element) or any(UNSEEN & set(value(tag, "class").split()) for tag in _around(element))


def is_inside(element: PageElement, *names: str) -> bool:
    return any(tag.name in names for tag in element.parents)


def is_own_words(element: PageElement) -> bool:
    return any(
        tag.name in OWN_WORDS or OWN_WORDS_MARK in tag.attrs or OWN_WORDS_CLASS in tag.attrs.get("class", ())
        for tag in _around(element)
    )


def words_of(tag: Tag, *, seen_only: bool = False) -> str:
    """The words inside an element; with `seen_only` without those that are only read aloud."""
    skip = is_unseen if seen_only else is_hidden
    return tidy("".join(text for text in _strings(tag) if not skip(text)))


def name_of(tag: Tag, page: Page) -> str:
    """What a screen reader says for a link, a button or a landmark."""
    named_by = [page.by_id(each) for each in value(tag, "aria-labelledby").split()]
    if named_by:
        return tidy(" ".join(words_of(each) for each in named_by if isinstance(each, Tag)))
    if value(tag, "aria-label"):
        return tidy(value(tag, "aria-label"))
    inside = [each for each in tag.descendants if isinstance(each, Tag)]
    pictures = " ".join(value(image, "alt") for image in inside if image.name == "img")
    drawings = " ".join(value(drawing, "aria-label") for drawing in inside if drawing.name == "svg")
    return tidy(f"{words_of(tag)} {pictures} {drawings} {value(tag, 'value') if tag.name == 'input' else ''}")


def _strings(tag: Tag) -> Iterator[NavigableString]:
    for text in tag.descendants:
        if isinstance(text, NavigableString) and not isinstance(text, PreformattedString):
            yield text


def _around(element: PageElement) -> Iterator[Tag]:
    if isinstance(element, Tag):
        yield element
    yield from element.parents


@dataclass(frozen=True)
class Simple:
    """A part of a selector that says no more than a name, a class, and attributes that are there and that are not."""

    name: str
    kind: str
    has: Conditions
    lacks: Conditions

    def matches(self, tag: Tag) -> bool:
        named = not self.name or tag.name == self.name
        of_kind = not self.kind or self.kind in tag.attrs.get("class", ())
        there = named and of_kind and all(_holds(tag, each) for each in self.has)
        return there and not any(_holds(tag, each) for each in self.lacks)


def _holds(tag: Tag, condition: tuple[str, str | None]) -> bool:
    name, wanted = condition
    return name in tag.attrs and (wanted is None or value(tag, name) == wanted)


@cache
def _parts(selector: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in PART_OF_A_SELECTOR.findall(selector))


@cache
def _simple(part: str) -> Simple | None:
    found = SIMPLE_PART.fullmatch(part)
    if found is None:
        return None
    return Simple(found["name"], found["kind"] or "", _conditions(found["has"]), _conditions(found["lacks"]))


def _conditions(text: str | None) -> Conditions:
    return tuple((each["attribute"], each["value"]) for each in ONE_CONDITION.finditer(text or ""))


@cache
def _key(part: str) -> str:
    """One thing that a match must have: its name, else an attribute."""
    if part.startswith("."):
        return "[class"
    found = KEY_OF_A_PART.search(part.partition(":")[0])
    if found is None:
        return ANYTHING
    return found["name"] or f"[{found['attribute']}"
