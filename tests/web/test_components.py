"""Every component is one macro that says how it is used, and what it draws holds to the standard."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from accessibility.checks import findings
from app.forms.asking import YES_AND_NO, Option
from app.web.render import TEMPLATES
from tests.web.drawing import a_field, a_screen, drawn, each, piece, the, words

COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
KINDS = (
    "text",
    "email",
    "tel",
    "url",
    "password",
    "code",
    "number",
    "date",
    "long_text",
    "file",
    "one_of",
    "some_of",
    "yes_no",
)
PLACES = (Option("set", "With the crew"), Option("home", "At home", "You need a quiet room."))
FILLED_IN_BY_BROWSERS = {"email": "email", "tel": "tel", "password": "current-password"}
FIELD = "{{ ui.field(field) }}"


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_one_macro_named_like_its_file(component: Path) -> None:
    text = component.read_text()

    assert re.findall(r"{% macro (\w+)", text) == [component.stem]
    assert text.startswith("{# "), "the first line says how it is used"
    assert f"ui.{component.stem}(" in text.split("#}")[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("error", [None, "Choose where you would like to work"])
def test_a_question_of_every_kind_holds_to_the_standard(kind: str, error: str | None) -> None:
    options = {"yes_no": YES_AND_NO, "one_of": PLACES, "some_of": PLACES}.get(kind, ())
    field = a_field(
        kind,
        error=error,
        hint="You can change it later.",
        who_reads="your adviser",
        options=options,
        autocomplete=FILLED_IN_BY_BROWSERS.get(kind, ""),
    )
    errors = [SimpleNamespace(field_id="field-place", sentence=error)] if error else []

    html = drawn(
        '{% call ui.form("/x") %}{{ ui.field(field) }}{{ ui.button(_("Save and go on")) }}{% endcall %}',
        a_screen(errors=errors),
        field=field,
    )

    assert findings(html, path=f"/{kind}") == []


def test_a_control_is_tied_to_its_notes_in_the_order_they_are_read() -> None:
    field = a_field("email", hint="For messages.", who_reads="your adviser", error="Write the whole address")

    control = the(piece(FIELD, field=field), "input")

    assert control["aria-describedby"] == "field-place-hint field-place-who field-place-error"
    assert control["aria-invalid"] == "true"


def test_what_was_typed_is_drawn_again_and_escaped() -> None:
    typed = "<b>two\nlines</b>"

    assert the(piece(FIELD, field=a_field("long_text", value=typed)), "textarea").get_text().strip() == typed
    assert the(piece(FIELD, field=a_field("text", value=typed)), "input")["value"] == typed
    assert not the(piece(FIELD, field=a_field("password", value="secret")), "input").has_attr("value")


def test_the_first_choice_has_the_id_that_the_error_summary_links_to() -> None:
    boxes = each(piece(FIELD, field=a_field("some_of", options=PLACES, value=["home"])), "input")

    assert [(box["id"], box.has_attr("checked")) for box in boxes] == [
        ("field-place", False),
        ("field-place-2", True),
    ]


def test_a_question_that_can_be_left_out_says_so() -> None:
    assert "(optional)" in piece(FIELD, field=a_field("text", is_optional=True))
    assert "(optional)" not in piece(FIELD, field=a_field("text"))


def test_a_form_carries_its_token_and_key_and_only_then_files() -> None:
    plain = piece('{% call ui.form("/x") %}.{% endcall %}')
    form = SimpleNamespace(fields=[SimpleNamespace(kind="text"), SimpleNamespace(kind="file")])
    with_file = piece('{% call ui.form("/x", form) %}.{% endcall %}', form=form)

    assert {box["name"]: box["value"] for box in each(plain, "input")} == {"csrf_token": "t0ken", "once": "k3y"}
    assert the(plain, "form").has_attr("novalidate")
    assert not the(plain, "form").has_attr("enctype")
    assert the(with_file, "form")["enctype"] == "multipart/form-data"


def test_a_form_that_replaces_a_block_also_works_without_script() -> None:
    form = the(piece('{% call ui.form("/x", replaces="queue", id="take") %}.{% endcall %}'), "form")

    assert (form["action"], form["method"], form["hx-post"]) == ("/x", "post", "/x")
    assert (form["hx-target"], form["hx-swap"], form["id"]) == ("#queue", "outerHTML", "take")


def test_every_state_has_its_own_shape_and_a_word() -> None:
    kinds = ("plain", "info", "success", "warning", "error")

    states = [piece('{{ ui.status("Sent", kind) }}', kind=kind) for kind in kinds]

    assert len({the(state, "path")["d"] for state in states}) == len(kinds)
    assert {words(the(state, ".status")) for state in states} == {"Sent"}


def test_a_cell_of_the_schedule_stands_alone_and_says_its_clash() -> None:
    entry = SimpleNamespace(
        text="Ari Chen, 9:00am", route="people.home", params={}, about="desk 2, Monday",
        clash="This seat has a walkway.", note="Kept here.",
    )  # fmt: skip
    rows = [SimpleNamespace(label="Desk 2", cells=[[entry], []])]

    html = drawn(
        '{{ ui.grid("week", "Week of 5 May", "Desk", ["Monday", "Tuesday"], rows) }}', layout="staff", rows=rows
    )
    cells = [words(cell) for cell in each(html, "td")]

    assert cells == ["Ari Chen, 9:00am desk 2, Monday Kept here. This seat has a walkway.", "Free"]
    assert findings(html, path="/week") == []


def test_a_promise_says_its_day_and_whether_it_held() -> None:
    by, kept = date(2027, 3, 5), date(2027, 3, 4)
    promise = '{{ ui.promise("An answer", by, kept, is_late) }}'

    def said(**facts: object) -> str:
        return words(the(piece(promise, by=by, **facts), ".promise"))

    assert said(kept=None, is_late=False) == "An answer: by Friday 5 March 2027. On time so far"
    assert said(kept=kept, is_late=False) == "An answer: by Friday 5 March 2027. Done on Thursday 4 March 2027"
    assert said(kept=None, is_late=True) == "An answer: by Friday 5 March 2027. Later than we promised"


def test_the_way_shows_one_main_button_and_says_where_nothing_waits() -> None:
    def step(title: str) -> SimpleNamespace:
        params = (("part", "work"), ("after", 3))
        return SimpleNamespace(
            title=title,
            when="By Friday 5 March 2027",
            text=None,
            route="parts.show",
            params=params,
            action=f"Open {title}",
        )

    way = drawn("{{ ui.timeline(now, [], later) }}", now=[step("one"), step("two")], later=[step("three")])

    assert [words(link) for link in each(way, "main .button")] == ["Open one"]
    assert [link["href"] for link in each(way, "main a")] == ["/parts/show?part=work&after=3"] * 3
    assert words(the(way, ".timeline-next")) == "Next Nothing for you to do."


def test_each_cell_of_a_table_carries_the_name_of_its_column() -> None:
    heads = ["Who", "What is “due”", "By when"]
    rows = [["Noor", "A lamp", "Friday"], ["Bea <b>", "A seat", "Monday"]]

    html = drawn('{{ ui.table("waiting", "What waits", heads, rows) }}', layout="staff", heads=heads, rows=rows)

    assert findings(html, path="/table") == []
    assert [(td["data-head"], words(td)) for td in the(html, "tbody").select("td")] == [
        ("What is “due”", "A lamp"),
        ("By when", "Friday"),
        ("What is “due”", "A seat"),
        ("By when", "Monday"),
    ]
    assert the(html, "table")["class"] == ["cards"]
    assert "class" not in the(drawn('{{ ui.table("few", "Two", ["A", "B"]) }}'), "table").attrs
