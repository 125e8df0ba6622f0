"""The law of kept lists: each is its keeper's own, and a removed one can be put back for some days."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.kept_lists import KeptList

MOST_KEPT = 30
REMOVED_FOR = timedelta(days=30)

_OTHERWISE = N_("Saved lists are for programme managers.")


def visible_to(actor: Actor) -> Select[Any]:
    return select(KeptList).where(col(KeptList.person_id) == actor.person_id)


def is_mine(actor: Actor, kept: KeptList) -> bool:
    return actor.person_id == kept.person_id


LISTING = Policy("kept_lists.listing", {Role.MANAGER: always}, _OTHERWISE)
KEEP = Policy("kept_lists.keep", {Role.MANAGER: always}, _OTHERWISE)
CHANGE = Policy("kept_lists.change", {Role.MANAGER: is_mine}, _OTHERWISE, KeptList, visible_to)
