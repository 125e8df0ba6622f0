"""The law of roles: administrators give and take them, never for themselves, and there is always one of them left."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, false
from sqlmodel import col, select

from app.core.actors import OWN_SCREENS, Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.messages import Prefix
from app.models.people import RoleGrant
from app.rules.messages import Wording

WORDS: Mapping[Role, str] = {
    Role.REVIEWER: N_("Reviewer"),
    Role.HOST: N_("Interview host"),
    Role.MANAGER: N_("Programme manager"),
    Role.ADVISER: N_("Accommodation adviser"),
    Role.COORDINATOR: N_("Production coordinator"),
    Role.MENTOR: N_("Mentor"),
    Role.FUNDER: N_("Funder"),
    Role.ADMINISTRATOR: N_("System administrator"),
    Role.AUDITOR: N_("Privacy auditor"),
}

GIVEN_HERE = tuple(role for role in WORDS if role is not Role.COORDINATOR)
"""A coordinator belongs to one production and is given there."""


def visible_to(actor: Actor) -> Select[Any]:
    """Every role of staff, for administrators. Who helps whom is nobody's business but theirs."""
    if not actor.holds(Role.ADMINISTRATOR):
        return select(RoleGrant).where(false())
    return select(RoleGrant).where(col(RoleGrant.role).not_in([*OWN_SCREENS]))


_FOR_ADMINISTRATORS = N_("Only administrators give and take roles.")

LIST = Policy("roles.list", {Role.ADMINISTRATOR: always}, _FOR_ADMINISTRATORS)
TAKE = Policy("roles.take", {Role.ADMINISTRATOR: always}, _FOR_ADMINISTRATORS, RoleGrant, visible_to)

MESSAGES: Mapping[str, Wording] = {
    "role_taken": Wording(
        Prefix.CHANGE,
        subject=N_("one of your roles ended"),
        happened=N_("An administrator ended a role of yours. Its pages are closed to you from now on."),
        to_do=N_("If you think that this is a mistake, write to your contact."),
        at_once=True,
    ),
}
