"""As what adjustments are counted, in the words of the table, and who reads it. `figures_tables` says what hangs together."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.accommodations import AccommodationStatus as Status
from app.models.programmes import Programme
from app.rules.accommodations import BEFORE_DECISION


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


def visible_to(actor: Actor) -> Select[Any]:
    """Programmes whose figures about adjustments this person has a right to."""
    return select(Programme).where(col(Programme.id).in_(actor.programmes_as(Role.MANAGER)))


def _is_managed(actor: Actor, programme: Programme) -> bool:
    return programme.id in actor.programmes_as(Role.MANAGER)


FIGURES = Policy(
    "accommodations.figures",
    {Role.MANAGER: always},
    N_("Figures about adjustments are for programme managers."),
)
FIGURES_OF_PROGRAMME = Policy(
    "accommodations.figures_of_programme",
    {Role.MANAGER: _is_managed},
    N_("Figures about adjustments are for managers of this programme."),
    Programme,
    visible_to,
)
