"""A page as the checks read it, and what a check says when a page does not hold."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
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
IS_ITS_OWN_KEY = re.compile(r"(?:[a-z0-9]+|\[[a-z-]+\])(?:, (?:[a-z0-9]+|\[[a-z-]+\]))*")
"""Names and attributes alone: whatever has one of them is a match."""
KEY_OF_A_PART = re.compile(r"^(?P<name>[a-z0-9]+)|\[(?P<attribute>[a-z-]+)")


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
        are compared at all, which makes the checks several times faster.
        """
        found = [self.tags[position] for position in sorted(self._at(_keys(selector)))]
        if not IS_ITS_OWN_KEY.fullmatch(selector):
            compiled = soupsieve.compile(selector)
            found = [tag for tag in found if compiled.match(tag)]
        return [tag for tag in found if not is_inside(tag, "template")] if self._places["template"] else found

    def first(self, selector: str) -> Tag | None:
        return next(iter(self.select(selector)), None)

    def named(self, *names: str) -> list[Tag]:
        """Every element of these names, in the order of the page."""
        return [self.tags[position] for position in sorted(self._at(names))]

    def by_id(self, identity: str) -> Tag | None:
        return next((tag for tag in self.select("[id]") if value(tag, "id") == identity), None)

    @cached_property
    def our_words(self) -> tuple[str, ...]:
        """Every piece of text that we wrote: drawn, read aloud, in the title, or kept aside to be shown later."""
        drawn = (text for text in _strings(self.soup) if not is_inside(text, *CODE) and not is_own_words(text))
        said = (value(tag, name) for tag in self.select("[alt], [aria-label]") for name in ("alt", "aria-label"))
        return tuple(filter(None, map(tidy, (*drawn, *said))))

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(value(tag, "id") for tag in self.select("[id]"))

    @cached_property
    def tags(self) -> list[Tag]:
        return self.soup.find_all(True)

    @cached_property
    def _places(self) -> defaultdict[str, list[int]]:
        """Where on the page stand the elements of each name, `a`, and with each attribute, `[href`."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, tag in enumerate(self.tags):
            for key in (ANYTHING, tag.name, *(f"[{name}" for name in tag.attrs)):
                found[key].append(position)
        return found

    def _at(self, keys: Iterable[str]) -> set[int]:
        return {position for key in keys for position in self._places[key]}

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
    return any(tag.name in SILENT or tag.has_attr("hidden") for tag in _around(element))


def is_unseen(element: PageElement) -> bool:
    """Not drawn, though it may be read aloud."""
    return is_hidden(element) or any(UNSEEN & set(value(tag, "class").split()) for tag in _around(element))


def is_inside(element: PageElement, *names: str) -> bool:
    return any(tag.name in names for tag in element.parents)


def is_own_words(element: PageElement) -> bool:
    return any(
        tag.name in OWN_WORDS or tag.has_attr(OWN_WORDS_MARK) or OWN_WORDS_CLASS in value(tag, "class").split()
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
    pictures = " ".join(value(image, "alt") for image in tag.find_all("img"))
    drawings = " ".join(value(drawing, "aria-label") for drawing in tag.find_all("svg"))
    return tidy(f"{words_of(tag)} {pictures} {drawings} {value(tag, 'value') if tag.name == 'input' else ''}")


def _strings(tag: Tag) -> Iterator[NavigableString]:
    for text in tag.find_all(string=True):
        if isinstance(text, NavigableString) and not isinstance(text, PreformattedString):
            yield text


def _around(element: PageElement) -> Iterator[Tag]:
    if isinstance(element, Tag):
        yield element
    yield from element.parents


@cache
def _keys(selector: str) -> frozenset[str]:
    """For each part of a list of simple selectors one thing that a match must have: its name, else an attribute."""
    parts = (part.strip() for part in PART_OF_A_SELECTOR.findall(selector))
    return frozenset(_key(part) for part in parts)


def _key(part: str) -> str:
    if part.startswith("."):
        return "[class"
    found = KEY_OF_A_PART.search(part.partition(":")[0])
    if found is None:
        return ANYTHING
    return found["name"] or f"[{found['attribute']}"
