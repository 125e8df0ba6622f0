"""Whether links and buttons say what they do, and go where they say."""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urljoin

from accessibility.checks.page import Finding, Page, is_own_words, name_of, value, where, words_of
from accessibility.wording import BARE_LABELS

HERE = "http://here"


def labels(page: Page) -> Iterator[Finding]:
    for tag in page.select("a[href], button, input[type=submit], input[type=image], summary"):
        name = name_of(tag, page) or value(tag, "alt")
        if not name:
            yield Finding("L7", "The link or button has no words.", where(tag))
        elif name.casefold().strip(" .:…>»→") in BARE_LABELS:
            yield Finding("L7", f"“{name}” does not say what happens.", where(tag))
        if words_of(tag, seen_only=True).casefold() not in name.casefold():
            yield Finding("L7", "What is seen is not part of what is read aloud.", where(tag))


def targets(page: Page) -> Iterator[Finding]:
    for link in page.named("a"):
        href = value(link, "href")
        if not href or href == "#" or href.casefold().startswith("javascript:"):
            yield Finding("X7", "The link goes nowhere without a script.", where(link))
        elif href.startswith("#") and not page.is_fragment and href[1:] not in page.ids:
            yield Finding("HTML", f"The link goes to “{href}”, which is not on the page.", where(link))


def same_words_same_target(page: Page) -> Iterator[Finding]:
    found: dict[str, set[str]] = defaultdict(set)
    for link in page.select("a[href]"):
        if not is_own_words(link):
            found[name_of(link, page).casefold()].add(_address(value(link, "href"), page))
    for name, addresses in found.items():
        if name and len(addresses) > 1:
            yield Finding("L7", f"“{name}” goes to {len(addresses)} places: {', '.join(sorted(addresses))}.")


def skip_link(page: Page) -> Iterator[Finding]:
    if page.is_fragment or page.soup.main is None:
        return
    first = page.first("a[href]")
    if first is None or value(first, "href") != f"#{value(page.soup.main, 'id')}":
        yield Finding("P2", "The first link does not lead to the main part.")


def _address(href: str, page: Page) -> str:
    return urljoin(urljoin(HERE, page.path), href).removeprefix(HERE)
