"""A real browser on the real product."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.serving import Server, served
from tests.stories import Stories

NewPage = Callable[..., Page]

PATIENCE_MS = 180_000
"""How long a page, or a sentence on it, is waited for. A busy machine answers late, and a quick one lets nobody wait."""

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def server(stories: Stories, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demonstration, shared by tests that only look."""
    with served(tmp_path_factory.mktemp("served"), stories) as running:
        yield running


def enter(page: Page, server: Server, name: str) -> None:
    """Sign in as somebody of the cast through the demonstration's page."""
    page.goto(f"{server.url}/demonstration")
    page.get_by_role("button", name=f"Sign in as {name}").click()
    page.wait_for_url(f"{server.url}/")


def window(browser: Browser, *, scripts: bool = True, width: int = 1280, **options: object) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=scripts,
        **options,  # type: ignore[arg-type]
    )
    context.set_default_timeout(PATIENCE_MS)
    return context
