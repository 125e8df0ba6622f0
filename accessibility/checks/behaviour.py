"""Whether a page stays still and works without a script: what is inline, what opens by itself, and how htmx is used."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from bs4 import Tag

from accessibility.checks.page import Finding, Page, value, where

DATA_SCRIPTS = ("application/json", "application/ld+json", "importmap")
BANNED_HTMX = ("hx-boost", "hx-push-url", "hx-replace-url", "hx-on", "hx-ws", "hx-sse", "hx-vals:js", "hx-preload")
RESTLESS = (
    "every",
    "load",
    "revealed",
    "intersect",
    "keyup",
    "keydown",
    "input",
    "change",
    "blur",
    "focus",
    "mouseenter",
)
"""What no element may wait for. The one exception is static/js/drafts.js: it keeps what somebody writes, asks for nothing,
checks nothing and moves nothing; tests/web/test_drafts_script.py holds every other script to this list."""

CONFIGURATION = {
    "history": False,
    "transitions": False,
    "includeIndicatorCSS": False,
    "noSwap": [204, 304, "5xx"],
    "defaultTimeout": 20000,
}


def inline_code(page: Page) -> Iterator[Finding]:
    for tag in page.select("[style], style"):
        yield Finding("CSP", "Styles belong in the stylesheet.", where(tag))
    for script in page.named("script"):
        if not value(script, "src") and value(script, "type") not in DATA_SCRIPTS:
            yield Finding("CSP", "A script stands inside the page.", where(script))
    for tag in page.tags:
        for name in tag.attrs:
            if name.startswith("on"):
                yield Finding("CSP", f"{name} is a script inside the page.", where(tag))


def elsewhere(page: Page) -> Iterator[Finding]:
    for tag in page.select("script[src], link[rel=stylesheet][href], img[src], iframe, [srcset]"):
        if urlsplit(value(tag, "src") or value(tag, "href")).netloc:
            yield Finding("A3", "This comes from another server.", where(tag))


def windows(page: Page) -> Iterator[Finding]:
    for tag in page.select("a[target], form[target], [formtarget], base[target]"):
        yield Finding("P7", "A link never opens another window.", where(tag))
    for tag in page.select("dialog, [popover], [popovertarget], [role=dialog], [role=alertdialog], [role=tooltip]"):
        yield Finding("P7", "Nothing opens on top of the page.", where(tag))
    for tag in page.select('meta[http-equiv="refresh" i]'):
        yield Finding("P6", "The page would load again by itself.", where(tag))


def htmx_place(page: Page) -> Iterator[Finding]:
    for tag in page.tags:
        names = [name.removeprefix("data-") for name in tag.attrs if name.startswith(("hx-", "data-hx-"))]
        asking = [name for name in names if name != "hx-swap-oob"]
        if tag.name == "body" and set(asking) <= {"hx-headers:inherited"}:
            continue
        if asking and not _works_without_script(tag):
            yield Finding("X7", f"{asking[0]} stands on something that does not work without a script.", where(tag))
        for name in asking:
            if name.startswith(BANNED_HTMX):
                yield Finding("X1", f"{name} is not used.", where(tag))


def htmx_restraint(page: Page) -> Iterator[Finding]:
    for tag in page.select("[hx-trigger], [data-hx-trigger]"):
        trigger = value(tag, "hx-trigger") or value(tag, "data-hx-trigger")
        events = {event.split("[")[0].split()[0] for event in trigger.split(",") if event.split()}
        for event in sorted(events & set(RESTLESS)):
            yield Finding("X8", f"“{event}” starts without a press.", where(tag))
    for tag in page.tags:
        for name, told in tag.attrs.items():
            if name.startswith(("hx-", "data-hx-")) and str(told).strip().startswith(("js:", "javascript:")):
                yield Finding("X1", f"{name} carries a script.", where(tag))
        if _swaps_itself(tag) and not value(tag, "id"):
            yield Finding("X3", "This replaces itself and has no id, so the focus would be lost.", where(tag))


def htmx_configuration(page: Page) -> Iterator[Finding]:
    if page.is_fragment or not page.first('script[src*="htmx"]'):
        return
    meta = page.first('meta[name="htmx-config"]')
    told = _as_json(value(meta, "content")) if meta else {}
    if any(told.get(name) != wanted for name, wanted in CONFIGURATION.items()):
        yield Finding("X2", "The configuration of htmx is not the agreed one.")


def live_regions(page: Page) -> Iterator[Finding]:
    statuses = page.select("[role=status]:not([hx-swap-oob])")
    if len(statuses) > 1:
        yield Finding("X4", f"The page has {len(statuses)} status lines; it needs one.")
    if not page.is_fragment and any(status.get_text(strip=True) for status in statuses):
        yield Finding("X4", "The status line is not empty when the page arrives.", where(statuses[0]))
    for tag in page.select("[aria-live]:not([role=status]), [role=alert], [role=log], [role=marquee], [role=timer]"):
        yield Finding("X4", "Only the status line speaks by itself.", where(tag))


def _works_without_script(tag: Tag) -> bool:
    form = tag.find_parent("form")
    match tag.name:
        case "a":
            return bool(value(tag, "href"))
        case "form":
            return bool(value(tag, "action"))
        case "button":
            return bool(value(tag, "formaction") or value(tag, "form") or (form and value(form, "action")))
        case _:
            return False


def _swaps_itself(tag: Tag) -> bool:
    asks = any(tag.has_attr(name) for name in ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete"))
    target = value(tag, "hx-target")
    return asks and target in ("", "this") and "outer" in value(tag, "hx-swap")


def _as_json(text: str) -> Mapping[str, object]:
    try:
        told = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}
