"""What is promised next in each state of an adjustment, and by when: working days of the programme's own calendar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.core.words import N_
from app.core.working_days import (
    add_working_days,
    due_after_weeks,
    due_the_same_day,
    ends_at,
    promise_due,
    working_days_between,
)
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.rules.blueprints import Blueprint, Promises

TIMES_ASKED = 2
"""After some days in place and again after some weeks, the person is asked if it works. From then on there are reviews."""


@dataclass(frozen=True)
class Promise:
    """`own` and `staff` say what happens by then; `days` are working days from the day the promise counts from."""

    own: str
    staff: str
    days: Callable[[Promises], int]


NEXT: Mapping[Status, Promise] = {
    Status.SENT: Promise(
        N_("An adviser tells you that it arrived"), N_("Say that it arrived"), lambda p: p.acknowledge_adjustment
    ),
    Status.ACKNOWLEDGED: Promise(
        N_("Your adviser talks with you, in writing or as you like"), N_("First talk"), lambda p: p.first_conversation
    ),
    Status.TALKING: Promise(N_("Your adviser decides"), N_("Decide"), lambda p: p.decide_adjustment),
    Status.LOOKING_AGAIN: Promise(N_("Somebody else decides"), N_("Second look"), lambda p: p.second_look),
    Status.NOT_AGREED: Promise(
        N_("You can ask for a second look"), N_("Second look possible"), lambda p: p.ask_for_second_look
    ),
    Status.AGREED: Promise(N_("It is in place"), N_("Put in place"), lambda p: p.adjustment_in_place),
    Status.AGREED_DIFFERENTLY: Promise(N_("It is in place"), N_("Put in place"), lambda p: p.adjustment_in_place),
    Status.ARRANGING: Promise(N_("It is in place"), N_("Put in place"), lambda p: p.adjustment_in_place),
    Status.IN_PLACE: Promise(N_("We ask you if it works"), N_("Ask if it works"), lambda p: p.ask_if_it_works),
    Status.DOES_NOT_WORK: Promise(N_("Your adviser talks with you again"), N_("Talk again"), lambda p: p.first_reply),
    Status.REVIEW_DUE: Promise(
        N_("Your adviser talks with you"), N_("Review together"), lambda p: p.first_conversation
    ),
    Status.WORKS: Promise(N_("We ask you if it still works"), N_("Review"), lambda _: 0),
}

MEANWHILE = Promise(
    N_("Your adviser says what helps until there is a decision"),
    N_("Say what helps until there is a decision"),
    lambda _: 0,
)

GOES_ON_COUNTING = frozenset({Status.ACKNOWLEDGED, Status.TALKING, Status.ARRANGING})
"""Steps inside one promise: the days go on counting from when it was sent, reopened or agreed."""

BEFORE_IT_IS_NEEDED = frozenset({Status.AGREED, Status.AGREED_DIFFERENTLY, Status.ARRANGING})
"""What is agreed is in place before the first day or session that it concerns."""


def promise_of(accommodation: Accommodation) -> Promise | None:
    """The promise that runs now. On the day of the talk comes first what helps until there is a decision."""
    if needs_meanwhile(accommodation):
        return MEANWHILE
    return NEXT.get(accommodation.status)


def needs_meanwhile(accommodation: Accommodation) -> bool:
    """Whether nobody has said yet what helps until there is a decision. What was agreed before simply goes on."""
    is_new = accommodation.status is Status.TALKING and not accommodation.provide
    return is_new and accommodation.meanwhile_at is None


def count(
    accommodation: Accommodation, blueprint: Blueprint, now: datetime, *, needed_at: datetime | None = None
) -> None:
    """Set the next promised instant for the state just reached. `needed_at` is the first day that it concerns."""
    if accommodation.status not in GOES_ON_COUNTING:
        accommodation.counted_from = now
    accommodation.missed_at = None
    if accommodation.paused_at is not None:
        accommodation.paused_at = now
    accommodation.due_at = _due(accommodation, blueprint, now)
    hurry(accommodation, blueprint, now, needed_at=needed_at)


def count_down_to_decision(accommodation: Accommodation, blueprint: Blueprint, now: datetime) -> None:
    """Go on with the promise of the state, once somebody has said what helps until there is a decision."""
    accommodation.missed_at = None
    accommodation.due_at = _due(accommodation, blueprint, now)


def hurry(accommodation: Accommodation, blueprint: Blueprint, now: datetime, *, needed_at: datetime | None) -> None:
    """Bring the promise forward to the last working day before the person first needs it, and at least before it."""
    due_at = accommodation.due_at
    if needed_at is None or due_at is None or accommodation.status not in BEFORE_IT_IS_NEEDED:
        return
    zone, off = blueprint.time_zone, blueprint.days_off
    day_before = ends_at(add_working_days(needed_at.astimezone(ZoneInfo(zone)).date(), -1, off), zone)
    accommodation.due_at = min(due_at, day_before if day_before > now else needed_at)


def ask_again(accommodation: Accommodation, blueprint: Blueprint, now: datetime) -> None:
    """The person was asked if it works: the next time is in some weeks, and after that there are reviews."""
    accommodation.asked += 1
    accommodation.due_at = _due(accommodation, blueprint, now)


def promise_anew(
    accommodation: Accommodation, blueprint: Blueprint, now: datetime, *, needed_at: datetime | None = None
) -> None:
    """A date passed that was not kept: remember it, and promise a new one, still before the first day it concerns."""
    accommodation.missed_at = accommodation.due_at
    days = blueprint.promises.after_missed
    accommodation.due_at = promise_due(now, days, blueprint.time_zone, blueprint.days_off)
    hurry(accommodation, blueprint, now, needed_at=needed_at)


def go_on(
    accommodation: Accommodation, blueprint: Blueprint, now: datetime, *, needed_at: datetime | None = None
) -> None:
    """End the person's pause. As many working days are left as when it began, and none after the first day it concerns."""
    zone, off = blueprint.time_zone, blueprint.days_off
    if accommodation.due_at is not None and accommodation.paused_at is not None:
        began, due_on = (
            each.astimezone(ZoneInfo(zone)).date() for each in (accommodation.paused_at, accommodation.due_at)
        )
        left = working_days_between(began, due_on, off)
        accommodation.due_at = promise_due(now, left, zone, off) if left else due_the_same_day(now, zone, off)
    accommodation.paused_at = None
    hurry(accommodation, blueprint, now, needed_at=needed_at)


def _due(accommodation: Accommodation, blueprint: Blueprint, now: datetime) -> datetime | None:
    promise, promises = promise_of(accommodation), blueprint.promises
    zone, off = blueprint.time_zone, blueprint.days_off
    if promise is None:
        return None
    if promise is MEANWHILE:
        return due_the_same_day(now, zone, off)
    if accommodation.status is Status.WORKS and accommodation.asked >= TIMES_ASKED:
        return due_after_weeks(accommodation.counted_from, promises.weeks_until_review, zone, off)
    if accommodation.status is Status.WORKS or (accommodation.status is Status.IN_PLACE and accommodation.asked):
        return due_after_weeks(now, promises.weeks_until_asked_again, zone, off)
    days = promise.days(promises)
    if accommodation.status is Status.ARRANGING and accommodation.agreed_at is None:
        days = promises.start_without_decision
    return promise_due(accommodation.counted_from, days, zone, off)
