"""The words that make a page ask kindly."""

import pytest

from app.rules.health_words import first_health_word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Seat them with their back to a wall.", ""),
        ("A wall, because of their Autism.", "Autism"),
        ("They have ADHD", "ADHD"),
        ("Keep the air conditioning off.", ""),
        ("Doctoral students share the room.", ""),
        ("A diagnosis and a doctor", "diagnosis"),
    ],
)
def test_the_first_word_is_found_as_written(text: str, word: str) -> None:
    assert first_health_word(text) == word
