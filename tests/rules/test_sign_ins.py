"""What each way of signing in opens for each role, and how long a proof counts."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.core.actors import OWN_SCREENS, Grant, Role
from app.models.sign_ins import Method, SignIn
from app.rules.sign_ins import METHOD_WORDS, ends_at, is_proved, opened_by
from tests.schema import NOW

NOBODY = UUID(int=0)
OPEN_STAFF_PAGES = {Method.PASSWORD_AND_CODE, Method.PASSWORD_AND_RECOVERY_CODE, Method.DEMONSTRATION}


def a_sign_in(method: Method) -> SignIn:
    return SignIn(id=NOBODY, token_hash="", person_id=NOBODY, method=method, created_at=NOW, seen_at=NOW, proved_at=NOW)


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("role", Role)
def test_auth_06_a_role_that_sees_others_needs_two_factors(role: Role, method: Method) -> None:
    grants = frozenset({Grant(role)})

    is_open = opened_by(method, grants) == grants

    assert is_open is (role in OWN_SCREENS or method in OPEN_STAFF_PAGES)


@pytest.mark.parametrize("method", Method)
def test_every_way_in_has_its_words(method: Method) -> None:
    assert METHOD_WORDS[method].startswith("by ")


@pytest.mark.parametrize(
    ("method", "minutes", "has_authenticator", "proved"),
    [
        (Method.EMAIL_LINK, 14.9, False, True),
        (Method.EMAIL_LINK, 15, False, False),
        (Method.EMAIL_LINK, 1, True, False),
        (Method.PASSWORD, 1, True, False),
        (Method.EMAIL_LINK_AND_CODE, 1, True, True),
        (Method.PASSWORD_AND_CODE, 14.9, True, True),
        (Method.PASSWORD_AND_CODE, 15, True, False),
        (Method.PASSWORD_AND_RECOVERY_CODE, 1, True, True),
    ],
)
def test_auth_08_a_proof_is_fresh_and_has_the_code_where_one_is_set_up(
    method: Method, minutes: float, has_authenticator: bool, proved: bool
) -> None:
    now = NOW + timedelta(minutes=minutes)

    assert is_proved(a_sign_in(method), now, has_authenticator=has_authenticator) is proved


def test_a_sign_in_ends_by_what_comes_first() -> None:
    sign_in = a_sign_in(Method.PASSWORD_AND_CODE)
    sign_in.seen_at = NOW + timedelta(hours=11, minutes=30)

    assert ends_at(sign_in, frozenset({Grant(Role.MANAGER)})) == NOW + timedelta(hours=12)
    assert ends_at(sign_in, frozenset()) == NOW + timedelta(hours=35, minutes=30)
