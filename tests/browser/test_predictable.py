"""A page gives back what was typed, reads in order without styles, and is set up as it says."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.rules.cast import CAST
from tests.browser.conftest import enter, window
from tests.browser.finding import whole
from tests.browser.serving import Server
from tests.browsing import OPTIONS

CONFIGURATION = """() => JSON.parse(document.querySelector("meta[name=htmx-config]").content)"""
IN_FORCE = "(names) => Object.fromEntries(names.map((name) => [name, htmx.config[name]]))"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = window(browser)
    yield context.new_page()
    context.close()


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
        executable_path=whole(), args=OPTIONS,
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
            enter(page, server, CAST[key].name)
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
