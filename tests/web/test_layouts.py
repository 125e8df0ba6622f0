"""The frame of every page: its title, its look, its help, and the calm pages for every "no"."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from accessibility.checks import findings
from app.web.looks import Look
from app.web.navigation import Link
from app.web.render import TEMPLATES
from tests.web.drawing import a_pencil, a_screen, drawn, each, the, words

PROBLEMS = sorted(path.stem for path in (TEMPLATES / "problems").glob("*.html"))
KEPT = "I cut out a cat, <frame> by frame."


@pytest.mark.parametrize("layout", ["person", "staff"])
def test_a_page_of_each_layout_holds_to_the_standard(layout: str) -> None:
    screen = a_screen(notice="Your answers are saved.", is_demo=True, crumb=Link("your application", "/application"))

    assert findings(drawn("<p>Words.</p>", screen, layout=layout), path="/") == []


def test_errors_come_first_in_the_title_and_above_the_heading() -> None:
    errors = [SimpleNamespace(field_id="field-email", sentence="Write your address")]

    page = drawn('<p id="field-email">.</p>', a_screen(errors=errors))

    assert words(the(page, "title")) == "Error: Your workspace - Lumina - Cleanplate"
    assert [words(part) for part in each(page, "main :is(h1, h2, a)")] == [
        "There is 1 thing to change",
        "Write your address",
        "Your workspace",
    ]


def test_every_choice_of_a_look_is_on_the_first_element() -> None:
    look = Look(palette="dark", size="150", font="lexend", spacing="roomy", density="compact", images="off")

    page = drawn("", a_screen(settings=look))

    assert {
        name: the(page, "html")[f"data-{name}"] for name in ("palette", "size", "font", "spacing", "density", "images")
    } == {
        "palette": "dark",
        "size": "150",
        "font": "lexend",
        "spacing": "roomy",
        "density": "compact",
        "images": "off",
    }
    assert the(page, "meta[name=color-scheme]")["content"] == "dark"


def test_no_styles_means_that_no_sheet_is_named() -> None:
    plain = drawn("", a_screen(settings=Look(palette="none")))

    assert each(plain, "link[rel=stylesheet]") == []
    assert str(the(drawn(""), "link[rel=stylesheet]")["href"]).startswith("/static/calm.css")


def test_only_a_chosen_font_is_fetched_early_and_under_the_address_in_the_sheet() -> None:
    chosen = drawn("", a_screen(settings=Look(font="atkinson")))

    assert [link["href"] for link in each(chosen, "link[rel=preload]")] == [
        "/static/fonts/atkinson-hyperlegible-next-latin-400.woff2",
        "/static/fonts/atkinson-hyperlegible-next-latin-700.woff2",
    ]
    assert each(drawn(""), "link[rel=preload]") == []


def test_each_page_names_a_person_and_two_ways_to_reach_them() -> None:
    help_box = the(drawn(""), "aside")

    assert "Mei Tanaka, Programme manager. Mei replies within 2 working days." in words(help_box)
    assert [link["href"] for link in help_box.select("a")] == ["mailto:mei@lumina.example", "tel:0855501234"]


def test_nobody_signed_in_sees_no_name_and_no_way_out() -> None:
    page = drawn("", a_screen(actor=None, navigation=[]))

    assert each(page, "form, nav") == []


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_a_calm_page_and_the_same_words_as_a_fragment(name: str) -> None:
    problem = SimpleNamespace(
        sentence="Only your adviser decides this.",
        seconds=90,
        reference="7F3A",
        kept=[SimpleNamespace(label="Your work", value=KEPT)],
        again=None,
        closed=None,
    )
    pencil, screen = a_pencil(), a_screen("Not done yet")

    page = pencil.draw(f"problems/{name}.html", screen, {"problem": problem})
    block = pencil.draw(f"problems/{name}.html", screen, {"problem": problem}, block="problem")

    assert findings(page, path=f"/{name}") == []
    assert findings(block, path=f"/{name}", fragment=True) == []
    assert words(the(page, "#problem")) == words(the(block, "#problem"))


def test_what_was_typed_is_given_back_where_it_could_not_be_saved() -> None:
    problem = SimpleNamespace(sentence="It changed.", kept=[SimpleNamespace(label="Your work", value=KEPT)])

    for name in ("409", "csrf-expired"):
        page = a_pencil().draw(f"problems/{name}.html", a_screen(), {"problem": problem})
        assert words(the(page, ".own-words")) == KEPT


def test_a_wait_is_said_in_whole_minutes() -> None:
    def said(seconds: int) -> str:
        problem = SimpleNamespace(sentence="That were many tries.", seconds=seconds)
        return a_pencil().draw("problems/429.html", a_screen(), {"problem": problem}, block="problem")

    assert "You can try again in 1 minute." in said(20)
    assert "You can try again in 5 minutes." in said(241)


def test_a_place_that_is_open_says_so_in_words() -> None:
    screen = replace(a_screen(), navigation=[Link("Home", "/"), Link("Messages", "/messages", is_current=True)])

    here = the(drawn("", screen), "a[aria-current=page]")

    assert words(here) == "Messages (you are here)"
