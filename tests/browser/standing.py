"""What stays as it is: the parts of a page in their places, a page at rest, and the shape of what was measured before."""

import hashlib

from playwright.sync_api import Page

MINUTE = 60_000
ORDER = ["header", "main", "aside", "footer"]
PARTS = {
    "brand": ".brand",
    "the way to change the look": "header a[href='/preferences']",
    "navigation": "nav[aria-label='Main']",
    "leaving": "header form[action='/sign-out']",
}
_PLACES = """(parts) => Object.entries(parts).map(([name, selector]) => {
  const box = document.querySelector(selector)?.getBoundingClientRect();
  return box ? `${name} at ${Math.round(box.x)} ${Math.round(box.y)}, ${Math.round(box.height)} high` : `no ${name}`;
}).join("; ")"""
_ORDER = """() => [...document.querySelectorAll("header, main, aside, footer")]
  .filter((part) => !part.parentElement.closest("header, main, aside, footer")).map((part) => part.localName)"""
_HELP = """() => document.querySelector("aside[aria-label='Help']")?.textContent ?? "" """
_WATCH = """() => {
  window.changes = [];
  window.watching = new MutationObserver((all) => window.changes.push(...all.map((each) => each.type)));
  window.watching.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}"""
_CHANGES = "() => { window.watching.disconnect(); return [...new Set(window.changes)]; }"
_SHAPES = """(parts) => {
  const shape = (element) => {
    const names = [...element.attributes].map((each) => each.name).sort();
    const said = ["class", "role", "type"].map((name) => element.getAttribute(name));
    const inside = [...element.children].map(shape).filter((each, at, all) => each !== all[at - 1]);
    return `<${element.localName} ${names} ${said} ${Boolean(element.textContent.trim())}>${inside.join("")}`;
  };
  return parts.map((part) => document.querySelector(part)).filter(Boolean).map(shape);
}"""


def use_own_clock(page: Page) -> None:
    """Time passes as always, until it is moved.

    Playwright's clock takes away what the browser knows of what it fetched; that is kept and given back.
    """
    page.add_init_script("window.keptPerformance = window.performance")
    page.clock.install()
    page.add_init_script("window.performance = window.keptPerformance")


def places(page: Page) -> str:
    """Where the parts that every page has are, in words that are equal when they are."""
    return str(page.evaluate(_PLACES, PARTS))


def out_of_order(page: Page) -> list[str]:
    """Rules P2, C1 and H1: header, main part, help with an address, footer."""
    order = page.evaluate(_ORDER)
    found = [] if order == ORDER else [f"its parts are in the order {order}"]
    return found if "@" in page.evaluate(_HELP) else [*found, "its help names no address"]


def changes_at_rest(page: Page) -> list[str]:
    """What changes in a minute in which nobody does anything (rules P6, T3 and X8). The clock is moved: nobody waits."""
    page.evaluate(_WATCH)
    page.clock.run_for(MINUTE)
    return list(page.evaluate(_CHANGES))


def shapes(page: Page) -> set[str]:
    """Each part of the page without its words, as a digest. Like neighbours count as one: a list has one shape, long or short."""
    return {hashlib.sha256(shape.encode()).hexdigest() for shape in page.evaluate(_SHAPES, ORDER)}
