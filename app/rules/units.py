"""The law of units: coordinators name those of their production."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.productions import DayKind, Production
from app.models.units import Unit, UnitKind
from app.rules import productions
from app.rules.productions import FOR_COORDINATORS, is_run_by

KINDS: Mapping[UnitKind, str] = {
    UnitKind.MAIN: N_("Main unit"),
    UnitKind.SECOND: N_("Second unit"),
    UnitKind.POST: N_("Post-production"),
}

DAY_KINDS: Mapping[DayKind, str] = {
    DayKind.SHOOT: N_("Shoot day"),
    DayKind.POST: N_("Post-production day"),
}


def visible_to(actor: Actor) -> Select[Any]:
    return select(Unit).where(col(Unit.production_id).in_(actor.productions_as(Role.COORDINATOR)))


LIST = Policy("units.list", {Role.COORDINATOR: is_run_by}, FOR_COORDINATORS, Production, productions.visible_to)
CHANGE = Policy("units.change", {Role.COORDINATOR: always}, FOR_COORDINATORS, Unit, visible_to)
