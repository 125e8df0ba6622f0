"""Every page that each role can open, measured in a real browser against the calm rules."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser

from app.rules.preferences import CHOICES
from tests.browser import standing
from tests.browser.serving import Server
from tests.browser.visits import DOWNLOADED, VISITORS, Watch, findings, opens, paths_for, watched
from tests.client import Faultless, look_of

PALETTES = {palette: label for palette, label in CHOICES["palette"].items() if palette not in {"device", "none"}}
ONE_OF_EACH_LAYOUT = (("lev", "/"), ("asha", "/decisions"))
"""People whose settings no other browser test looks at."""
GONE = dict.fromkeys(
    ("sign_ins.open_link", "sign_ins.email_ready", "late_links.follow", "resets.objecting", "calendars.feed"), 404
)
"""The examples of these routes are links that were used or have ended."""
OK = 200
PART = re.compile(r"<(header|main|aside|footer)\b.*?</\1>", re.DOTALL)


class Measured:
    """The shapes of all parts that any worker measured whole: one empty file for each, which one of them makes first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def takes_up(self, shapes: Iterable[str]) -> bool:
        """Whether one of these was not measured before; from now on they count as measured."""
        return sum(self._is_new(shape) for shape in shapes) > 0

    def _is_new(self, shape: str) -> bool:
        try:
            (self._folder / shape).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


@pytest.fixture(scope="session")
def measured(of_all_workers: Path) -> Measured:
    folder = of_all_workers / "shapes"
    folder.mkdir(exist_ok=True)
    return Measured(folder)


@pytest.fixture(scope="session")
def faultless(of_all_workers: Path) -> Faultless:
    """The parts of pages in which a browser found nothing, as they were sent. A page that is made of such parts alone is
    not drawn: they stand below each other on every page, each for itself.
    """
    folder = of_all_workers / "faultless-parts"
    folder.mkdir(exist_ok=True)
    return Faultless(folder)


@pytest.mark.parametrize("key", VISITORS, ids=lambda key: key or "nobody")
def test_every_page_of_a_person_is_calm_and_predictable(
    browser: Browser, server: Server, measured: Measured, faultless: Faultless, key: str
) -> None:
    found: dict[str, list[str]] = {}
    seen: dict[str, list[str]] = {}

    with watched(browser, server, key) as watch:
        for route, path in paths_for(server, key).items():
            looks = _looks(watch.page.request.get(server.url + path))
            if looks and all(look in faultless for look in looks):
                continue
            found[path] = _visited(watch, server.url + path, route, measured)
            seen.setdefault(standing.places(watch.page), []).append(path)
            if not found[path]:
                faultless.add(*looks)

    assert found
    assert {path: problems for path, problems in found.items() if problems} == {}
    assert len(seen) == 1, seen


def _looks(answer: APIResponse) -> set[str]:
    """Of each part of a page, and of what is around them. None of what is no page, or says that something is over."""
    if answer.status != OK or "text/html" not in answer.headers.get("content-type", ""):
        return set()
    page = answer.text()
    return {look_of(part[0]) for part in PART.finditer(page)} | {look_of(PART.sub("", page))}


def _visited(watch: Watch, address: str, route: str, measured: Measured) -> list[str]:
    """A page is measured whole when a part of it has a shape that was not measured before, whoever opens it."""
    status = opens(watch.page, address)
    if status not in {200, GONE.get(route), DOWNLOADED}:
        return [f"{route} answered {status}", *watch.taken()]
    if status == DOWNLOADED:
        return watch.taken()
    found = findings(watch.page, whole=measured.takes_up(standing.shapes(watch.page)))
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
