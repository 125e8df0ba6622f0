"""HTML read once, as a browser reads it, with the mistakes that the reader met on the way."""

from typing import Any

import html5lib
from bs4 import BeautifulSoup
from bs4.builder._html5lib import HTML5TreeBuilder
from html5lib.constants import E as SENTENCES


class _KeepsErrors(HTML5TreeBuilder):
    """Beautiful Soup's builder on html5lib lets go of the parser, and of its errors, as soon as it is done."""

    errors: tuple[str, ...] = ()

    def feed(self, markup: Any) -> None:
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        parser.parse(markup)
        self.errors = _sentences(parser)


def document(html: str) -> tuple[BeautifulSoup, tuple[str, ...]]:
    """The tree of a whole page, and a sentence for each mistake of its syntax."""
    builder = _KeepsErrors(store_line_numbers=False)
    soup = BeautifulSoup(html, builder=builder)
    return soup, builder.errors


def fragment(html: str) -> BeautifulSoup:
    """The tree of a block. html5lib would drop a row that stands alone, which a block may well be."""
    return BeautifulSoup(html, "html.parser")


def mistakes_of_fragment(html: str, *, inside: str) -> tuple[str, ...]:
    """A sentence for each mistake of a block that will stand inside an element of this name."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parseFragment(html, container=inside)
    return _sentences(parser)


def _sentences(parser: html5lib.HTMLParser) -> tuple[str, ...]:
    return tuple(f"Line {line}: {SENTENCES[code] % facts}" for (line, _), code, facts in parser.errors)
