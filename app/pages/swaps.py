"""What somebody can do when a day is hard: quieter desks that hold at once, and other ways to ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from accessibility.vocabulary import ATTRIBUTES
from app.adapters.wordings import spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.offering import offering, unseen
from app.forms.swaps import DeskChoice
from app.models.assignments import Assignment
from app.models.workstations import Workstation
from app.services.arrivals import production_of
from app.services.swaps import QuietDesk, is_near, quieter_desks

WALK_IN = "walk_in"
Crumb = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class HardDay:
    """`kind` is the form with the desks that are free now; `count` how many there are."""

    id: UUID
    day: date
    part: str
    is_near: bool
    count: int
    has_quiet_room: bool
    kind: type[DeskChoice]
    crumb: Crumb
    title: str = N_("If this day is hard")


def choosing(work: Work, assignment: Assignment) -> HardDay:
    production = production_of(work, assignment)
    near = is_near(work, production, assignment)
    desks = quieter_desks(work, assignment) if near else []
    desk = work.db.get_one(Workstation, assignment.workstation_id)
    return HardDay(
        id=assignment.id,
        day=assignment.on_date,
        part=production.title,
        is_near=near,
        count=len(desks),
        has_quiet_room=desk.profile.get("quiet_room_entry") == WALK_IN,
        kind=offering(DeskChoice, desk=[_option(each) for each in desks]) if desks else unseen(DeskChoice, "desk"),
        crumb=(N_("this day"), "assignments.day", {"assignment_id": assignment.id}),
    )


def other_ways(work: Work, assignment: Assignment) -> HardDay:
    """The same day, for whoever asks for something other than a desk."""
    return replace(choosing(work, assignment), title=N_("Other ways for this day"))


def _option(quiet: QuietDesk) -> Option:
    name = spoken(sentence(N_("%(desk)s, %(place)s"), desk=quiet.desk.name, place=quiet.place.name))
    level = ATTRIBUTES["noise_level"].words(quiet.desk.profile["noise_level"], spoken)
    hint = spoken(
        sentence(N_("%(like)s How loud it usually is: %(level)s."), like=quiet.desk.what_it_is_like, level=level)
    )
    return Option(str(quiet.desk.id), name, hint)
