"""The law of days of work: coordinators add, move, change and cancel those of their production."""

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.models.productions import Production, ShootDay
from app.rules import productions
from app.rules.productions import FOR_COORDINATORS, is_run_by


def visible_to(actor: Actor) -> Select[Any]:
    return select(ShootDay).where(col(ShootDay.production_id).in_(actor.productions_as(Role.COORDINATOR)))


ADD = Policy("shoot_days.add", {Role.COORDINATOR: is_run_by}, FOR_COORDINATORS, Production, productions.visible_to)
CHANGE = Policy("shoot_days.change", {Role.COORDINATOR: always}, FOR_COORDINATORS, ShootDay, visible_to)
