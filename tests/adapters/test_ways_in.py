"""Passwords and authenticator codes: what matches, what never does, and what is stored."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passlib.context import CryptContext

from app.adapters import codes, passwords
from app.adapters.passwords import Weakness

NOW = datetime(2027, 3, 1, 0, 30, 10, tzinfo=UTC)
SECRET = codes.new_secret(bytes(range(20)))
PASSWORD = "four calm words stand here"
WEAK = CryptContext(["argon2"], argon2__type="ID", argon2__memory_cost=1024, argon2__time_cost=1, argon2__parallelism=1)


def test_a_hash_is_argon2id_and_costs_what_we_say() -> None:
    assert passwords.make_hash(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_password_matches_itself_and_nothing_else() -> None:
    made = passwords.make_hash(PASSWORD)

    assert passwords.matches(PASSWORD, made) == (True, None)
    assert passwords.matches(f"{PASSWORD} ", made) == (False, None)
    assert passwords.matches(PASSWORD, None) == (False, None)


def test_a_weak_hash_is_made_better_at_the_next_sign_in() -> None:
    right, better = passwords.matches(PASSWORD, WEAK.hash(PASSWORD))

    assert right
    assert better is not None
    assert better.startswith("$argon2id$v=19$m=19456")


def test_composed_and_decomposed_letters_are_the_same_password() -> None:
    assert passwords.matches("cafe\u0301 au lait", passwords.make_hash("caf\u00e9 au lait"))[0]


def test_a_very_long_password_is_no_error() -> None:
    assert passwords.matches("x" * 100_000, passwords.make_hash(PASSWORD)) == (False, None)


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("password123", Weakness.COMMON),
        ("PassWord123", Weakness.COMMON),
        ("lumina2027", Weakness.ABOUT_THEM),
        ("noor@example.com", Weakness.ABOUT_THEM),
        ("Haddad Noor Lumina", Weakness.ABOUT_THEM),
        ("aaaaaaaaaaaaaaaaaa", Weakness.REPEATED),
        ("asdfghjkl;'", Weakness.KEYBOARD),
        ("abcdefghijklmnop", Weakness.ORDER),
        (PASSWORD, None),
        ("nichts ist so fein gesponnen", None),
        ("海辺の静かな部屋で絵を描く", None),
    ],
)
def test_auth_02_what_is_easy_to_guess(password: str, weakness: Weakness | None) -> None:
    about = ["Lumina", "Noor Haddad", "noor@example.com"]

    assert passwords.weakness(password, about) is weakness


def test_auth_02_length_counts_letters_with_their_accents() -> None:
    assert passwords.length("cafe\u0301") == passwords.length("caf\u00e9") == 4


def test_a_very_long_password_is_looked_at_in_no_time() -> None:
    assert passwords.weakness("four calm words " * 16, []) is None


@given(st.binary(min_size=8, max_size=8))
def test_auth_07_a_recovery_code_keeps_its_64_bits(chance: bytes) -> None:
    code = codes.new_recovery_code(chance)

    assert len(code) == 23
    assert int(codes.bare(code)).to_bytes(8) == chance


@pytest.mark.parametrize(("seconds", "matches"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_counts_for_its_half_minute_and_one_on_each_side(seconds: int, matches: bool) -> None:
    code = codes.current_code(SECRET, NOW + timedelta(seconds=seconds))

    assert (codes.matching_step(SECRET, code, NOW) is not None) is matches


def test_a_code_may_be_typed_with_a_space() -> None:
    code = codes.current_code(SECRET, NOW)

    assert codes.matching_step(SECRET, f"{code[:3]} {code[3:]}", NOW) is not None


@given(st.text(max_size=20))
def test_whatever_is_typed_as_a_code_is_no_error(text: str) -> None:
    found = codes.matching_step(SECRET, text, NOW)

    assert found is None or text.replace(" ", "").isdigit()


def test_the_picture_for_the_telephone_is_our_own_drawing() -> None:
    assert codes.picture(SECRET, "mei@example.com").startswith("<svg")
    assert codes.address(SECRET, "mei@example.com").startswith("otpauth://totp/Cleanplate:mei%40example.com?secret=")
