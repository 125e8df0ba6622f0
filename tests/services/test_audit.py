"""The audit log: tied together in the transaction of the act, gapless, and no tampering goes unseen."""

# ruff: noqa: S311, S608 - trials that can be repeated, and statements of our own numbers

import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.adapters.safe import HEADS, Safe
from app.core.chain import FIRST_FORM, FORM, AuditLink, head_of, mark_of
from app.core.clock import Entropy
from app.core.events import AuditEntry, Event
from app.core.work import Work
from app.models.audit import AuditCheck
from app.rules.audit import Finding
from app.services import audit
from app.worker import sweep, sweep_daily
from tests.schema import settings_for, with_empty_schema

ENTRIES = 12
MANY = 200


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    parts = with_empty_schema(settings_for("story", tmp_path_factory.mktemp("audit")))
    yield parts
    parts.database.dispose()


@pytest.fixture
def real(made: Parts, tmp_path: Path) -> Parts:
    """A database of its own whose works are committed, with nothing in its log."""
    _past_the_guard(made, "DELETE FROM audit_links", "DELETE FROM audit_entries", "DELETE FROM audit_checks")
    return replace(made, safe=Safe(tmp_path / "safe"), entropy=Entropy())


def act(parts: Parts, count: int = 1, *, reason: str = "") -> None:
    for number in range(count):
        with parts.work() as work:
            work.record(Event("tests.done", work.new_id(), facts={"number": number}, reason=reason))


def verified(parts: Parts) -> audit.Checked:
    with parts.work(writes=False) as work:
        return audit.verify(work.db, work.vault, parts.safe)


def _past_the_guard(parts: Parts, *statements: str) -> None:
    """As whoever owns the database could: without the triggers."""
    with parts.database.engine.begin() as connection:
        if not parts.database.is_sqlite:
            connection.execute(text("SET session_replication_role = replica"))
            for statement in statements:
                connection.execute(text(statement))
            connection.execute(text("SET session_replication_role = DEFAULT"))
            return
        guards = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
        ).all()
        for name, _ in guards:
            connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))
        for _, made in guards:
            connection.execute(text(made))


def test_aud04_entries_are_tied_together_without_a_gap(real: Parts) -> None:
    act(real, 3)

    with real.work(writes=False) as work:
        numbers = work.db.scalars(select(AuditLink.number).order_by(col(AuditLink.number))).all()
    assert list(numbers) == [1, 2, 3]
    assert verified(real) == audit.Checked(number=3)


def test_aud04_entries_from_before_origins_verify_beside_new_ones(real: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links keep the form that they were made in, and old ones are not made anew."""
    with monkeypatch.context() as before:
        before.setattr("app.core.chain.FORM", FIRST_FORM)
        before.setattr("app.core.chain.mark_of", partial(mark_of, form=FIRST_FORM))
        act(real, 2)
    with real.work() as work:
        work.origin, work.request_id = "203.0.113.0/24", "f" * 32
        work.record(Event("tests.done", work.new_id()))

    with real.work(writes=False) as work:
        forms = work.db.scalars(select(AuditLink.form).order_by(col(AuditLink.number))).all()
    assert list(forms) == [FIRST_FORM, FIRST_FORM, FORM]
    assert verified(real) == audit.Checked(number=3)


@pytest.mark.parametrize(
    "change", ["origin = '198.51.100.0/24'", "origin = ''", "request_id = 'other'"], ids=["moved", "emptied", "request"]
)
@pytest.mark.parametrize("number", [1, 2], ids=["old", "new"])
def test_aud04_where_it_came_from_cannot_be_changed_unseen(
    real: Parts, monkeypatch: pytest.MonkeyPatch, change: str, number: int
) -> None:
    with monkeypatch.context() as before:
        before.setattr("app.core.chain.FORM", FIRST_FORM)
        before.setattr("app.core.chain.mark_of", partial(mark_of, form=FIRST_FORM))
        act(real)
    with real.work() as work:
        work.origin = "203.0.113.0/24"
        work.record(Event("tests.done", work.new_id()))

    _past_the_guard(
        real,
        f"UPDATE audit_entries SET {change} WHERE number = (SELECT entry FROM audit_links WHERE number = {number})",
    )

    is_same = number == 1 and change == "origin = ''"
    assert verified(real).finding == (None if is_same else Finding.CHANGED)


def test_aud04_a_link_cannot_be_said_to_be_of_an_older_form(real: Parts) -> None:
    act(real)
    _past_the_guard(real, f"UPDATE audit_links SET form = {FIRST_FORM}")

    assert verified(real).finding == Finding.CHANGED


def fail(work: Work) -> None:
    work.record(Event("tests.taken_back", work.new_id()))
    work.db.flush()
    raise RuntimeError


def test_aud02_an_act_that_is_rolled_back_leaves_neither_entry_nor_link(real: Parts) -> None:
    act(real)

    with pytest.raises(RuntimeError), real.work() as work:
        fail(work)
    act(real)

    assert verified(real) == audit.Checked(number=2)


def test_aud02_what_a_savepoint_took_back_is_not_tied_in(real: Parts) -> None:
    with real.work() as work:
        work.record(Event("tests.first", work.new_id()))
        with pytest.raises(RuntimeError), work.db.begin_nested():
            fail(work)
        work.record(Event("tests.last", work.new_id()))

    with real.work(writes=False) as work:
        names = work.db.scalars(select(AuditEntry.name).order_by(col(AuditEntry.number))).all()
    assert list(names) == ["tests.first", "tests.last"]
    assert verified(real) == audit.Checked(number=2)


def test_aud02_no_act_without_entry_when_the_link_cannot_be_written(
    real: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.chain.append", None)
    with pytest.raises(TypeError):
        act(real)
    monkeypatch.undo()

    assert verified(real) == audit.Checked(number=0)
    with real.work(writes=False) as work:
        assert work.db.scalars(select(AuditEntry)).all() == []


def test_aud04_two_hundred_writers_at_once_leave_one_chain(real: Parts) -> None:
    with ThreadPoolExecutor(16) as crowd:
        list(crowd.map(lambda _: act(real), range(MANY)))

    assert verified(real) == audit.Checked(number=MANY)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET name = 'other'", "UPDATE audit_entries SET reason = 'other'",
        "DELETE FROM audit_entries", "UPDATE audit_links SET mark = 'other'", "UPDATE audit_links SET salt = 'other'",
        "DELETE FROM audit_links",
    ],
)  # fmt: skip
def test_aud03_the_database_refuses_changes(real: Parts, statement: str) -> None:
    act(real, reason="first")

    with pytest.raises(DBAPIError, match="append-only"), real.database.engine.begin() as connection:
        connection.execute(text(statement))


Tamper = Callable[[random.Random, Parts], tuple[list[str], int]]
"""Statements, and the first number that no longer fits."""


def _flip(chance: random.Random, _parts: Parts) -> tuple[list[str], int]:
    number = chance.randint(1, ENTRIES)
    change = chance.choice(
        ["name = 'tests.undone'", "reason = 'another'", "shown = 'another'", "at = '2027-01-01 00:00:00.000000'",
         "facts = '{\"number\": 99}'", "about = subject_id", "actor_id = subject_id", "reason = ''"],
    )  # fmt: skip
    return [f"UPDATE audit_entries SET {change} WHERE number = {_entry(number)}"], number


def _entry(number: int) -> str:
    return f"(SELECT entry FROM audit_links WHERE number = {number})"


def _drop(chance: random.Random, _parts: Parts) -> tuple[list[str], int]:
    number = chance.randint(1, ENTRIES)
    gone = f"DELETE FROM audit_entries WHERE number = {_entry(number)}"
    return chance.choice([[gone], [gone, f"DELETE FROM audit_links WHERE number = {number}"]]), number


def _swap(chance: random.Random, _parts: Parts) -> tuple[list[str], int]:
    first, second = sorted(chance.sample(range(1, ENTRIES + 1), 2))
    facts = "UPDATE audit_entries SET facts = '{{\"number\": {0}}}' WHERE number = {1}"
    contents = [facts.format(second - 1, _entry(first)), facts.format(first - 1, _entry(second))]
    moves = ((first, -1), (second, first), (-1, second))
    numbers = [f"UPDATE audit_links SET number = {target} WHERE number = {source}" for source, target in moves]
    return chance.choice([contents, numbers]), first


def _cut(chance: random.Random, _parts: Parts) -> tuple[list[str], int]:
    number = chance.randint(1, ENTRIES)
    return [
        f"DELETE FROM audit_entries WHERE number >= {_entry(number)}",
        f"DELETE FROM audit_links WHERE number >= {number}",
    ], ENTRIES


@pytest.mark.parametrize("trial", range(100))
def test_t23_one_hundred_tamperings_are_found(real: Parts, trial: int) -> None:
    chance, tamper = random.Random(trial), (_flip, _drop, _swap, _cut)[trial % 4]
    act(real, ENTRIES, reason="first")
    with real.work(writes=False) as work:
        audit.copy_head(work, real.safe)
    assert verified(real) == audit.Checked(number=ENTRIES, copied=ENTRIES)

    statements, first = tamper(chance, real)
    _past_the_guard(real, *statements)

    assert verified(real).broken_at == first


def test_aud04_a_log_that_is_written_anew_differs_from_the_copied_head(real: Parts) -> None:
    act(real, 3)
    with real.work(writes=False) as work:
        audit.copy_head(work, real.safe)
    _past_the_guard(real, "DELETE FROM audit_links", "DELETE FROM audit_entries")
    act(real, 4)

    checked = verified(real)

    assert (checked.broken_at, checked.finding) == (3, Finding.CUT)


def test_aud04_an_entry_past_the_product_is_found(real: Parts) -> None:
    act(real, 2)
    with real.database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO audit_entries (number, at, name, subject_id, facts, reason, shown) VALUES "
                "(99999, '2027-03-01 00:00:00', 'tests.stray', '0193f0a0000070008000000000000000', '{}', '', '')"
            )
        )

    assert verified(real).finding is Finding.UNLINKED


def test_aud04_another_key_finds_nothing_whole(real: Parts) -> None:
    act(real)
    other = replace(real, vault=Parts.of(real.settings.model_copy(update={"audit_key": "ab" * 32})).vault)

    assert verified(other).finding is Finding.CHANGED


def test_aud05_words_may_go_with_the_person_and_the_chain_stays_whole(real: Parts) -> None:
    person = UUID("0193f0a0-0000-7000-8000-000000000001")
    with real.work() as work:
        work.record(Event("tests.done", work.new_id(), about=person, reason="Their own words"))
    empty_words = ("UPDATE audit_entries SET reason = '', shown = ''", "UPDATE audit_links SET salt = ''")
    with real.database.engine.begin() as connection:
        for statement in empty_words:
            connection.execute(text(statement))
    before = verified(real)
    with real.work() as work:
        work.record(Event(audit.ERASED, person, about=person))

    assert (before.finding, before.broken_at) == (Finding.WORDS_GONE, 1)
    assert verified(real) == audit.Checked(number=2)


def test_rel11_entries_of_long_ago_are_tied_in_once(real: Parts) -> None:
    act(real, 3)
    _past_the_guard(real, "DELETE FROM audit_links")

    def complete() -> int:
        with real.work() as work:
            return audit.complete(work)

    assert (complete(), complete()) == (3, 0)
    assert verified(real) == audit.Checked(number=3)


def test_aud04_the_worker_copies_the_head_each_hour_and_checks_each_day(real: Parts) -> None:
    act(real, 2)

    sweep(real)
    sweep(real)
    sweep_daily(real)

    with real.work(writes=False) as work:
        check = work.db.scalars(select(AuditCheck)).one()
        head = head_of(work.db)
    assert [line["number"] for line in real.safe.lines(HEADS)] == [2]
    assert (check.number, check.copied_number, check.broken_at) == (2, 2, None)
    assert head.number == 2


def test_a_copy_that_a_crash_cut_short_is_passed_over(tmp_path: Path) -> None:
    safe = Safe(tmp_path)
    safe.add(HEADS, {"number": 1, "mark": "a"})
    with (tmp_path / HEADS).open("a") as file:
        file.write('{"number": 2, "ma')

    assert list(safe.lines(HEADS)) == [{"number": 1, "mark": "a"}]


def test_a_work_knows_only_what_it_noted(real: Parts) -> None:
    with real.work() as work:
        audited(work)
        assert work.db.scalars(select(AuditLink)).all() == []
    assert verified(real) == audit.Checked(number=1)


def audited(work: Work) -> None:
    work.audit(Event("tests.read", work.new_id()))
    work.db.flush()
