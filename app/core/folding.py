"""Text folded for comparing: the words of it without accents, capitals and signs, the same on every database."""

import unicodedata

LONGEST_WORD = 60
"""Longer ones are cut, in what is stored and in what is asked for alike."""


def words_in(text: str) -> list[str]:
    """Each word once, in the order of the text."""
    return list(dict.fromkeys(every_word_in(text)))


def every_word_in(text: str) -> list[str]:
    """Letters and digits make a word, whatever their script; signs end it."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    folded = "".join(_folded(char) for char in unicodedata.normalize("NFKD", plain))
    return [word[:LONGEST_WORD] for word in folded.split()]


def _folded(char: str) -> str:
    kind = unicodedata.category(char)
    if kind[0] in "LN":
        return char
    return "" if kind == "Mn" else " "
