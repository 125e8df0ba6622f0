"""Bad input in every field of every form, as everybody who has one: never a fault, never an empty page, nothing typed is lost."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
from bs4 import Tag

from app.core.settings import Settings
from app.forms.filling import Filled
from app.main import pages_for
from app.web.router import Page
from tests.client import Shown
from tests.house.conftest import Demonstration
from tests.house.visiting import KEYS, guessed

POSTED = [page.name for page in pages_for(Settings(environment="demonstration")) if page.method == "POST"]
BROKEN, AGAIN = 500, 422

OVERLONG = "Words that go on and on. " * 900
BAD: Mapping[str, Sequence[str]] = {
    "NUL and control characters": ("Rain\x00 on\x07 a\x1f roof\x7f",),
    "no choice of the list": ("no-such-choice",),
    "a number far too large": ("9" * 400,),
    "a negative number": ("-1",),
    "a date that does not exist": ("31 February 2027",),
    "two where one is expected": ("2027-02-30", "00000000-0000-7000-8000-000000000000"),
    "an overlong text": (OVERLONG,),
    "emoji and half a character": ("\U0001f3ad \ud800 \\ud83c",),
}
MIXED = "everything at once"

TEXT = {"text", "email", "number", "search", "tel", "url", "date", "time"}
"""Inputs that hold what was typed. What is chosen from a list cannot stand there when it is none of the list."""

SECRET = ("password", "code")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of all fields of every form that was read meanwhile."""
    names: set[str] = set()
    read = Filled.read.__func__  # type: ignore[attr-defined]  # a class method

    def noted(cls: type, kind: type, typed: Mapping[str, Sequence[str]]) -> object:
        names.update(kind.model_fields)  # type: ignore[attr-defined]  # each form has them
        return read(cls, kind, typed)

    monkeypatch.setattr(Filled, "read", classmethod(noted))
    return names


@pytest.mark.parametrize("name", POSTED)
def test_bad_input_is_answered_calmly_and_given_back(demonstration: Demonstration, asked: set[str], name: str) -> None:
    page = next(page for page in demonstration.pages if page.name == name)
    wrong = []
    for number, (key, path) in enumerate(doors(demonstration, page)):
        client = demonstration.client(key)
        with demonstration.undone():
            first = client.post_body(path, [])
        fields = sorted(asked | named(first) | {"once"})
        for case, pairs in cases(fields, alone=number == 0):
            with demonstration.undone():
                shown = client.post_body(path, pairs)
            wrong += [f"{case}, as {key or 'nobody'} to {path}: {fault}" for fault in faults(shown, pairs, asked)]

    assert wrong == []


def doors(demonstration: Demonstration, page: Page) -> list[tuple[str, str]]:
    """Everybody who may send this form, with an address that is theirs; nobody at a made-up one where there is none."""
    found = [(KEYS.get(each.person, ""), each.path) for each in demonstration.examples[page.name].values()]
    return list(dict.fromkeys(found)) or [("", guessed(page))]


def cases(fields: Sequence[str], *, alone: bool) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each kind of bad input in every field; for everybody after the first all kinds at once, spread over the fields."""
    if alone:
        yield from ((case, [(name, value) for name in fields for value in bad]) for case, bad in BAD.items())
        return
    kinds = list(BAD.values())
    yield MIXED, [(name, value) for at, name in enumerate(fields) for value in kinds[at % len(kinds)]]


def faults(shown: Shown, pairs: Sequence[tuple[str, str]], asked: set[str]) -> Iterator[str]:
    if shown.status >= BROKEN:
        yield f"answers {shown.status}"
    is_page = "text/html" in shown.answer.headers.get("content-type", "")
    if is_page and shown.status != 303 and not shown.main:
        yield "an empty page"
    if is_page and shown.status == AGAIN:
        yield from (f"{name} does not hold what was typed" for name in lost(shown, pairs) if name in asked)


def lost(shown: Shown, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The fields that a person sees on the page and that do not hold the first of what was typed there, cleaned."""
    typed: dict[str, str] = {}
    for name, value in pairs:
        typed.setdefault(name, cleaned(value))
    held: dict[str, list[str]] = {}
    for control in shown.main_part.select("input[name], textarea[name]"):
        if holds_text(control):
            held.setdefault(str(control["name"]), []).append(value_of(control))
    return (name for name, values in held.items() if typed.get(name, "") not in values and name in typed)


@cache
def cleaned(value: str) -> str:
    """As it arrives, with one way to write lines and accents, without what cannot be seen and with nothing around it."""
    arrived = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    seen = "".join(char for char in arrived if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", seen).strip()


def holds_text(control: Tag) -> bool:
    is_secret = str(control["name"]).startswith(SECRET)
    return not is_secret and (control.name == "textarea" or str(control.get("type", "text")) in TEXT)


def value_of(control: Tag) -> str:
    """A browser drops the first line break of a text area."""
    return control.get_text().strip() if control.name == "textarea" else str(control.get("value", ""))


def named(shown: Shown) -> set[str]:
    return {str(control["name"]) for control in shown.main_part.select("form [name]")} - {"csrf_token"}
