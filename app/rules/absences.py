"""The law of absences: a trainee says that they cannot come, a coordinator notes it; nobody is asked why."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.absences import Absence
from app.models.messages import Prefix
from app.models.productions import Production
from app.rules import productions
from app.rules.messages import Wording


def visible_to(actor: Actor) -> Select[Any]:
    """One's own, and those at the productions that one coordinates. Taking one back twice is no mistake."""
    return select(Absence).where(
        or_(
            col(Absence.person_id) == actor.person_id,
            col(Absence.production_id).in_(actor.productions_as(Role.COORDINATOR)),
        )
    )


def _is_own(actor: Actor, absence: Absence) -> bool:
    return actor.person_id == absence.person_id


def _coordinates(actor: Actor, absence: Absence) -> bool:
    return absence.production_id in actor.productions_as(Role.COORDINATOR)


NOTE = Policy(
    "absences.note",
    {Role.COORDINATOR: productions.is_run_by},
    productions.FOR_COORDINATORS,
    Production,
    productions.visible_to,
)
END = Policy(
    "absences.end",
    {Role.APPLICANT: _is_own, Role.COORDINATOR: _coordinates},
    N_("Only the person who is away, and the coordinators there, can change this."),
    Absence,
    visible_to,
)

MESSAGES: Mapping[str, Wording] = {
    "absence_told": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("somebody cannot come"),
        happened=N_("%(person)s is away from %(production)s from %(first_day)s to %(last_day)s."),
        to_do=N_("Ask for a new plan with the least change. Nobody has to say why they are away."),
        at_once=True,
    ),
}
