"""What is promised next in each state of an adjustment, and by when: working days of the programme's own calendar."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.words import N_
from app.core.working_days import promise_due
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.rules.blueprints import Blueprint, Promises


@dataclass(frozen=True)
class Promise:
    """`own` and `staff` say what happens by then; `days` are working days from the day the promise counts from."""

    own: str
    staff: str
    days: Callable[[Promises], int]


NEXT: Mapping[Status, Promise] = {
    Status.SENT: Promise(
        N_("An adviser tells you their name"), N_("Say that it arrived"), lambda p: p.acknowledge_adjustment
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
    Status.WORKS: Promise(N_("We ask you if it still works"), N_("Review"), lambda _: 1),
}

GOES_ON_COUNTING = frozenset({Status.ACKNOWLEDGED, Status.TALKING, Status.ARRANGING})
"""Steps inside one promise: the days go on counting from when it was sent, reopened or agreed."""


def count(accommodation: Accommodation, blueprint: Blueprint, now: datetime) -> None:
    """Set the next promised instant for the state that the adjustment has just reached."""
    if accommodation.status not in GOES_ON_COUNTING:
        accommodation.counted_from = now
    accommodation.due_at = _due(accommodation, blueprint)


def _due(accommodation: Accommodation, blueprint: Blueprint) -> datetime | None:
    promise = NEXT.get(accommodation.status)
    if promise is None:
        return None
    days = promise.days(blueprint.promises)
    since = accommodation.counted_from
    if accommodation.status is Status.ARRANGING and accommodation.agreed_at is None:
        days = blueprint.promises.start_without_decision
    if accommodation.status is Status.WORKS:
        since += timedelta(weeks=blueprint.promises.weeks_until_review)
    return promise_due(since, days, blueprint.time_zone, blueprint.days_off)
