"""The law of workstations: a desk exists for the production's coordinators, and for a trainee who has a day there."""

from typing import Any

from sqlalchemy import Select, false, or_, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.assignments import Assignment
from app.models.productions import Location
from app.models.workstations import Workstation


def visible_to(actor: Actor) -> Select[Any]:
    run = select(col(Location.id)).where(col(Location.production_id).in_(actor.productions_as(Role.COORDINATOR)))
    return select(Workstation).where(or_(col(Workstation.location_id).in_(run), _has_a_day_at_it(actor)))


def _has_a_day_at_it(actor: Actor) -> Any:
    if actor.person_id is None:
        return false()
    mine = select(col(Assignment.workstation_id)).where(
        col(Assignment.person_id) == actor.person_id, col(Assignment.is_live)
    )
    return col(Workstation.id).in_(mine)


READ = Policy(
    "workstations.read",
    {Role.COORDINATOR: always, Role.APPLICANT: always},
    N_("You can read about a desk when you have a day at it."),
    Workstation,
    visible_to,
)
"""Whoever it exists for may read about it: what a place is like holds nothing about anybody."""
