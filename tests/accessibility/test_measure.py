"""Each measure finds what is there on a page that is not calm, and nothing on one that is."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from accessibility import measure
from tests.accessibility.conftest import Shelf

CALM = """
* { box-sizing: border-box; }
html { background: #F6F5F1; color: #332D22; }
body { margin: 0; font: 18px/1.6 sans-serif; }
main { max-width: 600px; padding: 24px; }
h1 { font-size: 30px; }
p a { color: #0C4D84; }
button { min-height: 48px; min-width: 48px; font: inherit; color: #FCFBF8; background: #0A4C83; border: 2px solid #0A4C83; }
.row { display: flex; min-height: 48px; align-items: center; }
.row input { width: 24px; height: 24px; margin: 0; }
.row label { padding: 10px; }
"""
BODY = """
<p>A sentence with <a href="/other">a link in it</a> and some more words, so that it takes two lines to read it all here.</p>
<form action="/x" novalidate>
  <fieldset><legend>How</legend>
    <div class="row"><input type="radio" id="one" name="way"><label for="one">In writing</label></div>
    <div class="row"><input type="radio" id="two" name="way"><label for="two">By speaking</label></div>
  </fieldset>
  <button>Save my answer</button>
</form>
"""

Open = Callable[..., Page]


@pytest.fixture
def show(window: Page, shelf: Shelf) -> Open:
    """Opens a page with these styles after the calm ones, and this body after the heading."""

    def opened(css: str = "", body: str = BODY) -> Page:
        shelf.put("/calm.css", CALM + css, "text/css")
        address = shelf.put(
            "/",
            f"""<!doctype html><html lang="en-AU"><head><title>Your questions</title>
            <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
            <link rel="stylesheet" href="/calm.css"></head>
            <body><main><h1>Your questions</h1>{body}</main></body></html>""",
        )
        window.goto(address)
        return window

    return opened


def test_colours_are_those_that_are_drawn_and_no_others(show: Open) -> None:
    page = show(".gone { display: none; color: red }", '<p>See <a href="/x">a link</a>.</p><p class="gone">Words</p>')

    assert measure.colours(page) == ["rgb(12, 77, 132)", "rgb(246, 245, 241)", "rgb(51, 45, 34)"]
    assert "rgb(255, 0, 0)" in measure.colours(show("p::before { content: ''; background: red }"))


def test_motions_are_those_that_run_and_those_that_wait(show: Open) -> None:
    assert measure.motions(show()) == []
    assert measure.motions(show("button { transition: color 0.2s }")) == ["may move: button “Save my answer”"]
    assert "running: turn" in measure.motions(
        show("@keyframes turn { to { rotate: 1turn } } h1 { animation: turn 9s infinite }")
    )


def test_what_moves_after_it_was_drawn_is_named_with_its_places(show: Open) -> None:
    page = show()
    assert measure.moved(page) == []

    page.evaluate("() => document.querySelector('h1').before(document.createElement('hr'))")
    page.evaluate("() => { document.querySelector('hr').style.height = '300px' }")

    shift = measure.moved(page)[-1]
    assert re.match(r"moved by 0\.\d*[1-9]\d*: .*h1 “.*” from (\d+ \d+) \d+ \d+ to (?!\1)\d+ \d+", shift)


def test_small_targets_are_found_and_links_in_sentences_are_exempt(show: Open) -> None:
    assert measure.small_targets(show()) == []
    assert measure.small_targets(show("button { min-height: 0; height: 30px; width: 200px }")) == [
        "button “Save my answer” is 200 by 30 px"
    ]
    assert len(measure.small_targets(show(body='<p><a href="/other">Alone</a></p>'))) == 1


def test_sideways_scroll_is_measured_in_pixels(show: Open) -> None:
    page = show("h1 { width: 400px }")
    assert measure.sideways_scroll(page) == 0

    page.set_viewport_size({"width": 320, "height": 640})

    assert measure.sideways_scroll(page) == 400 + 24 - 320


def test_text_sizes_and_the_longest_line(show: Open) -> None:
    page = show()
    assert measure.text_sizes(page) == [18, 30]
    assert 50 <= measure.longest_line(page) <= 75

    assert measure.longest_line(show("main { max-width: none }")) > 90


def test_controls_count_the_choices_of_one_question_once(show: Open) -> None:
    assert measure.controls(show()) == measure.Controls(on_page=4, in_main=3)


def test_weight_is_what_travelled(show: Open) -> None:
    light = measure.weight(show())
    heavy = measure.weight(show(f"/* {'x' * 1000} */"))

    assert light.requests == 2
    assert heavy.bytes - light.bytes == 1006


def test_a_picture_tells_a_glaring_page_from_a_calm_one(show: Open) -> None:
    calm = measure.picture(show())
    loud = measure.picture(
        show("html { background: repeating-linear-gradient(45deg, #fff, #fff 4px, #f00 4px, #f00 8px) }")
    )
    dark = measure.picture(show("html { background: #1D2023 }", body=""))

    assert measure.luminance(calm) == pytest.approx(0.89, abs=0.03)
    assert measure.luminance(dark) < 0.05
    assert measure.colourfulness(loud) > 5 * measure.colourfulness(calm)
    assert measure.edges_percent(calm) < 4 < measure.edges_percent(loud)


def test_axe_runs_under_a_strict_policy_with_the_rules_that_are_off_by_default(show: Open) -> None:
    assert measure.axe(show()) == []

    grey = measure.axe(show("p { color: #6B6B6B }"))
    assert [(each.rule, each.targets) for each in grey] == [("color-contrast-enhanced", ("p",))]

    small = '<button class="s">Save one</button><button class="s">Save two</button>'
    cramped = "button.s { min-height: 0; min-width: 0; height: 9px; width: 9px; padding: 0; margin: 0; font-size: 0 }"
    assert "target-size" in [each.rule for each in measure.axe(show(cramped, body=small))]
