"""The law of productions: coordinators see and run their own, and nobody else learns that another exists."""

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.productions import Production

FOR_COORDINATORS = N_("This page is for coordinators of a production.")


def visible_to(actor: Actor) -> Select[Any]:
    return select(Production).where(col(Production.id).in_(actor.productions_as(Role.COORDINATOR)))


def is_run_by(actor: Actor, production: Production) -> bool:
    return production.id in actor.productions_as(Role.COORDINATOR)


LIST = Policy("productions.list", {Role.COORDINATOR: always}, FOR_COORDINATORS)
READ = Policy("productions.read", {Role.COORDINATOR: is_run_by}, FOR_COORDINATORS, Production, visible_to)
