"""What a desk is like, in the words in which it was measured: for coordinators, and for whoever has a day at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.adapters.wordings import spoken
from app.core.actors import Role
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.models.breakdowns import Breakdown
from app.models.people import Person
from app.models.productions import Location, Production
from app.models.sessions import Session
from app.models.workstations import Workstation
from app.pages import place_pictures, workstations_fits
from app.pages.place_pictures import Shown
from app.pages.workstations_facts import FactGroup, groups_of, sounds_in
from app.pages.workstations_fits import FitLine
from app.rules import breakdowns
from app.rules.measurements import WHY, is_old
from app.rules.sessions import open_to
from app.rules.workstations import KINDS, details_of
from app.services.measurements import history_of

VISITS = "orientation"
MOST_VISITS = 3

Crumb = tuple[str | Sentence, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Line:
    """One fact about the desk itself, as a summary list draws it."""

    label: str
    value: str
    change: None = None


@dataclass(frozen=True)
class Described:
    """A place as it is: nothing here depends on who reads it."""

    id: UUID
    what_it_is_like: str
    place_id: UUID
    place: str
    address: str
    way_there: str
    supervisor: str
    about: Sequence[Line]
    sounds: Sequence[str]
    groups: Sequence[FactGroup]
    pictures: Sequence[Shown]
    measured_on: date | None
    measured_by: str
    measured_how: str
    not_measured: int
    is_due: bool
    is_retired: bool


@dataclass(frozen=True)
class Visit:
    """A session in which desks are shown."""

    session_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str


@dataclass(frozen=True)
class DeskForTrainee:
    """With how it fits the person themselves, and when they can come and see it."""

    title: str
    part: str
    desk: Described
    fits: Sequence[FitLine]
    visits: Sequence[Visit]
    crumb: Crumb = (N_("my days"), "assignments.mine", {})


@dataclass(frozen=True)
class LostDays:
    """Days on which the desk cannot be used."""

    id: UUID
    first_day: date
    last_day: date
    kind: str


@dataclass(frozen=True)
class DeskForCoordinator:
    """With the days on which the desk cannot be used, which are the production's own business, and what can be done."""

    title: str
    part: str
    desk: Described
    lost: Sequence[LostDays]
    why_due: str
    asked_since: date | None
    crumb: Crumb


def show(work: Work, workstation: Workstation) -> DeskForTrainee | DeskForCoordinator:
    location, supervisor, zone, beside = _around(work, workstation)
    today = today_in(zone, work.now)
    desk = _described(work, workstation, location, supervisor, beside=beside, today=today)
    if location.production_id not in work.actor.productions_as(Role.COORDINATOR):
        own = workstations_fits.own(work, [workstation])[workstation.id]
        return DeskForTrainee(workstation.name, location.name, desk, own, _visits(work))
    return DeskForCoordinator(
        workstation.name,
        location.name,
        desk,
        _lost(work, workstation, today),
        why_due=WHY.get(workstation.needs_measuring_why, ""),
        asked_since=workstation.needs_measuring_since,
        crumb=(
            sentence(N_("the desks of %(place)s"), place=location.name),
            "workstations.listing",
            {"location_id": location.id},
        ),
    )


def described(work: Work, workstation: Workstation) -> Described:
    """The same for a document."""
    location, supervisor, zone, beside = _around(work, workstation)
    return _described(work, workstation, location, supervisor, beside=beside, today=today_in(zone, work.now))


def about(workstation: Workstation, beside: str | None) -> list[Line]:
    """What kind of desk it is and what is on it; what nobody said is left out."""
    lines = [Line(N_("Kind of desk"), spoken(KINDS[workstation.kind].label))] if workstation.kind in KINDS else []
    for code, detail in details_of(workstation.kind):
        said = workstation.details.get(code)
        if said is not None:
            words = detail.choices.get(str(said), "") if detail.choices else str(said)
            lines.append(Line(detail.label, spoken(words)))
    if workstation.software:
        lines.append(Line(N_("Software"), ", ".join(workstation.software)))
    if workstation.hardware:
        lines.append(
            Line(N_("Equipment"), ", ".join(f"{count} {name}" for name, count in workstation.hardware.items()))
        )
    if beside:
        lines.append(Line(N_("The seat beside it"), beside))
    return lines


def _around(work: Work, workstation: Workstation) -> tuple[Location, str, str, str | None]:
    other = aliased(Workstation)
    row = work.db.execute(
        select(Location, col(Person.name), col(Production.time_zone), col(other.name))
        .join(Person, col(Person.id) == Location.supervisor_id)
        .join(Production, col(Production.id) == Location.production_id)
        .outerjoin(other, col(other.id) == workstation.beside_id)
        .where(col(Location.id) == workstation.location_id)
    ).one()
    return row[0], row[1], row[2], row[3]


def _described(
    work: Work, workstation: Workstation, location: Location, supervisor: str, *, beside: str | None, today: date
) -> Described:
    groups = groups_of(workstation.profile, history_of(work, workstation))
    return Described(
        id=workstation.id,
        what_it_is_like=workstation.what_it_is_like,
        place_id=location.id,
        place=location.name,
        address=location.address,
        way_there=location.way_there,
        supervisor=supervisor,
        about=about(workstation, beside),
        sounds=sounds_in(workstation.profile),
        groups=groups,
        pictures=place_pictures.of_desk(work, workstation),
        measured_on=workstation.measured_on,
        measured_by=workstation.measured_by,
        measured_how=workstation.measured_how,
        not_measured=sum(not fact.is_known for group in groups for fact in group.facts),
        is_due=workstation.needs_measuring_since is not None or is_old(workstation.measured_on, today),
        is_retired=workstation.retired_at is not None,
    )


def _visits(work: Work) -> list[Visit]:
    """Sessions that show places, among those that this person can book."""
    coming = (
        open_to(work.actor)
        .where(col(Session.kind) == VISITS, col(Session.starts_at) > work.now)
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(MOST_VISITS)
    )
    return [Visit(s.id, s.title, s.starts_at, s.ends_at, s.time_zone) for s in work.db.scalars(coming)]


def _lost(work: Work, workstation: Workstation, today: date) -> list[LostDays]:
    """What is out of service now or will be."""
    rows = work.db.scalars(
        select(Breakdown)
        .where(col(Breakdown.workstation_id) == workstation.id, col(Breakdown.last_day) >= today)
        .order_by(col(Breakdown.first_day), col(Breakdown.id))
    )
    return [
        LostDays(each.id, each.first_day, each.last_unusable, breakdowns.KINDS[each.kind])
        for each in rows
        if each.last_unusable >= max(today, each.first_day)
    ]


def named(title: str, workstation: Workstation) -> Sentence:
    return sentence(title, desk=workstation.name)
