"""Through a whole application, one page after the other, with whichever hands: from signing in to sent."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page, expect

from app.rules.blueprints import Question, blueprint_of
from tests.browser.hands import Hands, Keyboard
from tests.browser.long_form import ANSWERS, DESCRIPTIONS, FILES, LEFT_TO_ADVISERS, PROGRAMME
from tests.browser.serving import Server

MOST_PAGES = 60
QUESTION = re.compile(r"/questions/([a-z_]+)")
WRITTEN = frozenset({"short_text", "long_text", "number", "date", "link", "things"})

Instead = Mapping[str, Callable[[Hands], None]]
"""What is done on the pages of some questions in place of the usual."""


def signs_in(hands: Hands, server: Server, email: str) -> None:
    """Ask for a link, and open it from the mail that the demonstration shows."""
    hands.page.goto(f"{server.url}/sign-in")
    hands.writes([email])
    hands.presses("Send me a sign-in link")
    hands.follows("Read the mail of the demonstration")
    hands.follows(f"Open what this message is about message {_newest_to(hands.page, email)}")
    hands.presses("Sign in now")


def _newest_to(page: Page, email: str) -> int:
    """Which message of the page it is, counted from one: meanwhile the worker may have written to somebody else."""
    messages = page.locator("article").all_inner_texts()
    return next(number for number, words in enumerate(messages, start=1) if f"To {email}." in words)


def begins(hands: Hands) -> None:
    hands.follows("See the programmes")
    hands.follows("Read about Post-production training")
    hands.follows("Start your application")
    hands.presses("Start your application")


def answers_everything(hands: Hands, files: Mapping[str, Path], instead: Instead | None = None) -> list[str]:
    """Carry on until all seven parts are complete. Returns the questions that were met, in their order."""
    met: list[str] = []
    for _ in range(MOST_PAGES):
        here = hands.page.url
        found = QUESTION.search(here)
        if found:
            met.append(found[1])
            _answers(hands, _question(found[1]), files, instead or {})
        elif hands.page.get_by_text("Is this part complete?").count():
            hands.chooses(["Yes"])
            hands.presses("Save and see all parts")
        elif hands.page.get_by_text("7 of 7 parts are complete.").count():
            return met
        else:
            hands.follows("Carry on with your answers")
        _another_page_is_there(hands.page, here)
    raise AssertionError(f"the form never ends: {met}")


def _another_page_is_there(page: Page, before: str) -> None:
    """Words that are counted while a page is still arriving are not there yet, and the walk would take a wrong turn."""
    page.wait_for_url(lambda url: url != before, wait_until="load")


def sends(hands: Hands) -> None:
    hands.follows("Check your answers, then send")
    hands.presses("Send application")
    expect(hands.page.get_by_role("main")).to_contain_text("Your application has arrived. Its number is PPT-")


def _question(key: str) -> Question:
    question = blueprint_of(PROGRAMME).question(key)
    assert question is not None
    return question


def _answers(hands: Hands, question: Question, files: Mapping[str, Path], instead: Instead) -> None:
    if question.key in instead:
        instead[question.key](hands)
    elif question.key in FILES:
        hands.attaches(files[question.key], DESCRIPTIONS[question.key])
        hands.follows("Continue")
    elif question.key == LEFT_TO_ADVISERS:
        hands.follows("Continue")
    else:
        gives(hands, question.key)
        hands.presses("Save and continue")


def gives(hands: Hands, key: str) -> None:
    """Write or choose the answer, and press nothing yet."""
    if _question(key).kind in WRITTEN:
        hands.writes(ANSWERS[key].typed)
    else:
        hands.chooses(ANSWERS[key].typed)


def forgets_and_is_led_back(hands: Hands) -> None:
    """Without an answer the summary has the focus, and its link leads to the question. Back to the button with Shift."""
    assert isinstance(hands, Keyboard)
    hands.presses("Save and continue")
    expect(hands.page.locator(".errors")).to_be_focused()
    hands.goes_to("Choose an answer", kind="a")
    hands.keys("Enter")
    expect(hands.page.get_by_label("Yes", exact=True)).to_be_focused()
    hands.keys("Space")
    hands.goes_to("Save and stop for now")
    hands.goes_to("Save and continue", key="Shift+Tab")
    hands.leaves()
