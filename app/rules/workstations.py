"""The law of workstations: their kinds, and that a desk exists for its coordinators and for a trainee with a day there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, false, or_, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.assignments import Assignment
from app.models.overrides import Override, OverrideStatus
from app.models.productions import Location
from app.models.workstations import Workstation

MOST_DESKS = 200
"""In one place."""


@dataclass(frozen=True)
class Detail:
    """One fact that desks of a kind have. With `choices` it is one of them, without it is a whole number."""

    label: str
    choices: Mapping[str, str] | None = None
    hint: str = ""


@dataclass(frozen=True)
class DeskKind:
    label: str
    details: Mapping[str, Detail]


_YES_OR_NO: Mapping[str, str] = {"yes": N_("Yes"), "no": N_("No")}
_SOUND: Mapping[str, str] = {"headphones": N_("Headphones only"), "speakers": N_("Speakers"), "none": N_("No sound")}

KINDS: Mapping[str, DeskKind] = {
    "edit": DeskKind(
        N_("Edit desk"),
        {
            "screens": Detail(N_("How many screens?")),
            "sound": Detail(N_("How do people hear sound here?"), _SOUND),
        },
    ),
    "compositing": DeskKind(
        N_("Compositing desk"),
        {
            "screens": Detail(N_("How many screens?")),
            "tablet": Detail(N_("Is there a pen tablet?"), _YES_OR_NO),
            "memory": Detail(N_("How much memory does the computer have?"), hint=N_("In GB.")),
        },
    ),
    "cart": DeskKind(
        N_("On-set cart"),
        {
            "moves": Detail(N_("Does it move during the day?"), _YES_OR_NO),
            "cover": Detail(
                N_("Where does it stand?"),
                {"inside": N_("Inside"), "outside": N_("Outside"), "both": N_("Inside and outside")},
            ),
            "power": Detail(
                N_("What power does it run on?"),
                {"mains": N_("A cable"), "battery": N_("A battery"), "both": N_("Both")},
            ),
        },
    ),
    "review": DeskKind(
        N_("Review room seat"),
        {
            "seats": Detail(N_("How many seats does the room have?")),
            "sound": Detail(N_("How do people hear sound here?"), _SOUND),
        },
    ),
    "other": DeskKind(N_("Another kind of seat"), {}),
}
"""The kinds of resources, each with facts of its own (row 56). A kind is data: a new one is a new line here."""


def visible_to(actor: Actor) -> Select[Any]:
    return select(Workstation).where(or_(is_run_by(actor), _has_a_day_at_it(actor), _is_asked_about_it(actor)))


def run_by(actor: Actor) -> Select[Any]:
    """The desks that this person plans."""
    return select(Workstation).where(is_run_by(actor))


def is_run_by(actor: Actor) -> Any:
    run = places_run_by(actor).with_only_columns(col(Location.id))
    return col(Workstation.location_id).in_(run)


def places_run_by(actor: Actor) -> Select[Any]:
    return select(Location).where(col(Location.production_id).in_(actor.productions_as(Role.COORDINATOR)))


def _has_a_day_at_it(actor: Actor) -> Any:
    if actor.person_id is None:
        return false()
    mine = select(col(Assignment.workstation_id)).where(
        col(Assignment.person_id) == actor.person_id, col(Assignment.is_live)
    )
    return col(Workstation.id).in_(mine)


def _is_asked_about_it(actor: Actor) -> Any:
    """Whoever is asked to use a desk all the same reads what it is like first."""
    if actor.person_id is None:
        return false()
    asked = select(col(Override.workstation_id)).where(
        col(Override.person_id) == actor.person_id,
        col(Override.status).in_((OverrideStatus.ASKED, OverrideStatus.AGREED)),
    )
    return col(Workstation.id).in_(asked)


READ = Policy(
    "workstations.read",
    {Role.COORDINATOR: always, Role.APPLICANT: always},
    N_("You can read about a desk when you have a day at it, or are asked about it."),
    Workstation,
    visible_to,
)
"""Whoever it exists for may read about it: what a place is like holds nothing about anybody."""

FOR_COORDINATORS = N_("Desks are looked after by the coordinators of their production.")

RUN = Policy("workstations.run", {Role.COORDINATOR: always}, FOR_COORDINATORS, Workstation, run_by)
PLACE = Policy("workstations.place", {Role.COORDINATOR: always}, FOR_COORDINATORS, Location, places_run_by)
"""The desks of one place: to see all of them, and to add one."""


def details_of(kind: str) -> Sequence[tuple[str, Detail]]:
    """A kind that is no longer in the list has no facts of its own."""
    return list(KINDS[kind].details.items()) if kind in KINDS else []
