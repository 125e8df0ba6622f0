"""The clock of an adjustment in every zone, over holidays and clock changes until 2030, against a count of our own.

Pausing loses no working day and gains none, what is agreed is there before it is needed, and a new date is a real one.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.core.working_days import promise_due
from app.models.accommodations import Accommodation, Strength
from app.models.accommodations import AccommodationStatus as Status
from app.rules.accommodations_promises import BEFORE_IT_IS_NEEDED, go_on, hurry, promise_anew
from app.rules.blueprints import Blueprint, blueprint_of
from tests.core.everywhere import (
    CLOSED,
    EVERYWHERE,
    INSTANTS,
    Closed,
    Somewhere,
    counted,
    is_five_there,
    local_days,
    working_days,
)

LUMINA = blueprint_of("lumina")
HOURS = st.integers(1, 24 * 30)
DAYS = st.integers(1, 20)

in_each_place = pytest.mark.parametrize("place", EVERYWHERE, ids=lambda place: place.zone)


def a_programme(place: Somewhere, closed: Closed) -> Blueprint:
    days = [day.isoformat() for day in sorted(closed)]
    there = {"time_zone": place.zone, "country": place.country, "region": place.region, "closed_days": days}
    return LUMINA.model_copy(update=there)


def an_adjustment(since: datetime, days: int, blueprint: Blueprint, *, status: Status = Status.SENT) -> Accommodation:
    """Promised within so many working days."""
    nobody = UUID(int=0)
    return Accommodation(
        id=nobody, person_id=nobody, programme_id=nobody, need="quiet_seat", strength=Strength.MUST, status=status,
        asked_at=since, counted_from=since,
        due_at=promise_due(since, days, blueprint.time_zone, blueprint.days_off),
    )  # fmt: skip


def due_of(row: Accommodation) -> datetime:
    assert row.due_at is not None
    return row.due_at


def days_until(since: datetime, end: date, place: Somewhere) -> Iterator[date]:
    """Each day after the one that it is there, up to and including this one."""
    for day in local_days(since, place):
        if day > end:
            return
        yield day


@in_each_place
@settings(max_examples=40)
@given(since=INSTANTS, days=DAYS, closed=CLOSED, waited=HOURS, away=HOURS)
def test_n10_a_pause_keeps_the_days_that_were_left(
    place: Somewhere, *, since: datetime, days: int, closed: Closed, waited: int, away: int
) -> None:
    row = an_adjustment(since, days, blueprint := a_programme(place, closed))
    row.paused_at = since + timedelta(hours=waited)
    before = [
        day for day in days_until(row.paused_at, place.clock(due_of(row)).date(), place) if place.works(day, closed)
    ]
    back = row.paused_at + timedelta(hours=away)

    go_on(row, blueprint, back)

    there = place.clock(back)
    if before:
        assert place.clock(due_of(row)).date() == counted(back, len(before), place, closed)
    elif place.works(there.date(), closed) and there.hour < 17:
        assert place.clock(due_of(row)).date() == there.date()
    else:
        assert place.clock(due_of(row)).date() == next(working_days(back, place, closed))
    assert is_five_there(due_of(row), place)
    assert due_of(row) > back
    assert row.paused_at is None


@in_each_place
@settings(max_examples=40)
@given(since=INSTANTS, days=DAYS, closed=CLOSED, waited=HOURS)
def test_n10_a_pause_that_ends_at_once_changes_no_date(
    place: Somewhere, *, since: datetime, days: int, closed: Closed, waited: int
) -> None:
    row = an_adjustment(since, days, blueprint := a_programme(place, closed))
    promised, row.paused_at = due_of(row), since + timedelta(hours=waited)
    assume(row.paused_at < promised)

    go_on(row, blueprint, row.paused_at)

    assert due_of(row) == promised


@in_each_place
@settings(max_examples=40)
@given(since=INSTANTS, days=DAYS, closed=CLOSED, needed_in=HOURS, status=st.sampled_from(sorted(BEFORE_IT_IS_NEEDED)))
def test_n10_what_is_agreed_is_there_a_working_day_before_it_is_needed(
    place: Somewhere, *, since: datetime, days: int, closed: Closed, needed_in: int, status: Status
) -> None:
    row = an_adjustment(since, days, blueprint := a_programme(place, closed), status=status)
    promised, needed_at = due_of(row), since + timedelta(hours=needed_in)

    hurry(row, blueprint, since, needed_at=needed_at)

    assert due_of(row) == min(promised, ready_before(needed_at, since, place, closed))
    assert since < due_of(row) <= needed_at or due_of(row) == promised


def ready_before(needed_at: datetime, now: datetime, place: Somewhere, closed: Closed) -> datetime:
    """5pm of the last working day before, found by walking back hour by hour; the moment itself where that is over."""
    hour, first_day = needed_at, place.clock(needed_at).date()
    while not (place.clock(hour).date() < first_day and place.works(place.clock(hour).date(), closed)):
        hour -= timedelta(hours=1)
    five = place.clock(hour).replace(hour=17, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)
    return five if five > now else needed_at


@in_each_place
@settings(max_examples=40)
@given(since=INSTANTS, closed=CLOSED, status=st.sampled_from([Status.SENT, Status.TALKING, Status.DOES_NOT_WORK]))
def test_n10_what_waits_for_no_day_is_not_hurried(
    place: Somewhere, *, since: datetime, closed: Closed, status: Status
) -> None:
    row = an_adjustment(since, 3, blueprint := a_programme(place, closed), status=status)
    promised = due_of(row)

    hurry(row, blueprint, since, needed_at=since + timedelta(hours=1))
    hurry(row, blueprint, since, needed_at=None)

    assert due_of(row) == promised


@in_each_place
@settings(max_examples=40)
@given(since=INSTANTS, days=DAYS, closed=CLOSED, late=HOURS)
def test_n10_a_missed_date_becomes_a_new_one_in_so_many_working_days(
    place: Somewhere, *, since: datetime, days: int, closed: Closed, late: int
) -> None:
    row = an_adjustment(since, days, blueprint := a_programme(place, closed))
    missed = due_of(row)
    now = missed + timedelta(hours=late)

    promise_anew(row, blueprint, now)

    assert row.missed_at == missed
    new = list(islice(working_days(now, place, closed), LUMINA.promises.after_missed))[-1]
    assert place.clock(due_of(row)).date() == new
    assert is_five_there(due_of(row), place)


@in_each_place
@settings(max_examples=40)
@given(since=INSTANTS, days=DAYS, closed=CLOSED, waited=HOURS, away=HOURS, needed_in=HOURS)
def test_n10_neither_a_pause_nor_a_missed_date_moves_it_past_the_day_that_needs_it(
    place: Somewhere, *, since: datetime, days: int, closed: Closed, waited: int, away: int, needed_in: int
) -> None:
    blueprint = a_programme(place, closed)
    paused, missed = (an_adjustment(since, days, blueprint, status=Status.AGREED) for _ in range(2))
    paused.paused_at = since + timedelta(hours=waited)
    back = paused.paused_at + timedelta(hours=away)
    late = due_of(missed) + timedelta(hours=away)

    go_on(paused, blueprint, back, needed_at=back + timedelta(hours=needed_in))
    promise_anew(missed, blueprint, late, needed_at=late + timedelta(hours=needed_in))

    assert back < due_of(paused) <= ready_before(back + timedelta(hours=needed_in), back, place, closed)
    assert late < due_of(missed) <= ready_before(late + timedelta(hours=needed_in), late, place, closed)
