"""Instants and states keep their meaning in whichever database the tests run on."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.columns import UtcDateTime
from app.models.people import Channel, Person
from app.services.casting import Stage

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001 - the zone comes third


def stored(parts: Parts, stage: Stage, at: datetime) -> datetime:
    noor = col(Person.id) == stage.id_of("noor")
    with parts.work() as work:
        work.db.execute(update(Person).where(noor).values(created_at=at))
        return work.db.scalars(select(Person.created_at).where(noor)).one()


@given(at=INSTANTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_an_instant_comes_back_as_the_same_instant_in_utc(parts: Parts, stage: Stage, at: datetime) -> None:
    back = stored(parts, stage, at)

    assert back == at
    assert back.utcoffset() == timedelta(0)


def test_instants_are_compared_as_instants(parts: Parts, stage: Stage) -> None:
    earlier = datetime(2027, 3, 1, 3, 4, tzinfo=timezone(timedelta(hours=5)))
    stored(parts, stage, earlier)

    with parts.work(writes=False) as work:
        later = col(Person.created_at) > datetime(2027, 2, 28, 22, 3, tzinfo=UTC)
        found = work.db.scalars(select(Person.id).where(later, col(Person.id) == stage.id_of("noor"))).all()

    assert found == [stage.id_of("noor")]


def test_a_time_without_a_zone_is_refused(parts: Parts, stage: Stage) -> None:
    with pytest.raises(StatementError, match="needs a time zone"):
        stored(parts, stage, datetime(2027, 3, 1))  # noqa: DTZ001 - the point of the test


def test_nothing_stays_nothing(parts: Parts) -> None:
    dialect: Any = parts.database.engine.dialect

    assert UtcDateTime().process_bind_param(None, dialect) is None
    assert UtcDateTime().process_result_value(None, dialect) is None


def test_a_state_is_stored_by_its_value(parts: Parts, stage: Stage) -> None:
    with parts.work(writes=False) as work:
        raw = work.db.execute(text("SELECT channel FROM people WHERE email = 'noor@example.com'")).scalar_one()

    assert raw == Channel.EMAIL.value == "email"
    assert stage.people["noor"].channel is Channel.EMAIL


def test_the_database_refuses_a_state_that_there_is_not(parts: Parts) -> None:
    with pytest.raises(DBAPIError, match="channel"), parts.work() as work:
        work.db.execute(text("UPDATE people SET channel = 'pigeon' WHERE email = 'noor@example.com'"))
