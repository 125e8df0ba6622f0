"""Every page that each role can open, measured in a real browser against the calm rules."""

import pytest
from playwright.sync_api import Browser

from app.rules.preferences import CHOICES
from tests.browser.serving import Server
from tests.browser.visits import DOWNLOADED, VISITORS, Watch, findings, opens, paths_for, watched

PALETTES = {palette: label for palette, label in CHOICES["palette"].items() if palette not in {"device", "none"}}
ONE_OF_EACH_LAYOUT = (("lev", "/"), ("asha", "/decisions"))
"""People whose settings no other browser test looks at."""
GONE = dict.fromkeys(
    ("sign_ins.open_link", "sign_ins.email_ready", "late_links.follow", "resets.objecting", "calendars.feed"), 404
)
"""The examples of these routes are links that were used or have ended."""


@pytest.fixture(scope="session")
def paths(server: Server) -> dict[str, dict[str, str]]:
    """For each visitor, a working path of every page they can open, by the name of its route."""
    return {key: paths_for(server, key) for key in VISITORS}


@pytest.mark.parametrize("key", VISITORS, ids=lambda key: key or "nobody")
def test_every_page_of_a_person_is_calm(
    browser: Browser, server: Server, paths: dict[str, dict[str, str]], key: str
) -> None:
    found: dict[str, list[str]] = {}

    with watched(browser, server, key) as watch:
        for route, path in paths[key].items():
            found[path] = _visited(watch, server.url + path, route, is_first=_first_to_open(route, paths) == key)

    assert found
    assert {path: problems for path, problems in found.items() if problems} == {}


def _first_to_open(route: str, paths: dict[str, dict[str, str]]) -> str:
    """A page is measured whole once; for everybody else only where people differ, in what they can press and read."""
    return next(key for key in VISITORS if route in paths[key])


def _visited(watch: Watch, address: str, route: str, *, is_first: bool) -> list[str]:
    status = opens(watch.page, address)
    if status not in {200, GONE.get(route), DOWNLOADED}:
        return [f"{route} answered {status}", *watch.taken()]
    found = [] if status == DOWNLOADED else findings(watch.page, whole=is_first)
    complaints = watch.taken()
    return found if status == GONE.get(route) else [*found, *complaints]


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize(("key", "path"), ONE_OF_EACH_LAYOUT)
def test_each_layout_is_calm_in_every_palette(
    browser: Browser, server: Server, key: str, path: str, palette: str
) -> None:
    with watched(browser, server, key) as watch:
        watch.page.goto(f"{server.url}/preferences")
        watch.page.get_by_role("group", name="Colours").get_by_label(PALETTES[palette], exact=True).check()
        watch.page.get_by_role("button", name="Save how this looks").click()
        watch.page.goto(server.url + path)

        assert watch.page.locator("html").get_attribute("data-palette") == palette
        assert findings(watch.page, whole=True) == []
