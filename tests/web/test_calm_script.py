"""With htmx at work, in a real browser under the product's own policy: nothing is lost, and focus stays on the page."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from app.web.headers import content_policy
from app.web.statics import FOLDER, TYPES, contents
from tests.web.drawing import a_field, a_pencil, a_screen, drawn

ADDRESS = "http://cleanplate.test/queue"
QUEUE = """{% extends "layouts/person.html" %}{% block content %}{% block queue %}
<div id="queue" class="stack">
{% if screen.errors %}{{ ui.error_summary(screen.errors) }}{% endif %}
<h2>{{ heading }}</h2>
{% call ui.form("/queue/take", replaces="queue", id="take") %}
<label for="note">A note</label> <input class="input" id="note" name="note">
{{ ui.button("Take the next one", id=button_id) }}
{% endcall %}
</div>
{% endblock %}{% endblock %}"""
PENCIL = a_pencil(queue=QUEUE)

Answer = Callable[[Route], None]
Opened = Callable[..., Page]


def queue(
    heading: str, *, button_id: str | None = None, block: str | None = None, errors: tuple[object, ...] = ()
) -> str:
    screen = a_screen("The queue", errors=errors)
    return PENCIL.draw("queue.html", screen, {"heading": heading, "button_id": button_id}, block=block)


def says(html: str, *, status: int = 200) -> Answer:
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": content_policy("n0nce")}
    return lambda route: route.fulfill(status=status, headers=headers, body=html)


def problem(name: str) -> str:
    view = SimpleNamespace(sentence="Only your adviser decides this.", reference="", kept=(), closed=None)
    return PENCIL.draw(f"problems/{name}.html", a_screen("Not now"), {"problem": view})


STATICS = dict(contents(FOLDER))


def static(route: Route) -> None:
    name = urlsplit(route.request.url).path.removeprefix("/static/")
    route.fulfill(body=STATICS[name], headers={"Content-Type": TYPES["." + name.rpartition(".")[2]]})


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """`opened(answer)` shows the queue with a note typed; pressing its button gets that answer."""
    window = browser.new_page()

    def show(answer: Answer, *, button_id: str | None = None) -> Page:
        window.route("**/static/**", static)
        window.route(ADDRESS, says(queue("Before", button_id=button_id)))
        window.route("**/queue/take", answer)
        window.goto(ADDRESS)
        window.get_by_label("A note").fill("Typed words")
        window.get_by_role("button", name="Take the next one").press("Enter")
        return window

    yield show
    window.close()


def focus(window: Page) -> str:
    return str(window.evaluate("document.activeElement.textContent").strip())


def said(window: Page) -> str:
    return window.get_by_role("status").inner_text()


@pytest.mark.parametrize(("button_id", "place"), [("take-next", "Take the next one"), (None, "After")])
def test_focus_stays_on_the_control_or_moves_to_the_new_heading(
    opened: Opened, button_id: str | None, place: str
) -> None:
    window = opened(says(queue("After", button_id=button_id, block="queue")), button_id=button_id)

    window.get_by_role("heading", name="After").wait_for()
    window.wait_for_function("document.activeElement !== document.body")

    assert focus(window) == place


def test_an_error_summary_takes_the_focus(opened: Opened) -> None:
    errors = (SimpleNamespace(field_id="note", sentence="Write a shorter note"),)
    window = opened(says(queue("Before", block="queue", errors=errors), status=422))

    window.get_by_role("link", name="Write a shorter note").wait_for()

    assert focus(window).startswith("There is 1 thing to change")


@pytest.mark.parametrize("answer", [says("<h1>Down</h1>", status=500), lambda route: route.abort()])
def test_a_failure_is_said_beside_the_control_and_nothing_is_lost(opened: Opened, answer: Answer) -> None:
    window = opened(answer)

    window.locator("#take .not-done").wait_for()

    assert said(window) == "Cleanplate could not do this just now. What you typed is still here."
    assert window.get_by_label("A note").input_value() == "Typed words"
    assert focus(window) == "Take the next one"
    assert window.locator("h1").all_inner_texts() == ["The queue"]

    window.get_by_role("button", name="Try again").press("Enter")
    window.locator("#take .not-done").wait_for()

    assert focus(window) == "Take the next one"


def test_a_wait_is_told_in_words_that_stand_still(browser: Browser) -> None:
    window = browser.new_page()
    window.clock.install()
    window.route("**/static/**", static)
    window.route(ADDRESS, says(queue("Before")))
    window.route("**/queue/take", lambda _route: None)
    window.goto(ADDRESS)

    window.get_by_role("button", name="Take the next one").press("Enter")
    assert window.locator(".takes-longer").count() == 0
    window.clock.fast_forward(2000)

    assert (
        window.locator("#take .takes-longer").inner_text() == "Cleanplate is still working on this. You can wait here."
    )
    window.close()


def test_a_password_can_be_shown_and_hidden_again(browser: Browser) -> None:
    window = browser.new_page()
    window.route("**/static/**", static)
    window.route(
        ADDRESS, says(drawn("{{ ui.field(field) }}", field=a_field("password", autocomplete="current-password")))
    )
    window.goto(ADDRESS)
    kind = window.locator("#field-place")

    window.get_by_label("Show the password").check()
    assert kind.get_attribute("type") == "text"
    window.get_by_label("Show the password").uncheck()
    assert kind.get_attribute("type") == "password"
    window.close()


def test_trying_again_sends_the_same_words_once_more(opened: Opened) -> None:
    sent: list[str] = []

    def down_at_first(route: Route) -> None:
        sent.append(route.request.post_data or "")
        says(queue("After", block="queue"), status=200 if sent[1:] else 503)(route)

    window = opened(down_at_first)
    window.get_by_role("button", name="Try again").press("Enter")
    window.get_by_role("heading", name="After").wait_for()

    assert sent == ["csrf_token=t0ken&once=k3y-2&note=Typed+words"] * 2
    assert window.locator(".not-done").count() == 0


def test_a_refusal_stands_beside_the_control_in_the_words_of_the_server(opened: Opened) -> None:
    window = opened(says(problem("403"), status=403))

    window.get_by_text("You did nothing wrong").wait_for()

    assert said(window) == "Only your adviser decides this."
    assert window.get_by_label("A note").input_value() == "Typed words"
    assert window.title() == "The queue - Lumina - Cleanplate"
    assert window.locator("h1").all_inner_texts() == ["The queue"]


def test_the_token_goes_with_what_htmx_sends(opened: Opened) -> None:
    tokens: list[str | None] = []

    def remember(route: Route) -> None:
        tokens.append(route.request.headers.get("x-csrf-token"))
        says(queue("After", block="queue"))(route)

    opened(remember).get_by_role("heading", name="After").wait_for()

    assert tokens == ["t0ken"]
