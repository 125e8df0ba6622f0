"""Every page keeps its parts in their places, stands still, and gives back what was typed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import enter, window
from tests.browser.finding import installed
from tests.browser.serving import Server
from tests.browser.visits import DOWNLOADED, VISITORS, opens, paths_for
from tests.browsing import OPTIONS
from tests.house.crawling import kind_of

MINUTE = 60_000
PARTS = {
    "brand": ".brand",
    "the way to change the look": "header a[href='/preferences']",
    "navigation": "nav[aria-label='Main']",
    "leaving": "header form[action='/sign-out']",
}
BOXES = """(parts) => Object.fromEntries(Object.entries(parts).map(([name, selector]) => {
  const found = document.querySelector(selector);
  const { x, y, height } = found ? found.getBoundingClientRect() : {};
  return [name, found ? [x, y, height].map(Math.round) : null];
}))"""
ORDER = """() => [...document.querySelectorAll("header, main, aside, footer")]
  .filter((part) => !part.parentElement.closest("header, main, aside, footer")).map((part) => part.localName)"""
WATCH = """() => {
  window.changes = [];
  new MutationObserver((all) => window.changes.push(...all.map((each) => each.type)))
    .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}"""
CONFIGURATION = """() => JSON.parse(document.querySelector("meta[name=htmx-config]").content)"""
IN_FORCE = "(names) => Object.fromEntries(names.map((name) => [name, htmx.config[name]]))"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = window(browser)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("key", ["", "noor", "mei", "jun"])
def test_header_navigation_and_help_keep_their_places(page: Page, server: Server, key: str) -> None:
    """Rules P2, C1 and H1: the same parts in the same place and order, with help behind the page's own part."""
    paths = paths_for(server, key)
    if key:
        enter(page, server, VISITING[key])
    seen: dict[str, list[str]] = {}
    for path in paths.values():
        if opens(page, server.url + path) == DOWNLOADED:
            continue
        places = {name: tuple(box) if box else None for name, box in page.evaluate(BOXES, PARTS).items()}
        order = page.evaluate(ORDER)
        assert order == ["header", "main", "aside", "footer"], path
        expect(page.get_by_role("complementary", name="Help")).to_contain_text("@")
        seen.setdefault(str(places), []).append(kind_of(path))

    assert len(seen) == 1, seen


VISITING = {"noor": "Noor Haddad", "mei": "Mei Tanaka", "jun": "Jun Park"}


@pytest.mark.parametrize("key", ["noor", "mei", "tom"])
def test_nothing_changes_in_a_minute_of_rest(page: Page, server: Server, key: str) -> None:
    """Rules P6, T3 and X8. The browser's own clock is moved, so that nobody waits."""
    assert key in VISITORS
    enter(page, server, {"tom": "Tom Whitlam", **VISITING}[key])
    page.clock.install()
    paths = paths_for(server, key)
    changed = {}
    for path in {kind_of(path): path for path in paths.values()}.values():
        if opens(page, server.url + path) == DOWNLOADED:
            continue
        page.evaluate(WATCH)
        page.clock.run_for(MINUTE)
        if changes := page.evaluate("() => window.changes"):
            changed[path] = changes

    assert changed == {}


def test_the_configuration_of_htmx_is_in_force(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/sign-in")
    wanted = page.evaluate(CONFIGURATION)

    assert wanted["history"] is False
    assert wanted["noSwap"] == [204, 304, "5xx"]
    assert page.evaluate(IN_FORCE, list(wanted)) == wanted


@pytest.mark.parametrize("keeps_pages", [True, False], ids=["with whole pages kept", "without"])
def test_back_shows_what_was_typed(browser: Browser, server: Server, *, keeps_pages: bool) -> None:
    """Rule F5: words that were typed and not sent are there again after a look elsewhere."""
    own = browser.browser_type.launch(
        executable_path=installed(), args=OPTIONS,
        ignore_default_args=["--disable-back-forward-cache"] if keeps_pages else [],
    )  # fmt: skip
    page = own.new_page()
    page.goto(f"{server.url}/sign-in")
    page.get_by_label("E-mail address").fill("somebody@example.com")
    page.get_by_role("link", name="Change how this looks").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")

    page.go_back(wait_until="commit")

    expect(page.get_by_label("E-mail address")).to_have_value("somebody@example.com")
    own.close()


@pytest.mark.parametrize(("key", "path"), [("noor", "/"), ("mei", "/decisions"), ("", "/programmes/lumina")])
def test_a_page_reads_in_order_without_styles(browser: Browser, server: Server, key: str, path: str) -> None:
    """Rule R8: headings and the way of Tab are the same when no sheet arrives."""
    reading = {}
    for styled in (True, False):
        context = window(browser)
        page = context.new_page()
        if key:
            enter(page, server, VISITING[key])
        if not styled:
            page.route("**/*.css*", lambda route: route.abort())
        page.goto(server.url + path)
        headings = page.get_by_role("heading").all_inner_texts()
        reading[styled] = ([" ".join(words.split()) for words in headings], _way_of_tab(page))
        context.close()

    assert reading[True] == reading[False]
    assert len(reading[True][1]) > 5


def _way_of_tab(page: Page) -> list[str]:
    """The words on everything that Tab comes to, in order."""
    page.evaluate("document.activeElement.blur()")
    way: list[str] = []
    count = int(page.evaluate("document.querySelectorAll('a[href], button, input, select, textarea, summary').length"))
    for _ in range(min(count, 60)):
        page.keyboard.press("Tab")
        way.append(str(page.evaluate("document.activeElement.textContent.trim().replace(/\\\\s+/g, ' ')")))
    return way
