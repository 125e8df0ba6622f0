"""The people of a journey: each sits before a browser window of their own, and acts by what stands on the page."""

import re
import time
from contextlib import suppress

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import enter, window
from tests.browser.serving import Server

PATIENCE_SECONDS = 600
"""How long to look again for what the worker does behind the pages."""


class Company:
    """Windows of one run, with scripts or without. Whoever comes back later finds their window as they left it."""

    def __init__(self, browser: Browser, server: Server, *, scripts: bool) -> None:
        self._browser = browser
        self._scripts = scripts
        self._windows: dict[str, Page] = {}
        self.server = server

    def member(self, name: str) -> Page:
        """Somebody of the cast on their home page, signed in when they come for the first time."""
        if name not in self._windows:
            self._windows[name] = self._new_window()
            enter(self._windows[name], self.server, name)
        page = self._windows[name]
        page.goto(f"{self.server.url}/")
        return page

    def newcomer(self, name: str) -> Page:
        """Somebody whom nobody knows yet, in a window of their own."""
        if name not in self._windows:
            self._windows[name] = self._new_window()
        return self._windows[name]

    def window_of(self, name: str) -> Page:
        """Their window as it stands."""
        return self._windows[name]

    def leaves(self, name: str) -> None:
        """The window is closed, and with it everything that the browser remembered."""
        self._windows.pop(name).context.close()

    def goes_home(self) -> None:
        for name in list(self._windows):
            self.leaves(name)

    def _new_window(self) -> Page:
        return window(self._browser, scripts=self._scripts, accept_downloads=True).new_page()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def choose(page: Page, question: str, *answers: str) -> None:
    """Tick these answers of one question."""
    group = page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
    for answer in answers:
        group.get_by_label(answer, exact=True).check()


def write(page: Page, question: str, words: str) -> None:
    page.get_by_label(question).fill(words)


def sees(page: Page, *sentences: str) -> None:
    for words in sentences:
        expect(page.get_by_role("main")).to_contain_text(words)


def looks_again_until(page: Page, there: Locator) -> None:
    """Open the page anew until something is on it. Pages never change by themselves."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and not there.count():
        with suppress(AssertionError):
            expect(there.first).to_be_visible(timeout=500)
        page.reload()
    expect(there.first).to_be_visible()
