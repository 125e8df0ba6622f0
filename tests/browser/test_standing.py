"""What looks for movement and for new shapes finds them, on small pages made for it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import standing
from tests.browser.conftest import window

ASIDE = "<aside aria-label='Help'>mei@example.com</aside>"
WHOLE = f"<header><p>One</p></header><main><p>Two</p></main>{ASIDE}<footer>Four</footer>"
LATER = "<script>setTimeout(() => { document.querySelector('main').textContent = 'Later'; }, 30_000)</script>"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = window(browser)
    page = context.new_page()
    standing.use_own_clock(page)
    page.goto("about:blank")
    yield page
    context.close()


def test_what_changes_within_a_minute_is_found(page: Page) -> None:
    page.set_content(WHOLE)
    assert standing.changes_at_rest(page) == []

    page.set_content(WHOLE + LATER)
    assert standing.changes_at_rest(page) == ["childList"]


def test_parts_in_another_order_and_help_without_an_address_are_found(page: Page) -> None:
    page.set_content(WHOLE)
    assert standing.out_of_order(page) == []

    page.set_content(f"{ASIDE}<header></header><main></main><footer></footer>")
    assert standing.out_of_order(page) == ["its parts are in the order ['aside', 'header', 'main', 'footer']"]
    page.set_content(WHOLE.replace("@", " at "))
    assert standing.out_of_order(page) == ["its help names no address"]


def test_a_part_that_moved_is_found(page: Page) -> None:
    page.set_content("<a class='brand' style='position: absolute; top: 8px'>Cleanplate</a>")
    before = standing.places(page)
    page.set_content("<a class='brand' style='position: absolute; top: 9px'>Cleanplate</a>")

    assert standing.places(page) != before


@pytest.mark.parametrize(
    ("other", "is_new"),
    [
        ("<main><p>Other words</p></main>", False),
        ("<main><p>Two</p><p>Three</p></main>", False),
        ("<main><p></p></main>", True),
        ("<main><p class='loud'>Two</p></main>", True),
        ("<main><p>Two</p><ul></ul></main>", True),
    ],
    ids=["other words", "more of the same", "no words", "another class", "something more"],
)
def test_a_shape_is_new_when_more_than_words_and_rows_differ(page: Page, other: str, is_new: bool) -> None:
    page.set_content("<main><p>Two</p></main>")
    before = standing.shapes(page)
    page.set_content(other)

    assert (not standing.shapes(page) <= before) is is_new


def test_what_the_browser_fetched_is_still_known_under_the_moved_clock(page: Page) -> None:
    assert page.evaluate("() => performance.getEntriesByType('navigation').length") == 1
