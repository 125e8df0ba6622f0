"""Blueprints that changed while an intake is under way: the product reads them as if the file had been edited."""

from collections.abc import Callable

import pytest

from app.rules.blueprints import Question, blueprint_of, blueprints

Edit = Callable[[Question], Question | None]


def edited(monkeypatch: pytest.MonkeyPatch, edit: Edit, *, key: str = "lumina") -> None:
    """Each question as `edit` returns it; one that it returns None for is taken out."""
    before = blueprint_of(key)
    parts = [
        part.model_copy(update={"questions": [kept for q in part.questions if (kept := edit(q)) is not None]})
        for part in before.parts
    ]
    monkeypatch.setitem(blueprints(), key, before.model_copy(update={"parts": parts}))


def changed(monkeypatch: pytest.MonkeyPatch, question: str, *, key: str = "lumina", **update: object) -> None:
    """One question with these fields in place of its own."""

    def edit(q: Question) -> Question:
        return Question.model_validate({**q.model_dump(), **update}) if q.key == question else q

    edited(monkeypatch, edit, key=key)


def taken_out(monkeypatch: pytest.MonkeyPatch, question: str, *, key: str = "lumina") -> None:
    edited(monkeypatch, lambda q: None if q.key == question else q, key=key)
