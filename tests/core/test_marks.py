"""Marks tell whether a text mentions a name, and nothing else without the key."""

import pytest

from app.adapters.cipher import KeyRing
from app.core.clock import Entropy
from app.core.marks import marks_of


def vault(key: bytes = b"a" * 32) -> KeyRing:
    return KeyRing({"a": b"k" * 32}, Entropy.seeded(1).random_bytes, marks_with=key)


def test_each_run_of_words_has_one_mark() -> None:
    assert len(marks_of(vault(), "a copy shop").split()) == 6
    assert len(marks_of(vault(), "shop shop").split()) == 2
    assert marks_of(vault(), " ... ") == ""


@pytest.mark.parametrize("same", ["Rising  Shot", "RISING-SHOT!", "rïsing shot"])
def test_capitals_signs_and_accents_do_not_matter(same: str) -> None:
    assert marks_of(vault(), same) == marks_of(vault(), "rising shot")


def test_without_the_key_nobody_makes_the_same_marks() -> None:
    assert not set(marks_of(vault(), "rising shot").split()) & set(marks_of(vault(b"b" * 32), "rising shot").split())


def test_the_order_of_the_words_is_not_kept() -> None:
    marks = marks_of(vault(), "we rise and shoot in the dark").split()

    assert marks == sorted(marks)
