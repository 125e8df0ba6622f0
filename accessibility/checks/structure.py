"""Whether the page is sound and can be walked by its parts: syntax, language, title, headings, landmarks, tables."""

from collections import Counter
from collections.abc import Iterator

from bs4 import Tag

from accessibility.checks.page import HEADINGS, Finding, Page, is_inside, name_of, tidy, value, where, words_of

ERROR_PREFIX = "Error: "
MOST_LANDMARKS = 5
SECTIONING = ["article", "aside", "main", "nav", "section"]


def syntax(page: Page) -> Iterator[Finding]:
    for sentence in page.syntax_mistakes:
        yield Finding("HTML", sentence)


def language(page: Page) -> Iterator[Finding]:
    if not page.is_fragment and not value(page.soup.html or page.soup, "lang"):
        yield Finding("L8", "The page does not say its language.")


def title(page: Page) -> Iterator[Finding]:
    if page.is_fragment:
        return
    headings = page.named("h1")
    if len(headings) != 1:
        yield Finding("P1", f"The page has {len(headings)} main headings; it needs one.")
    elif not page.h1:
        yield Finding("P1", "The main heading is empty.", where(headings[0]))
    if not page.title:
        yield Finding("P1", "The page has no title.")
    elif not page.title.removeprefix(ERROR_PREFIX).startswith(page.h1):
        yield Finding("P1", f"The title “{page.title}” does not begin with the heading “{page.h1}”.")


def headings(page: Page) -> Iterator[Finding]:
    """Each heading goes at most one level deeper; only the error summary may stand before the main heading."""
    level = 0
    for heading in page.named(*HEADINGS):
        if not words_of(heading):
            yield Finding("P1", "A heading is empty.", where(heading))
        new = int(heading.name[1])
        first = page.is_fragment or heading.find_parent(class_="errors") is not None
        if new > level + 1 and not (level == 0 and first):
            yield Finding("P1", f"A heading of level {new} follows level {level}.", where(heading))
        level = new


def landmarks(page: Page) -> Iterator[Finding]:
    if page.is_fragment:
        return
    found = {
        "header": [tag for tag in page.named("header") if not is_inside(tag, *SECTIONING)],
        "main": page.named("main"),
        "footer": [tag for tag in page.named("footer") if not is_inside(tag, *SECTIONING)],
    }
    for name, tags in found.items():
        if len(tags) != 1:
            yield Finding("P2", f"The page has {len(tags)} parts of the kind “{name}”; it needs one.")
    repeated = page.named("nav", "aside", "search")
    count = len(repeated) + sum(len(tags) for tags in found.values())
    if count > MOST_LANDMARKS:
        yield Finding("P2", f"The page has {count} landmarks; {MOST_LANDMARKS} at most.")
    for kind in ("nav", "aside", "search"):
        yield from _named([tag for tag in repeated if tag.name == kind], page)


def _named(tags: list[Tag], page: Page) -> Iterator[Finding]:
    names = Counter(_given_name(tag, page) for tag in tags)
    for tag in tags if len(tags) > 1 else []:
        name = _given_name(tag, page)
        if not name:
            yield Finding(
                "P2", f"There are several parts of the kind “{tag.name}” and this one has no name.", where(tag)
            )
        elif names[name] > 1:
            yield Finding("P2", f"Several parts are named “{name}”.", where(tag))


def _given_name(tag: Tag, page: Page) -> str:
    return name_of(tag, page) if tag.has_attr("aria-label") or tag.has_attr("aria-labelledby") else ""


def ids(page: Page) -> Iterator[Finding]:
    counted = Counter(value(tag, "id") for tag in page.select("[id]"))
    for identity, count in counted.items():
        if count > 1:
            yield Finding("HTML", f"The id “{identity}” stands {count} times.")
        if not identity or tidy(identity) != identity or " " in identity:
            yield Finding("HTML", f"The id “{identity}” is empty or has a space in it.")


def references(page: Page) -> Iterator[Finding]:
    """A fragment may point at what stands around it, so only whole pages are judged."""
    names = (
        "aria-describedby",
        "aria-labelledby",
        "aria-controls",
        "aria-errormessage",
        "headers",
        "for",
        "list",
        "form",
    )
    for name in names if not page.is_fragment else ():
        for tag in page.select(f"[{name}]"):
            for identity in value(tag, name).split():
                if identity not in page.ids:
                    yield Finding("HTML", f"{name} names “{identity}”, which is not on the page.", where(tag))


def fragment_root(page: Page) -> Iterator[Finding]:
    if not page.is_fragment:
        return
    roots = [tag for tag in page.soup.find_all(True, recursive=False) if not tag.has_attr("hx-swap-oob")]
    if len(roots) != 1 or not value(roots[0], "id"):
        yield Finding("X3", "A fragment has one root with an id, beside what is swapped elsewhere.")


def tables(page: Page) -> Iterator[Finding]:
    for table in page.named("table"):
        if not (table.caption and words_of(table.caption)):
            yield Finding("G4", "The table has no caption.", where(table))
        if not table.find("th"):
            yield Finding("G4", "The table has no headings.", where(table))
        for head in table.find_all("th"):
            if value(head, "scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield Finding("G4", "The table heading does not say whether it heads a row or a column.", where(head))


def pictures(page: Page) -> Iterator[Finding]:
    for image in page.select("img:not([alt]), input[type=image]:not([alt]), area:not([alt])"):
        yield Finding(
            "S7", "The picture has no words beside it; write an empty alt when it says nothing.", where(image)
        )
    for drawing in page.named("svg"):
        if value(drawing, "aria-hidden") == "true":
            continue
        if value(drawing, "role") != "img" or not _drawing_name(drawing, page):
            yield Finding(
                "S7", "The drawing is neither hidden from screen readers nor named as a picture.", where(drawing)
            )
    for media in page.select("[autoplay], marquee, blink, bgsound"):
        yield Finding("S7", "This starts or moves by itself.", where(media))


def _drawing_name(drawing: Tag, page: Page) -> str:
    inner = drawing.find("title")
    return _given_name(drawing, page) or (words_of(inner) if isinstance(inner, Tag) else "")
