"""Draws templates with the product's own pencil, for tests that need no database and no request."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from bs4 import BeautifulSoup, Tag
from jinja2 import BaseLoader, ChoiceLoader, DictLoader

from app.web.looks import Look
from app.web.navigation import Link
from app.web.render import Contact, Pencil, Screen
from app.web.statics import Statics

MEI = Contact(
    "Mei Tanaka", "Programme manager", "mei@lumina.example", "08 5550 1234", "Mei replies within 2 working days"
)


class EveryPath(dict[str, str]):
    """A path for whichever route a template names."""

    def __missing__(self, name: str) -> str:
        return "/" + name.replace(".", "/")


def a_screen(title: str = "Your workspace", **changes: Any) -> Screen:
    settled: dict[str, Any] = {
        "title": title, "part": "Lumina", "lang": "en-AU", "nonce": "n0nce", "csrf": "t0ken", "form_key": "k3y",
        "settings": Look(), "actor": SimpleNamespace(name="Ari Chen"), "contact": MEI, "notice": None, "errors": (),
        "navigation": [Link("Home", "/", is_current=True), Link("Messages", "/messages")],
        "is_demo": False, "path": "/parts/2", "crumb": None,
    }  # fmt: skip
    return Screen(**(settled | changes))


def a_pencil(**samples: str) -> Pencil:
    """A pencil that also knows these templates; `page="…"` is drawn as "page.html"."""
    pencil = Pencil(Statics(), EveryPath())
    shelf = pencil.environment.loader
    assert isinstance(shelf, BaseLoader)
    pencil.environment.loader = ChoiceLoader(
        [shelf, DictLoader({f"{name}.html": text for name, text in samples.items()})]
    )
    return pencil


def drawn(body: str, screen: Screen | None = None, *, layout: str = "person", **context: Any) -> str:
    """A whole page whose content is this template text."""
    page = f'{{% extends "layouts/{layout}.html" %}}{{% block content %}}{body}{{% endblock %}}'
    return a_pencil(page=page).draw("page.html", screen or a_screen(), context)


def piece(body: str, **context: Any) -> str:
    """The text of one component, without a page around it."""
    return a_pencil(piece=body).draw("piece.html", a_screen(), context).strip()


def a_field(kind: str, **changes: Any) -> Mapping[str, Any]:
    """One question of this kind, as a form would hand it to the templates."""
    settled: dict[str, Any] = {
        "name": "place", "id": "field-place", "kind": kind, "label": "Where would you like to work?", "hint": "",
        "who_reads": "", "error": None, "value": [] if kind == "some_of" else "", "autocomplete": "", "rows": 5,
        "is_optional": False, "options": (),
    }  # fmt: skip
    return settled | changes


def the(html: str, selector: str) -> Tag:
    """The first element that fits; a test that asks for it needs it."""
    found = BeautifulSoup(html, "html.parser").select_one(selector)
    assert found is not None, f"nothing fits {selector}"
    return found


def each(html: str, selector: str) -> list[Tag]:
    return list(BeautifulSoup(html, "html.parser").select(selector))


def words(element: Tag) -> str:
    """What an element says, with white space folded."""
    return " ".join(element.get_text(" ").split())
