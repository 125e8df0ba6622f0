"""The law of breakdowns: the days out of service of a desk are its coordinators' to say and to take back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.breakdowns import Breakdown, BreakdownKind
from app.models.workstations import Workstation
from app.rules import workstations

MOST_DAYS = 366
"""Longer than that, a desk is retired."""

KINDS: Mapping[BreakdownKind, str] = {
    BreakdownKind.BREAKDOWN: N_("It is broken"),
    BreakdownKind.MAINTENANCE: N_("It is being looked after"),
    BreakdownKind.MOVED: N_("It is moved to another spot"),
    BreakdownKind.OTHER: N_("Something else"),
}


def visible_to(actor: Actor) -> Select[Any]:
    desks = workstations.run_by(actor).with_only_columns(col(Workstation.id))
    return select(Breakdown).where(col(Breakdown.workstation_id).in_(desks))


RUN = Policy("breakdowns.run", {Role.COORDINATOR: always}, workstations.FOR_COORDINATORS, Breakdown, visible_to)
NOTE = workstations.RUN
"""Whoever looks after a desk says when it cannot be used."""
