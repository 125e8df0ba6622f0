"""The clocks of an adjustment count working days of the programme's calendar, in its own time zone."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.models.accommodations import Accommodation, Strength
from app.models.accommodations import AccommodationStatus as Status
from app.rules.accommodations import ENDS, LIFE
from app.rules.accommodations_promises import NEXT, count
from app.rules.blueprints import blueprint_of

LUMINA = blueprint_of("lumina")
ADELAIDE = ZoneInfo(LUMINA.time_zone)
MONDAY = datetime(2027, 3, 1, 0, 30, tzinfo=UTC)


def an_adjustment(
    status: Status, *, since: datetime = MONDAY, agreed_at: datetime | None = None, meanwhile_at: datetime | None = None
) -> Accommodation:
    nobody = UUID(int=0)
    return Accommodation(
        id=nobody,
        person_id=nobody,
        programme_id=nobody,
        need="quiet_seat",
        strength=Strength.MUST,
        status=status,
        asked_at=since,
        counted_from=since,
        agreed_at=agreed_at,
        meanwhile_at=meanwhile_at,
    )


def due_after(row: Accommodation, now: datetime) -> date | None:
    count(row, LUMINA, now)
    return row.due_at.astimezone(ADELAIDE).date() if row.due_at else None


@pytest.mark.parametrize(
    ("status", "by"),
    [
        (Status.SENT, date(2027, 3, 3)),
        (Status.ACKNOWLEDGED, date(2027, 3, 9)),
        (Status.TALKING, date(2027, 3, 1)),
        (Status.AGREED, date(2027, 3, 16)),
        (Status.NOT_AGREED, date(2027, 4, 1)),
        (Status.LOOKING_AGAIN, date(2027, 3, 16)),
        (Status.IN_PLACE, date(2027, 3, 9)),
        (Status.DOES_NOT_WORK, date(2027, 3, 3)),
        (Status.WORKS, date(2027, 3, 30)),
        (Status.WITHDRAWN, None),
    ],
)
def test_each_state_has_its_promise(status: Status, by: date | None) -> None:
    assert due_after(an_adjustment(status), MONDAY) == by


def test_the_days_go_on_counting_inside_one_promise() -> None:
    late = MONDAY.replace(day=10)

    assert due_after(an_adjustment(Status.TALKING, meanwhile_at=MONDAY), late) == date(2027, 3, 16)
    assert due_after(an_adjustment(Status.SENT), late) == date(2027, 3, 12)


def test_what_needs_no_decision_is_ready_sooner() -> None:
    assert due_after(an_adjustment(Status.ARRANGING), MONDAY) == date(2027, 3, 3)
    assert due_after(an_adjustment(Status.ARRANGING, agreed_at=MONDAY), MONDAY) == date(2027, 3, 16)


def test_closed_days_do_not_count() -> None:
    closed = LUMINA.model_copy(update={"closed_days": ["2027-03-02"]})
    row = an_adjustment(Status.SENT)

    count(row, closed, MONDAY)

    assert row.due_at == datetime(2027, 3, 4, 6, 30, tzinfo=UTC)


def test_the_promise_ends_at_five_on_either_side_of_a_clock_change() -> None:
    """Adelaide leaves summer time on 4 April 2027."""
    row = an_adjustment(Status.SENT)

    count(row, LUMINA, datetime(2027, 4, 1, 23, 0, tzinfo=UTC))

    assert row.due_at is not None
    assert row.due_at.astimezone(ADELAIDE).isoformat() == "2027-04-06T17:00:00+09:30"


def test_every_state_under_way_says_what_is_next() -> None:
    assert set(NEXT) == set(LIFE.states) - ENDS - {Status.DRAFT}
