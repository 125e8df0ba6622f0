"""The law of access costs: coordinators of a production write and read them, and no cost leads to a person.

An entry says a month, a kind of thing and an amount. There is no field for words and none for a person. Small counts do
not apply: they guard numbers of people, and money is none. Kinds are wide, so that one entry in one month says that the
production paid for software, and not for whom.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.access_costs import AccessCost, CostKind
from app.rules import productions

CURRENCIES = ("AUD", "NZD", "GBP", "EUR", "USD")
"""Each has a hundred of its smallest unit."""
MINOR = 100
MOST = 10_000_000 * MINOR

KINDS: Mapping[CostKind, str] = {
    CostKind.EQUIPMENT: N_("Equipment"),
    CostKind.SOFTWARE: N_("Software"),
    CostKind.ROOMS: N_("Rooms and desks"),
    CostKind.SUPPORT: N_("Support and interpreters"),
    CostKind.TRAVEL: N_("Travel"),
    CostKind.TRAINING: N_("Training for the crew"),
    CostKind.OTHER: N_("Other"),
}


def visible_to(actor: Actor) -> Select[Any]:
    return select(AccessCost).where(col(AccessCost.production_id).in_(actor.productions_as(Role.COORDINATOR)))


RUN = productions.READ
CHANGE = Policy("access_costs.change", {Role.COORDINATOR: always}, productions.FOR_COORDINATORS, AccessCost, visible_to)
