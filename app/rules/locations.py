"""The law of places: they exist for the coordinators of their production, who describe and keep them."""

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.models.productions import Location, Production
from app.rules import productions
from app.rules.productions import FOR_COORDINATORS, is_run_by


def visible_to(actor: Actor) -> Select[Any]:
    return select(Location).where(col(Location.production_id).in_(actor.productions_as(Role.COORDINATOR)))


ADD = Policy("locations.add", {Role.COORDINATOR: is_run_by}, FOR_COORDINATORS, Production, productions.visible_to)
RUN = Policy("locations.run", {Role.COORDINATOR: always}, FOR_COORDINATORS, Location, visible_to)
