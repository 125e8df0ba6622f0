"""By keyboard alone, with other looks, and as the device wishes: nothing is lost, and nothing old comes back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accessibility import measure
from tests.browser.conftest import enter, window
from tests.browser.finding import installed
from tests.browser.serving import Server
from tests.browser.visits import NARROW, WIDE, paths_for
from tests.browsing import OPTIONS

PALETTES = json.loads((Path(measure.__file__).parent / "palettes.json").read_text(encoding="utf-8"))
MOST_TABS = 120
PERSON, STAFF = "Zoe Castellano", "Kit Rahman"
"""Two whose settings no other browser test looks at."""
CLIPPED = """() => [...document.querySelectorAll("main *, header *")].filter((element) => {
  const style = getComputedStyle(element);
  const hides = style.overflowX !== "visible" || style.overflowY !== "visible" || style.textOverflow === "ellipsis";
  const unseen = element.closest(".unseen") || element.closest(".table-region");
  const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  return hides && !unseen && isCut && element.textContent.trim();
}).map((element) => element.outerHTML.slice(0, 100))"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = window(browser)
    yield opened
    opened.close()


@pytest.fixture
def remembering(browser: Browser) -> Iterator[Page]:
    """A page of a browser that keeps whole pages for Back, as people's browsers do."""
    own = browser.browser_type.launch(
        executable_path=installed(),
        args=OPTIONS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield own.new_page()
    own.close()


def test_somebody_signs_in_and_chooses_colours_by_keyboard_alone(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/demonstration")

    _tabs_to(page, f"Sign in as {PERSON}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}/")
    _tabs_to(page, "Change how this looks")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}/preferences")
    _tabs_to(page, "Same as my device")
    while _focused(page) != "Dark":
        page.keyboard.press("ArrowDown")
    _tabs_to(page, "Save how this looks")
    page.keyboard.press("Enter")

    expect(page.locator("html")).to_have_attribute("data-palette", "dark")


def test_back_never_shows_the_old_look(remembering: Page, server: Server) -> None:
    page = remembering
    page.goto(f"{server.url}/programmes")
    page.goto(f"{server.url}/programmes/lumina")
    page.get_by_role("link", name="Change how this looks").click()
    page.get_by_role("group", name="Colours").get_by_label("Cream").check()
    page.get_by_role("button", name="Save how this looks").click()
    expect(page.locator("html")).to_have_attribute("data-palette", "cream")

    while not page.url.endswith("/programmes"):
        page.go_back(wait_until="commit")
        expect(page.locator("html")).to_have_attribute("data-palette", "cream")


def test_the_summary_of_mistakes_takes_the_focus_and_leads_to_each_field(
    context: BrowserContext, server: Server
) -> None:
    page = context.new_page()
    enter(page, server, "Mei Tanaka")
    page.goto(server.url + paths_for(server, "mei")["sessions.draft"])

    page.get_by_role("button", name="Keep this draft").press("Enter")

    summary = page.locator(".errors")
    expect(summary).to_be_focused()
    links = summary.get_by_role("link").all()
    assert len(links) > 2
    for link in links:
        link.press("Enter")
        assert page.evaluate("document.activeElement.id") == str(link.get_attribute("href")).removeprefix("#")
        assert page.evaluate("document.activeElement.matches('input, select, textarea')")


@pytest.mark.parametrize(
    ("wish", "palette"),
    [
        ({"color_scheme": "light"}, "light"),
        ({"color_scheme": "dark"}, "dark"),
        ({"color_scheme": "light", "contrast": "more"}, "hc-light"),
        ({"color_scheme": "dark", "contrast": "more"}, "hc-dark"),
    ],
)
def test_what_the_device_wishes_is_followed(
    browser: Browser, server: Server, wish: dict[str, Any], palette: str
) -> None:
    context = window(browser, **wish)
    page = context.new_page()
    page.goto(f"{server.url}/sign-in")

    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == _rgb(PALETTES[palette]["bg"])
    context.close()


def test_forced_colours_keep_the_shape_of_every_button(browser: Browser, server: Server) -> None:
    context = window(browser, forced_colors="active")
    page = context.new_page()
    page.goto(f"{server.url}/sign-in")

    borders = page.get_by_role("button").evaluate_all(
        "buttons => buttons.map((each) => parseFloat(getComputedStyle(each).borderTopWidth))"
    )

    assert borders
    assert min(borders) >= 1
    context.close()


@pytest.mark.parametrize(("name", "path"), [(PERSON, "/"), (PERSON, "/programmes/lumina"), (STAFF, "/reviews")])
def test_twice_the_text_in_very_roomy_lines_loses_nothing(
    context: BrowserContext, server: Server, name: str, path: str
) -> None:
    page = context.new_page()
    enter(page, server, name)
    page.goto(server.url + path)
    words = page.get_by_role("main").inner_text()
    _sets(page, server, {"Text size": "200%", "Space between letters, words and lines": "Very roomy"})
    page.goto(server.url + path)

    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert measure.sideways_scroll(page) == 0
        assert page.evaluate(CLIPPED) == []
        assert page.get_by_role("main").inner_text().split() == words.split()


def _sets(page: Page, server: Server, wishes: dict[str, str]) -> None:
    page.goto(f"{server.url}/preferences")
    for question, answer in wishes.items():
        page.get_by_role("group", name=question).get_by_label(answer).check()
    page.get_by_role("button", name="Save how this looks").click()


def _tabs_to(page: Page, name: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if name in _focused(page):
            return
    raise AssertionError(f"Tab never comes to {name}")


def _focused(page: Page) -> str:
    """The words on what has the focus, or of its label."""
    return str(
        page.evaluate(
            "() => { const it = document.activeElement;"
            " return (it.labels?.[0] ?? it).textContent.trim().replace(/\\s+/g, ' '); }"
        )
    )


def _rgb(colour: str) -> str:
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"
