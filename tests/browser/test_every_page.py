"""Every page that each role can open, measured in a real browser against the calm rules."""

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import Server
from tests.browser.visits import VISITORS, findings, opens, paths_for, watched

PALETTES = ("light", "dark", "cream", "soft", "hc-light", "hc-dark")
ONE_OF_EACH_LAYOUT = {"noor": "/", "mei": "/decisions"}
UNSIGNED = "/sign-in"
GONE = {"sign_ins.open_link": 409}
"""Routes whose example shows the page for a link that has been used."""


@pytest.fixture(scope="session")
def seen_by_axe() -> set[str]:
    """Routes that axe has looked at in this worker: it looks once at each."""
    return set()


@pytest.mark.parametrize("key", VISITORS, ids=lambda key: key or "nobody")
def test_every_page_of_a_person_is_calm(browser: Browser, server: Server, seen_by_axe: set[str], key: str) -> None:
    found: dict[str, list[str]] = {}
    paths = paths_for(server, key)

    with watched(browser, server, key) as watch:
        for route, path in paths.items():
            status = opens(watch.page, server.url + path)
            if status != GONE.get(route, 200) and status:
                found[path] = [f"{route} answered {status}"]
            elif status:
                found[path] = findings(watch.page, with_axe=route not in seen_by_axe)
                seen_by_axe.add(route)
            found.setdefault(path, []).extend(watch.taken())

    assert paths
    assert {path: problems for path, problems in found.items() if problems} == {}
