"""Passwords through the passlib API of libpass, with argon2id (AUTH-01); and their strength, in words."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from passlib.context import CryptContext
from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

_CONTEXT = CryptContext(
    schemes=["argon2"], argon2__type="ID", argon2__memory_cost=19456, argon2__time_cost=2, argon2__parallelism=1
)

LONGEST = 256
SHORTEST_ALONE = 15
SHORTEST_WITH_CODE = 8
WEAKEST_ACCEPTED = 2
"""zxcvbn's scale runs from 0 to 4; 2 needs about a hundred million guesses."""

SHORTEST_WORD_OF_OURS = 4
MOST_READ = 72
"""zxcvbn takes much time over long text; what follows can only make a password stronger."""


class Weakness(StrEnum):
    """Why a password is easy to guess. The words for it are the caller's."""

    COMMON = "common"
    ABOUT_THEM = "about_them"
    REPEATED = "repeated"
    KEYBOARD = "keyboard"
    ORDER = "order"
    DATE = "date"
    EASY = "easy"


_COMMON = frozenset(FREQUENCY_LISTS["passwords"])
_BY_PATTERN: Mapping[str, Weakness] = {
    "repeat": Weakness.REPEATED,
    "spatial": Weakness.KEYBOARD,
    "sequence": Weakness.ORDER,
    "date": Weakness.DATE,
}


def length(password: str) -> int:
    """How many characters, counted after accents are put together."""
    return len(_normal(password))


def make_hash(password: str) -> str:
    return str(_CONTEXT.hash(_normal(password)))


def matches(password: str, password_hash: str | None) -> tuple[bool, str | None]:
    """Whether it matches, and a better hash when the stored one is weak. Takes as long when there is no hash."""
    if len(password) > LONGEST:
        password = password[:LONGEST]
    if password_hash is None:
        _CONTEXT.dummy_verify()
        return False, None
    right, better = _CONTEXT.verify_and_update(_normal(password), password_hash)
    return bool(right), better


def warm_up() -> None:
    """The first dummy check is slower than a real one and would tell known addresses from unknown ones."""
    _CONTEXT.dummy_verify()


def weakness(password: str, about: Sequence[str]) -> Weakness | None:
    """Why this password is easy to guess, or None. `about` are words of the product and of the person (AUTH-02)."""
    text = _normal(password).casefold()
    if text in _COMMON:
        return Weakness.COMMON
    if length(_without(text, about)) < SHORTEST_WITH_CODE:
        return Weakness.ABOUT_THEM
    found = zxcvbn(text[:MOST_READ], user_inputs=[word.casefold() for word in about])
    if int(found["score"]) >= WEAKEST_ACCEPTED:
        return None
    longest = max(found["sequence"], key=lambda part: len(part["token"]))
    return _BY_PATTERN.get(longest["pattern"], Weakness.EASY)


def _without(text: str, about: Sequence[str]) -> str:
    """What is left of a password when the words that anybody could know are taken out."""
    words = {part for word in about for part in re.split(r"\W+", word.casefold())}
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= SHORTEST_WORD_OF_OURS:
            text = text.replace(word, "")
    return text


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)
