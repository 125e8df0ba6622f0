"""The law of pictures of places: coordinators add them, and whoever has a day at a desk there sees them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.place_pictures import PictureKind, PlacePicture
from app.models.productions import Location
from app.models.workstations import Workstation
from app.rules import workstations
from app.rules.files import kind_named

MOST = 20
"""Of one place with its desks."""

LONGEST_SIDE = 1600
"""Points. Larger ones are drawn smaller, so that a page of pictures stays light."""

KINDS: Mapping[PictureKind, str] = {
    PictureKind.WAY_IN: N_("The way in"),
    PictureKind.FLOOR_PLAN: N_("A plain plan of the floor"),
    PictureKind.SEAT: N_("The seat"),
    PictureKind.VIEW: N_("The view from the seat"),
    PictureKind.QUIET_ROOM: N_("The quiet room"),
}

OF_ONE_DESK = frozenset({PictureKind.SEAT, PictureKind.VIEW})
"""Others are of the whole place."""


def longest_for(name: str) -> int:
    """How many bytes a picture of this name may have; none when it is no picture."""
    kind = kind_named(name)
    return kind.longest_bytes if kind is not None and kind.is_picture else 0


def visible_to(actor: Actor) -> Select[Any]:
    """Of the places that somebody runs all, and for somebody with a day those of the place and of their own desk."""
    run = workstations.places_run_by(actor).with_only_columns(col(Location.id))
    desks = workstations.visible_to(actor)
    shown = col(PlacePicture.location_id).in_(desks.with_only_columns(col(Workstation.location_id))) & or_(
        col(PlacePicture.workstation_id).is_(None),
        col(PlacePicture.workstation_id).in_(desks.with_only_columns(col(Workstation.id))),
    )
    return select(PlacePicture).where(or_(col(PlacePicture.location_id).in_(run), shown))


def run_by(actor: Actor) -> Select[Any]:
    run = workstations.places_run_by(actor).with_only_columns(col(Location.id))
    return select(PlacePicture).where(col(PlacePicture.location_id).in_(run))


READ = Policy(
    "place_pictures.read",
    {Role.COORDINATOR: always, Role.APPLICANT: always},
    N_("You can see a place when you have a day there."),
    PlacePicture,
    visible_to,
)
RUN = Policy("place_pictures.run", {Role.COORDINATOR: always}, workstations.FOR_COORDINATORS, PlacePicture, run_by)
PLACE = workstations.PLACE
