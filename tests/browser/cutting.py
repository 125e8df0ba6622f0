"""The connection goes, or the server, in the middle of a page; what was written is there when it comes back."""

import time
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.browser import walking as walk
from tests.browser.hands import Hands
from tests.browser.long_form import ANSWERS, DESCRIPTIONS
from tests.browser.serving import Server

PIECES = "**/pieces"
LONGEST_PAUSE = 11_000
PATIENCE_SECONDS = 60
LOOKED_INTO_WITHIN_MS = 180_000
"""A file of 40 MB is put together and looked into in a process of its own."""

BROWSERS_OWN = "chrome-error://"


def in_a_sentence(hands: Hands) -> None:
    """The still line says so, a press says so, and what was written is a draft as soon as there is a connection."""
    words = ANSWERS["draws_you"].typed[0]
    line, area = hands.page.locator("#draft-line"), hands.page.locator("textarea")
    area.press_sequentially(words[:60])
    expect(line).to_contain_text("Draft saved at")
    hands.page.context.set_offline(True)
    area.press_sequentially(words[60:])
    expect(line).to_have_text("Not saved yet. You are offline. What you wrote stays on this page.")
    hands.presses("Save and continue")
    expect(line).to_contain_text("Press the button again when you are online.")
    expect(area).to_have_value(words)
    hands.page.context.set_offline(False)
    expect(line).to_contain_text("Draft saved at")
    hands.presses("Save and continue")


def without_a_script(hands: Hands) -> None:
    """No page of ours can say that there is no connection. Back brings the words again once there is one."""
    walk.gives(hands, "draws_you")
    hands.page.context.set_offline(True)
    _meets_a_page_of_the_browser(hands)
    hands.page.context.set_offline(False)
    _comes_back_to_the_words(hands, "draws_you")


def server_is_killed(hands: Hands, server: Server) -> None:
    walk.gives(hands, "seen_this_way")
    server.kill()
    _meets_a_page_of_the_browser(hands)
    server.start()
    _comes_back_to_the_words(hands, "seen_this_way")


def in_a_large_file(hands: Hands, path: Path) -> None:
    """The first piece arrives, and the connection goes with the second. A press goes on from there."""
    page = hands.page
    page.clock.install()
    held = _second_piece_held(page)
    hands.attaches(path, DESCRIPTIONS["piece"])
    while len(held) < 2:
        page.wait_for_timeout(50)  # held routes are only heard while the browser is
    page.context.set_offline(True)
    held[1].abort("internetdisconnected")
    page.unroute(PIECES)
    tries_until(page, "The connection broke. 16 of 41 MB are here.")
    page.context.set_offline(False)
    _adds_it_now(hands)


def before_a_file(hands: Hands, path: Path) -> None:
    """A file that goes in one go: what was chosen and written stays on the page."""
    hands.page.context.set_offline(True)
    hands.attaches(path, DESCRIPTIONS["notes"])
    expect(hands.page.locator("#progress")).to_contain_text("You are offline. What you chose stays on this page.")
    hands.page.context.set_offline(False)
    _adds_it_now(hands)


def tries_until(page: Page, sentence: str) -> None:
    """Let the clock of the page run over one pause after the other, until it gives up and says this. How long it takes
    between two tries is for the machine to say.
    """
    line = page.locator("#progress", has_text=sentence)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and not line.count():
        page.clock.fast_forward(LONGEST_PAUSE)
        with suppress(AssertionError):
            expect(line).to_be_visible(timeout=200)
    expect(line).to_be_visible()


def _second_piece_held(page: Page) -> list[Route]:
    """The pieces that were sent so far. The first one passes; the second one waits on its way."""
    seen: list[Route] = []

    def holds(route: Route) -> None:
        seen.append(route)
        if len(seen) == 1:
            route.continue_()

    page.route(PIECES, holds)
    return seen


def _adds_it_now(hands: Hands) -> None:
    hands.presses("Add this file")
    expect(hands.page.get_by_text("Your file is added.")).to_be_visible(timeout=LOOKED_INTO_WITHIN_MS)
    hands.follows("Continue")


def _meets_a_page_of_the_browser(hands: Hands) -> None:
    hands.presses("Save and continue")
    hands.page.wait_for_url(f"{BROWSERS_OWN}**", wait_until="commit")


def _comes_back_to_the_words(hands: Hands, question: str) -> None:
    hands.page.go_back()
    expect(hands.page.locator("textarea")).to_have_value(ANSWERS[question].typed[0])
    hands.presses("Save and continue")
