"""The notice names everybody who reads a kind of data: compared with every permission, and with whoever met a planted word."""

import pytest
from sqlmodel import SQLModel

import app.main  # noqa: F401 - registers every table and every permission
from app.core.actors import Role
from app.core.policy import POLICIES, Policy
from app.pages.own_data import SEEN_BY, seen_by
from app.rules.cast import CAST
from app.rules.registers import Entry, register
from tests.house.canaries import CANARIES, Canary

ENTRIES = register().entries
THEMSELVES = frozenset({Role.ANONYMOUS, Role.APPLICANT})
"""Everybody is an applicant: a permission for all of them is about what is their own."""

CHOSEN = frozenset({Role.SUPPORTER, Role.MENTOR, Role.COORDINATOR, Role.HOST})
"""Whom somebody can let read what is theirs: the rules of supporters, passports and check-ins."""

OWNERS = {"kept_lists": Role.MANAGER, "mentors": Role.MENTOR, "known_people": Role.REVIEWER}
"""Tables whose owners are people who work for a programme."""

TO_MY_PROGRAMME = {"checkins": Role.MANAGER}
"""A trainee can choose that the managers of the programme read a line (`rules.checkins.READERS`)."""


def named_in(entry: Entry) -> frozenset[Role]:
    """Everybody whom the notice names for this kind, besides its owner."""
    named = entry.readers
    named |= CHOSEN if entry.shared else frozenset()
    named |= {role for table, role in (OWNERS | TO_MY_PROGRAMME).items() if table in entry.tables}
    return named | (entry.hurried.roles if entry.hurried else frozenset())


def entries_with(table: str, column: str = "") -> list[Entry]:
    return [
        entry for entry in ENTRIES.values()
        if table in entry.tables and (not column or column in entry.tables[table])
    ]  # fmt: skip


def subjects() -> list[Policy]:
    """Permissions that let somebody other than its owner at one row of a table that holds personal data."""
    return [
        policy
        for policy in POLICIES.values()
        if policy.subject is not None
        and issubclass(policy.subject, SQLModel)
        and entries_with(str(policy.subject.__tablename__))
        and policy.roles - THEMSELVES
    ]


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_f95_every_reader_of_a_kind_stands_in_its_words(key: str) -> None:
    entry = ENTRIES[key]

    assert entry.readers - set(SEEN_BY) == set(), "a reader whom the page has no words for is dropped in silence"
    assert [role for role in entry.readers if SEEN_BY[role] not in seen_by(entry)] == []


def test_f95_whoever_a_permission_lets_at_a_row_is_named() -> None:
    unnamed = {
        policy.name: policy.roles - THEMSELVES - frozenset().union(*map(named_in, entries))
        for policy in subjects()
        if (entries := entries_with(str(policy.subject.__tablename__)))  # type: ignore[union-attr]  # as in `subjects`
    }

    assert len(unnamed) > 30
    assert {name: roles for name, roles in unnamed.items() if roles} == {}


@pytest.mark.parametrize("canary", CANARIES, ids=lambda canary: canary.word)
def test_f95_whoever_meets_a_planted_word_is_named(canary: Canary) -> None:
    """Its owner, and whoever wrote it as an applicant, holds no role."""
    table, _, column = canary.field.partition(",")[0].partition(".")
    entries = entries_with(table, column)
    named = frozenset().union(*map(named_in, entries))
    readers = {key: frozenset(CAST[key].roles) for key in canary.readers if CAST[key].roles}

    assert entries, f"{canary.field} stands nowhere in the register"
    assert {key: roles for key, roles in readers.items() if not roles & named} == {}


def test_f95_what_a_supporter_can_be_shown_says_so() -> None:
    """The sections of `rules.supporters_sections`, each with the kind of the register that it opens."""
    opened = ("applications", "answers", "files", "decisions", "bookings", "adjustments", "passport", "days")

    assert [key for key in opened if not ENTRIES[key].shared] == []
