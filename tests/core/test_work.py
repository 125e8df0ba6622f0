"""A work writes what happened in the transaction of the act, and an id is always later than the one before."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.clock import Entropy
from app.core.events import AuditEntry, Event, OutboxEvent
from app.core.work import Work
from app.models.people import Person
from app.services.casting import Stage
from tests.asking import WorkAs

NOW = datetime(2027, 3, 1, tzinfo=UTC)


def test_an_event_is_written_to_both_tables_by_whoever_acts(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    with work_as("mei") as work:
        work.record(Event("tests.done", stage.id_of("noor"), about=stage.id_of("noor"), facts={"to": "done"}))

    with parts.work(writes=False) as work:
        audit = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "tests.done")).one()
        outbox = work.db.scalars(select(OutboxEvent).where(col(OutboxEvent.name) == "tests.done")).one()
    assert audit.actor_id == outbox.actor_id == stage.id_of("mei")
    assert audit.facts == outbox.facts == {"to": "done"}
    assert audit.at == outbox.at == work.now


def test_what_is_rolled_back_never_happened(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    def fail(work: Work) -> None:
        work.db.get_one(Person, stage.id_of("noor")).name = "Somebody else"
        work.record(Event("tests.done", stage.id_of("noor")))
        work.db.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError), work_as("mei") as work:
        fail(work)

    with parts.work(writes=False) as work:
        assert work.db.scalars(select(Person.name).where(Person.id == stage.id_of("noor"))).one() == "Noor Haddad"
        assert work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "tests.done")).all() == []
        assert work.db.scalars(select(OutboxEvent).where(col(OutboxEvent.name) == "tests.done")).all() == []


def test_reading_what_is_sensitive_writes_an_audit_row_alone(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    with work_as("ida") as work:
        work.audit(Event("tests.read", stage.id_of("noor")))

    with parts.work(writes=False) as work:
        assert len(work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "tests.read")).all()) == 1
        assert work.db.scalars(select(OutboxEvent).where(col(OutboxEvent.name) == "tests.read")).all() == []


@given(st.lists(st.integers(0, 2), min_size=2, max_size=200), st.integers(0, 2**32))
def test_ids_are_in_the_order_of_making(pauses: list[int], seed: int) -> None:
    entropy, now, made = Entropy.seeded(seed), NOW, []
    for pause in pauses:
        now += timedelta(milliseconds=pause)
        made.append(entropy.new_id(now))

    assert made == sorted(set(made))
    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}


def test_the_same_seed_makes_the_same_ids() -> None:
    assert Entropy.seeded(7).new_id(NOW) == Entropy.seeded(7).new_id(NOW)
