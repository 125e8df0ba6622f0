"""The law of brought days: coordinators bring a file of shoot days, check it, and use it or put it aside."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.brought_days import BroughtDays
from app.models.productions import Production
from app.rules import productions
from app.rules.productions import FOR_COORDINATORS, is_run_by

KEPT_FOR = timedelta(days=14)
LONGEST_FILE_BYTES = 1_000_000

COLUMNS: Mapping[str, str] = {
    "id": N_("row id"),
    "day": N_("date"),
    "place": N_("place"),
    "unit": N_("unit"),
    "kind": N_("kind"),
    "call_time": N_("call time"),
    "works_from": N_("from"),
    "works_until": N_("until"),
    "what": N_("what"),
}
"""The columns of a list, as they are called in sentences."""

ALSO_CALLED: Mapping[str, str] = {
    "id": "id",
    "row id": "id",
    "row": "id",
    "key": "id",
    "date": "day",
    "day": "day",
    "shoot day": "day",
    "shoot date": "day",
    "place": "place",
    "location": "place",
    "set": "place",
    "unit": "unit",
    "kind": "kind",
    "type": "kind",
    "call": "call_time",
    "call time": "call_time",
    "unit call": "call_time",
    "from": "works_from",
    "start": "works_from",
    "until": "works_until",
    "to": "works_until",
    "end": "works_until",
    "wrap": "works_until",
    "what": "what",
    "notes": "what",
    "description": "what",
    "scenes": "what",
}
"""How productions head these columns."""

NEEDED = ("day", "place")


def longest_file(_name: str) -> int:
    """A list may have any name; what is in it is looked into."""
    return LONGEST_FILE_BYTES


def visible_to(actor: Actor) -> Select[Any]:
    return select(BroughtDays).where(col(BroughtDays.production_id).in_(actor.productions_as(Role.COORDINATOR)))


BRING = Policy(
    "brought_days.bring", {Role.COORDINATOR: is_run_by}, FOR_COORDINATORS, Production, productions.visible_to
)
USE = Policy("brought_days.use", {Role.COORDINATOR: always}, FOR_COORDINATORS, BroughtDays, visible_to)
