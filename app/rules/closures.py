"""The law of closed periods: coordinators close their places and open them again."""

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.models.closures import Closure
from app.models.productions import Production
from app.rules import productions
from app.rules.productions import FOR_COORDINATORS, is_run_by


def visible_to(actor: Actor) -> Select[Any]:
    return select(Closure).where(col(Closure.production_id).in_(actor.productions_as(Role.COORDINATOR)))


CLOSE = Policy("closures.close", {Role.COORDINATOR: is_run_by}, FOR_COORDINATORS, Production, productions.visible_to)
OPEN = Policy("closures.open", {Role.COORDINATOR: always}, FOR_COORDINATORS, Closure, visible_to)
