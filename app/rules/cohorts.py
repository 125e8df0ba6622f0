"""The law of cohorts: who may see one, who enrols, and which enrolments take a place."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Application
from app.models.cohorts import Cohort, EnrolmentStatus
from app.models.messages import Prefix
from app.rules import decisions
from app.rules.messages import Wording

TAKES_A_PLACE = frozenset({EnrolmentStatus.ENROLLED, EnrolmentStatus.FINISHED})

STANDINGS: Mapping[EnrolmentStatus, str] = {
    EnrolmentStatus.ENROLLED: N_("Enrolled"),
    EnrolmentStatus.FINISHED: N_("Finished"),
    EnrolmentStatus.LEFT: N_("Left"),
}


def visible_to(actor: Actor) -> Select[Any]:
    return select(Cohort).where(col(Cohort.programme_id).in_(actor.programmes_as(Role.MANAGER)))


def is_managed(actor: Actor, subject: Cohort | Application) -> bool:
    return subject.programme_id in actor.programmes_as(Role.MANAGER)


_OTHERWISE = N_("Only managers of this programme can do this.")

LISTING = Policy("cohorts.listing", {Role.MANAGER: always}, N_("This list is for programme managers."))
READ = Policy("cohorts.read", {Role.MANAGER: is_managed}, _OTHERWISE, Cohort, visible_to)
ENROL = Policy("cohorts.enrol", {Role.MANAGER: is_managed}, _OTHERWISE, Application, decisions.visible_to)

MESSAGES: Mapping[str, Wording] = {
    "enrolled": Wording(
        Prefix.INFORMATION,
        subject=N_("you are in the cohort"),
        happened=N_("You are now enrolled. Your place in the cohort is yours."),
        by_when=N_("Your home page says what comes next, with dates."),
    ),
}
