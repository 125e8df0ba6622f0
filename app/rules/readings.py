"""The law of readings: who gives the applications of an intake to readers, and who compares how they read."""

from collections.abc import Sequence
from uuid import UUID

from app.core.actors import Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.cohorts import Cohort
from app.rules.cohorts import is_managed, visible_to


def _managed(name: str) -> Policy:
    otherwise = N_("Only managers of this programme can do this.")
    return Policy(name, {Role.MANAGER: is_managed}, otherwise, Cohort, visible_to)


READ = _managed("readings.read")
SPREAD = _managed("readings.spread")
BRING = _managed("readings.bring")

LONGEST_LIST_BYTES = 1_000_000


def longest_list(_name: str) -> int:
    """A list may have any name; what is in it is looked into."""
    return LONGEST_LIST_BYTES


Pair = tuple[UUID, UUID]
"""An application and somebody who reads it."""


def mark_text(pairs: Sequence[Pair]) -> str:
    return " ".join(f"{application_id}:{reader_id}" for application_id, reader_id in pairs)
