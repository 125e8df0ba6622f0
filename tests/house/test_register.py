"""The register of personal data leaves out no table and no column, and names only what there is."""

from collections import Counter

import pytest
from sqlmodel import SQLModel

import app.main  # noqa: F401 - registers every table and every permission
from app.core.actors import Role
from app.core.policy import POLICIES
from app.routes import ALL_PAGES
from app.rules import first_answers, kept_forms
from app.rules.own_data import IN_FILE, NOT_IN_FILE
from app.rules.registers import ANSWERS, EMAIL, FILE, PERSON, CountedFrom, register
from app.services import receipts, sign_ins_ending

TABLES = SQLModel.metadata.tables
ENTRIES = register().entries


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_column_stands_in_the_register_once(table: str) -> None:
    named = register().columns_of(table)

    assert Counter(named) == Counter(column.name for column in TABLES[table].columns), f"{FILE.name} and {table} differ"


def test_the_register_names_no_table_that_is_not_there() -> None:
    named = {table for entry in ENTRIES.values() for table in entry.tables}

    assert (named | set(register().plain) | set(register().rows)) - set(TABLES) == set()


def test_rows_lead_to_a_person_from_every_table_of_an_entry_that_is_their_own() -> None:
    own = {table for entry in ENTRIES.values() if entry.own for table in entry.tables}
    without = own - set(register().rows)

    assert without == {"plans"}, "a plan is about a whole production"
    for table, ways in register().rows.items():
        for column, leads_to in ways.items():
            assert column in TABLES[table].columns
            assert leads_to in {PERSON, EMAIL} or leads_to in register().rows


def test_every_column_of_the_file_is_in_the_register_as_their_own() -> None:
    own = {(table, column) for e in ENTRIES.values() if e.own for table, cs in e.tables.items() for column in cs}
    in_file = {(table, column) for table, columns in IN_FILE.items() for column in columns}

    assert {one for one in in_file - own if one[1] != "application_id"} == set()
    assert {table for table, _ in own} - set(IN_FILE) == set(NOT_IN_FILE)


def test_what_is_sealed_is_never_plain() -> None:
    plain = [column for columns in register().plain.values() for column in columns]

    assert [column for column in plain if column.startswith("sealed_") or column.endswith("_hash")] == ["token_hash"]


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_an_entry_names_permissions_and_pages_that_exist(key: str) -> None:
    entry = ENTRIES[key]
    routes = {page.name for pages in ALL_PAGES for page in pages.pages}

    assert set(entry.rules) - set(POLICIES) - {ANSWERS} == set()
    assert {entry.read, entry.correct} - {""} - routes == set()


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_a_time_counted_from_a_row_names_its_column(key: str) -> None:
    for kept in ENTRIES[key].kept:
        if kept.counted_from is CountedFrom.WRITTEN:
            table, column = kept.column.split(".")
            assert column in TABLES[table].columns


def test_reviewers_and_managers_are_not_among_those_who_see_what_helps_somebody() -> None:
    assert ENTRIES["adjustments"].readers == {Role.ADVISER}
    hurried = {key: entry.hurried.roles for key, entry in ENTRIES.items() if entry.hurried}
    assert {key for key, roles in hurried.items() if Role.MANAGER in roles} == {"adjustments"}
    assert set(hurried) == {"account", "answers", "files", "adjustments", "papers", "checkins"}
    assert ENTRIES["passport"].readers == frozenset()


def test_the_register_says_the_times_that_the_sweeps_keep() -> None:
    assert ENTRIES["kept_forms"].kept[0].kept_days == kept_forms.KEPT_FOR.days == receipts.KEPT_FOR.days
    assert ENTRIES["browsers"].kept[1].kept_days == sign_ins_ending.BROWSER_IS_KNOWN_FOR.days
    assert ENTRIES["answers"].kept[0].kept_days >= first_answers.KEPT_FOR.days
