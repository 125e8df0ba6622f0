"""Screens keep their order and words during a round; what changes all the same is told with its day (N35)."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.rules.screens import ScreenChange, screen_changes
from tests.house.screens import SEAL, TELL, Seal, Sealed, new_round, said_by, screens, seal_again, sealed

BEGAN = date(2027, 1, 1)
PAGE = (
    '{% extends "layouts/person.html" %}{# a note #}\n{% block content %}<h2 class="a">{{ _("First") }}</h2>'
    '{% include "part.html" %}{{ ui.button(_("Send")) }}{{ ui.link(_("Leave"), path_for("home")) }}{% endblock %}'
)


def test_n35_a_screen_differs_only_when_it_is_told() -> None:
    assert seal_again(screens(), sealed(), screen_changes()).untold == [], TELL


def test_n35_every_screen_is_sealed() -> None:
    outcome = seal_again(screens(), sealed(), screen_changes())

    assert len(outcome.screens) > 200
    assert outcome.screens == dict(sealed().screens), SEAL


def an_app(folder: Path, page: str = PAGE, part: str = '{{ ui.field(form.field("name")) }}') -> Path:
    for name in ("templates", "forms", "pages"):
        (folder / name).mkdir(parents=True)
    (folder / "templates/page.html").write_text(page)
    (folder / "templates/part.html").write_text(part)
    question = 'name: Annotated[str, Ask(label=N_("Your name"), hint=N_("As you like it."))]'
    (folder / "forms/names.py").write_text(f"class NameForm(Form):\n    {question}\n    age: int = 0\n")
    (folder / "pages/names.py").write_text('class Page:\n    title: str = N_("Your name")\n')
    return folder


def test_n35_the_seal_knows_order_words_questions_and_titles(tmp_path: Path) -> None:
    app = an_app(tmp_path / "app")

    assert sorted(screens(app)) == ["forms/names.py", "page.html", "pages/names.py"]
    assert said_by("page.html", app / "templates") == [
        "h2", "First", "ui.field", "name", "ui.button", "Send", "ui.link", "Leave",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "before", "now", "is_seen"),
    [
        ("templates/page.html", '"Send"', '"Send it"', True),
        ("templates/page.html", "ui.button", "ui.link_button", True),
        ("templates/page.html", "h2", "h3", True),
        ("templates/page.html", '_("First")', '_("Leave")', True),
        ("templates/part.html", '"name"', '"age"', True),
        ("templates/part.html", "{{ ui", "<ul>{{ ui", True),
        ("forms/names.py", "Your name", "Name", True),
        ("forms/names.py", "As you like it.", "Any.", True),
        ("pages/names.py", "Your name", "Name", True),
        ("templates/page.html", 'class="a"', 'class="b"', False),
        ("templates/page.html", "a note", "another note", False),
        ("templates/page.html", "<h2", "<div></div>\n<h2", False),
        ("forms/names.py", "age: int = 0\n", "age: int = 0\n\n    # why\n", False),
    ],
)
def test_n35_what_people_see_breaks_the_seal_and_nothing_else(
    tmp_path: Path, file: str, before: str, now: str, is_seen: bool
) -> None:
    known = screens(an_app(tmp_path / "known"))
    changed = an_app(tmp_path / "changed")
    text = (changed / file).read_text()
    (changed / file).write_text(text.replace(before, now))

    assert before in text
    assert (screens(changed) != known) is is_seen


def told(*days: date, screen: str = "page.html") -> Sequence[ScreenChange]:
    return [ScreenChange(day=day, where="A page", before="So.", now="Thus.", screens=(screen,)) for day in days]


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ([], False),
        (told(BEGAN, screen="other.html"), False),
        (told(date(2026, 12, 31)), False),
        (told(BEGAN), True),
        (told(date(2027, 2, 1), BEGAN), True),
    ],
)
def test_n35_a_change_needs_an_entry_of_this_round_that_names_the_screen(
    changes: Sequence[ScreenChange], is_told: bool
) -> None:
    known = Sealed(BEGAN, {"page.html": Seal("old", 0)})

    outcome = seal_again({"page.html": "new"}, known, changes)

    assert outcome.untold == ([] if is_told else ["page.html"])
    assert outcome.screens["page.html"].print == ("new" if is_told else "old")


def test_n35_one_entry_tells_of_one_change() -> None:
    once = seal_again({"page.html": "new"}, Sealed(BEGAN, {"page.html": Seal("old", 0)}), told(BEGAN))

    again = seal_again({"page.html": "newer"}, Sealed(BEGAN, once.screens), told(BEGAN))

    assert (once.untold, again.untold) == ([], ["page.html"])


def test_n35_a_screen_that_goes_is_told_and_a_new_one_is_not() -> None:
    known = Sealed(BEGAN, {"page.html": Seal("old", 0)})

    assert seal_again({"new.html": "new"}, known, []).untold == ["page.html"]
    assert seal_again({"new.html": "new"}, known, told(BEGAN)).screens == {"new.html": Seal("new", 0)}


def test_n35_a_new_round_begins_with_the_screens_as_they_are() -> None:
    begun = new_round({"page.html": "new"}, date(2027, 2, 1), told(BEGAN))

    assert begun == {"page.html": Seal("new", 0)}
