"""Drafts in a real browser: one still line changes its words, and what was typed outlives a lost connection."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Route

from app.web.statics import FOLDER
from tests.web.drawing import a_field, a_pencil, a_screen
from tests.web.test_calm_script import says, static

ADDRESS = "http://cleanplate.test/question"
QUESTION = """{% extends "layouts/person.html" %}{% block content %}
{% call ui.form("/question", drafts="/drafts") %}
{{ ui.field(field) }}
<input type="hidden" name="version_place" value="3"><input type="hidden" name="page" value="p1">
<input type="hidden" name="turn" value="0">
{% include "applications/draft_line.html" %}
{{ ui.button("Save") }}
{% endcall %}
{% endblock %}"""
PENCIL = a_pencil(question=QUESTION)
FIELD = a_field("long_text", name="answer_place", id="field-place", value="")
KEPT = '<div id="draft"><p>Draft saved at 10:42am.</p><input type="hidden" name="version_place" value="4"></div>'
NEWER = """<div id="draft"><p>Not saved here. There is newer text.</p>
<input type="hidden" name="version_place" value="9"><div id="newer-place"><div class="notice">Other words</div></div></div>"""

Answer = Callable[[Route], None]


class Opened:
    """The page of one question, and every draft that its script sent."""

    def __init__(self, window: Page) -> None:
        self.window = window
        self.sent: list[dict[str, list[str]]] = []
        self.answer: Answer = says(KEPT)
        view = SimpleNamespace(drafted_at=None, zone="Australia/Adelaide")
        window.clock.install()
        window.route("**/static/**", static)
        window.route(
            ADDRESS,
            says(PENCIL.draw("question.html", a_screen(script="js/calm-drafts.js"), {"field": FIELD, "view": view})),
        )
        window.route("**/drafts", self._answered)
        window.goto(ADDRESS)

    def writes(self, text: str) -> None:
        self.window.locator("#field-place").press_sequentially(text)
        self.window.clock.fast_forward(1500)

    def line(self, words: str) -> None:
        self.window.locator("#draft-line", has_text=words).wait_for()

    @property
    def aloud(self) -> str:
        return self.window.get_by_role("status").inner_text()

    def _answered(self, route: Route) -> None:
        self.sent.append(parse_qs(route.request.post_data or ""))
        self.answer(route)


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    window = browser.new_page()
    yield Opened(window)
    window.close()


def test_f02_a_pause_saves_and_only_the_line_changes(opened: Opened) -> None:
    before = opened.window.locator("button", has_text="Save").bounding_box()

    opened.writes("Light")
    opened.line("Draft saved at 10:42am.")
    with opened.window.expect_response("**/*"):
        opened.writes(" and time")
    opened.line("Draft saved at 10:42am.")

    assert opened.sent[0] == {
        "csrf_token": ["t0ken"], "page": ["p1"], "turn": ["1"], "answer_place": ["Light"], "version_place": ["3"],
    }  # fmt: skip
    assert opened.sent[1]["answer_place"] == ["Light and time"]
    assert opened.sent[1]["version_place"] == ["4"]
    assert opened.window.locator("button", has_text="Save").bounding_box() == before
    assert opened.aloud == ""


def test_f02_offline_is_said_and_sent_when_the_line_is_back(opened: Opened) -> None:
    opened.window.context.set_offline(True)
    opened.answer = lambda route: route.abort()
    opened.writes("Light")
    opened.line("Not saved yet. You are offline. What you wrote stays on this page.")
    assert opened.aloud == "Not saved yet. You are offline. What you wrote stays on this page."

    opened.answer = says(KEPT)
    opened.window.context.set_offline(False)
    opened.line("Draft saved at 10:42am.")

    assert opened.sent[-1]["answer_place"] == ["Light"]
    assert opened.window.locator("#field-place").input_value() == "Light"


def test_f02_newer_text_is_shown_below_and_nothing_more_is_sent(opened: Opened) -> None:
    opened.answer = says(NEWER, status=409)
    opened.writes("Light")
    opened.line("Not saved here. There is newer text.")
    opened.writes(" again")

    assert opened.window.locator("#draft-newer").inner_text() == "Other words"
    assert opened.window.locator("#field-place").input_value() == "Light again"
    assert opened.window.locator("[name=version_place]").input_value() == "9"
    assert len(opened.sent) == 1


def test_f02_a_sign_in_that_ended_is_said(opened: Opened) -> None:
    opened.answer = lambda route: route.fulfill(status=200, headers={"HX-Redirect": "/sign-in"}, body="")

    opened.writes("Light")

    opened.line("You are signed out. What you wrote is kept. Save it, and sign in again.")


@pytest.mark.parametrize("answer", [says("<h1>Down</h1>", status=503), says("<h1>Not now</h1>", status=403)])
def test_f02_a_server_that_says_no_leaves_the_text(opened: Opened, answer: Answer) -> None:
    opened.answer = answer

    opened.writes("Light")

    opened.line("Not saved yet. What you wrote stays on this page.")
    assert opened.window.locator("#field-place").input_value() == "Light"


def test_f02_only_this_script_listens_while_somebody_writes_and_none_keeps_anything() -> None:
    """The one exception to rules F10 and X8; nothing is ever stored in the browser."""
    scripts = {path.name: path.read_text() for path in sorted((FOLDER / "js").glob("*.js"))}

    assert [name for name, text in scripts.items() if '"input"' in text] == ["drafts.js"]
    assert [name for name, text in scripts.items() if "Storage" in text or "setInterval" in text] == []
