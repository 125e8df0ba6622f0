"""Whoever is not named may not; an error inside a rule is an error; existence stands apart from permission."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from app.core import policy
from app.core.actors import ANYBODY, SYSTEM, Actor, Grant, Role
from app.core.policy import Allowed, Denied, Policy, always

SOMEBODY = UUID(int=1)
NOT_YOURS = "This is not for you."


@pytest.fixture(autouse=True)
def own_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Policies of these tests are not among the product's."""
    monkeypatch.setattr(policy, "POLICIES", {})


def holding(*roles: Role) -> Actor:
    return Actor(SOMEBODY, "Noor Haddad", frozenset(Grant(role) for role in roles))


def a_policy(who: Any, **more: Any) -> Policy:
    return Policy("tests.rule", who, NOT_YOURS, **more)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MENTOR])
def test_a_role_that_is_not_named_may_not(role: Role) -> None:
    rule = a_policy({Role.MENTOR: always})

    actor = ANYBODY if role is Role.ANONYMOUS else holding(role)

    assert rule.permits(actor) == Denied(NOT_YOURS)


def test_a_named_role_may_where_its_condition_holds() -> None:
    rule = a_policy(
        {Role.MENTOR: lambda _actor, thing: thing.is_open}, subject=SimpleNamespace, visible_to=lambda _: None
    )

    assert rule.permits(holding(Role.MENTOR), SimpleNamespace(is_open=True)) == Allowed()
    assert rule.permits(holding(Role.MENTOR), SimpleNamespace(is_open=False)) == Denied(NOT_YOURS)


@pytest.mark.parametrize("subject", [None, "text", 3, object()])
def test_the_wrong_kind_of_subject_is_denied(subject: object) -> None:
    rule = a_policy({Role.MENTOR: always}, subject=SimpleNamespace, visible_to=lambda _: None)

    assert rule.permits(holding(Role.MENTOR), subject) == Denied(NOT_YOURS)


def test_an_error_inside_a_condition_is_an_error() -> None:
    def broken(_actor: Actor, _subject: object) -> bool:
        raise LookupError

    with pytest.raises(LookupError):
        a_policy({Role.MENTOR: broken}).permits(holding(Role.MENTOR))


def test_the_system_holds_no_role_of_people() -> None:
    assert a_policy({role: always for role in Role if role is not Role.ANONYMOUS}).permits(SYSTEM) == Denied(NOT_YOURS)


def test_everybody_who_is_signed_in_is_an_applicant_and_nobody_is_anonymous_then() -> None:
    assert holding(Role.MENTOR).roles == {Role.APPLICANT, Role.MENTOR}
    assert ANYBODY.roles == {Role.ANONYMOUS}


def test_a_subject_needs_to_say_for_whom_it_exists() -> None:
    with pytest.raises(ValueError, match="says for whom it exists"):
        a_policy({}, subject=SimpleNamespace)


def test_a_name_is_given_once() -> None:
    a_policy({})

    with pytest.raises(ValueError, match="two policies are called"):
        a_policy({})
