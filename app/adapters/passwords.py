"""Passwords through the passlib API of libpass, with argon2id (AUTH-01); and their strength, in words."""

import unicodedata
from collections.abc import Sequence

from passlib.context import CryptContext
from zxcvbn import zxcvbn

_CONTEXT = CryptContext(
    schemes=["argon2"], argon2__type="ID", argon2__memory_cost=19456, argon2__time_cost=2, argon2__parallelism=1
)

LONGEST = 256
SHORTEST_ALONE = 15
SHORTEST_WITH_CODE = 8
WEAKEST_ACCEPTED = 2
"""zxcvbn's scale runs from 0 to 4; 2 needs about a hundred million guesses."""


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


def is_easy_to_guess(password: str, about: Sequence[str]) -> bool:
    return int(zxcvbn(password[:72], user_inputs=list(about))["score"]) < WEAKEST_ACCEPTED


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)
