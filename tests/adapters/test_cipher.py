"""Sealed text opens only in its own place, whole, and with a key that is still there."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.cipher import KeyRing
from app.core.clock import Entropy
from app.core.settings import Settings
from app.core.vault import VaultClosed

OLD, NEW = {"2026": b"o" * 32}, {"2027": b"n" * 32}
ROW, OTHER = UUID(int=1), UUID(int=2)
WORDS = "Ari needs a desk by the window."


def ring(keys: Mapping[str, bytes]) -> KeyRing:
    return KeyRing(keys, Entropy.seeded(1).random_bytes)


def sealed(keys: Mapping[str, bytes] = OLD, text: str = WORDS, row: UUID = ROW) -> str:
    return ring(keys).seal(text, table="accommodations", column="words", row=row)


def opened(text: str, keys: Mapping[str, bytes] = OLD, **place: str | UUID) -> str:
    where = {"table": "accommodations", "column": "words", "row": ROW} | place
    return ring(keys).open(text, **where)  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_sealed_comes_out_the_same(text: str) -> None:
    assert opened(sealed(text=text)) == text


def test_the_same_words_are_sealed_differently_each_time() -> None:
    keys = ring(OLD)

    assert len({keys.seal(WORDS, table="t", column="c", row=ROW) for _ in range(50)}) == 50


@pytest.mark.parametrize("place", [{"row": OTHER}, {"table": "passports"}, {"column": "reply"}])
def test_moved_to_another_place_it_stays_closed(place: dict[str, Any]) -> None:
    with pytest.raises(VaultClosed):
        opened(sealed(), **place)


@given(st.integers(0, 10_000), st.sampled_from("AZaz09-_=!. \x00é"))
def test_a_changed_letter_never_gives_other_words(place: int, letter: str) -> None:
    text = sealed()
    changed = text[: place % len(text)] + letter + text[place % len(text) + 1 :]

    try:
        assert opened(changed) == WORDS
    except VaultClosed:
        assert changed != text


@given(st.text())
def test_whatever_stands_in_the_column_raises_nothing_else(text: str) -> None:
    for damaged in (text, f"2026.{text}"):
        with pytest.raises(VaultClosed):
            opened(damaged)


def test_without_its_key_it_stays_closed() -> None:
    with pytest.raises(VaultClosed) as closed:
        opened(sealed(OLD), NEW)

    assert closed.value.facts["no_key"] == "2026"


def test_after_a_change_of_keys_the_old_text_still_opens_and_the_new_is_sealed_by_the_new_key() -> None:
    both = {**NEW, **OLD}

    assert opened(sealed(OLD), both) == WORDS
    assert sealed(both).startswith("2027.")


@pytest.mark.parametrize("keys", [{}, {"short": b"x" * 31}])
def test_a_ring_without_a_proper_key_is_refused(keys: dict[str, bytes]) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal characters"):
        ring(keys)


def test_the_settings_name_the_newest_key_first() -> None:
    settings = Settings(cipher_keys=f"b:{'bb' * 32}, a:{'aa' * 32}")

    made = KeyRing.of(settings, Entropy.seeded(1).random_bytes).seal(WORDS, table="t", column="c", row=ROW)

    assert made.startswith("b.")
