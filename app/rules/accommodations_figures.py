"""Which figures about adjustments are said. Nobody may be found in a count, and no count may be worked out from others."""

from collections.abc import Mapping
from enum import StrEnum

from app.core.words import N_
from app.models.accommodations import AccommodationStatus as Status
from app.rules.accommodations import BEFORE_DECISION

FEWEST = 10
"""Smaller numbers are not said, zero included (the usual limit for anything about disability)."""


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


def hidden(counted: Mapping[Group, int]) -> set[Group]:
    """The groups whose number is not said: the small ones, and one more where a single one could be worked out.

    The rest of a total less its other parts is what one hidden part must be; so two are hidden, or none, and together
    they are at least as large as the limit.
    """
    parts = sorted((group for group in counted if group is not Group.ALL), key=lambda group: (counted[group], group))
    small = [group for group in parts if counted[group] < FEWEST]
    if counted[Group.ALL] < FEWEST:
        return set(counted)
    unsaid, rest = list(small), [group for group in parts if group not in small]
    while unsaid and rest and (len(unsaid) == 1 or sum(counted[group] for group in unsaid) < FEWEST):
        unsaid.append(rest.pop(0))
    return set(unsaid)
