"""Which figures about adjustments are said. Nobody may be found in a count, and no count may be worked out from others."""

from collections.abc import Mapping
from enum import StrEnum

from app.core.words import N_
from app.models.accommodations import AccommodationStatus as Status
from app.rules.accommodations import BEFORE_DECISION
from app.rules.small_counts import FEWEST, Sum, said


class Group(StrEnum):
    """What an adjustment is counted as. Every one that was sent is in exactly one group."""

    UNDECIDED = "undecided"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    OVER = "over"
    ALL = "all"


GROUPS: Mapping[Group, frozenset[Status]] = {
    Group.UNDECIDED: BEFORE_DECISION,
    Group.NOT_AGREED: frozenset({Status.NOT_AGREED, Status.NOT_AGREED_FINAL}),
    Group.OVER: frozenset({Status.ENDED, Status.WITHDRAWN}),
    Group.AGREED: frozenset(
        {
            Status.AGREED,
            Status.AGREED_DIFFERENTLY,
            Status.ARRANGING,
            Status.IN_PLACE,
            Status.WORKS,
            Status.DOES_NOT_WORK,
            Status.REVIEW_DUE,
        }
    ),
    Group.ALL: frozenset(Status) - {Status.DRAFT},
}

WORDS: Mapping[Group, str] = {
    Group.UNDECIDED: N_("Waiting for a decision"),
    Group.NOT_AGREED: N_("Not agreed"),
    Group.OVER: N_("Ended or taken back by the person"),
    Group.AGREED: N_("Agreed, on the way or in place"),
    Group.ALL: N_("All that was asked for"),
}


LINKED = (Sum(Group.ALL, tuple(group for group in GROUPS if group is not Group.ALL)),)


def numbers_said(counted: Mapping[Group, int]) -> dict[Group, int | None]:
    """Each number rounded, or None where it is not said."""
    return said(counted, dict.fromkeys(counted, FEWEST), LINKED)
