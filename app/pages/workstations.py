"""What a desk is like, in the words in which it was measured: for coordinators, and for whoever has a day at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from accessibility.vocabulary import ATTRIBUTE_GROUPS, ATTRIBUTES, Value
from app.adapters.wordings import spoken
from app.core.actors import Role
from app.core.words import N_
from app.core.work import Work
from app.models.people import Person
from app.models.productions import Location
from app.models.workstations import Workstation

Crumb = tuple[str, str, Mapping[str, Any]]

NOT_MEASURED = N_("Not measured yet")
NOT_DESCRIBED = N_("Not described yet")
RECORD = "record"
"""The group of who measured, when and how; it is told in sentences of its own."""


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    is_known: bool
    change: None = None


@dataclass(frozen=True)
class FactGroup:
    label: str
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Described:
    """A place as it is: nothing here depends on who reads it."""

    what_it_is_like: str
    place: str
    address: str
    way_there: str
    supervisor: str
    software: Sequence[str]
    groups: Sequence[FactGroup]
    measured_on: date | None
    measured_by: str
    measured_how: str
    not_measured: int


@dataclass(frozen=True)
class DeskForTrainee:
    title: str
    part: str
    desk: Described
    out_of_service: Sequence[date] = ()
    crumb: Crumb = (N_("my days"), "assignments.mine", {})


@dataclass(frozen=True)
class DeskForCoordinator:
    """With the days on which the desk cannot be used, which are the production's own business."""

    title: str
    part: str
    desk: Described
    out_of_service: Sequence[date]
    crumb: Crumb


def show(work: Work, workstation: Workstation) -> DeskForTrainee | DeskForCoordinator:
    location, supervisor = work.db.execute(
        select(Location, col(Person.name))
        .join(Person, col(Person.id) == Location.supervisor_id)
        .where(col(Location.id) == workstation.location_id)
    ).one()
    desk = _described(workstation, location, supervisor)
    if location.production_id not in work.actor.productions_as(Role.COORDINATOR):
        return DeskForTrainee(workstation.name, location.name, desk)
    return DeskForCoordinator(
        workstation.name, location.name, desk, _days(workstation), _back_to(location.production_id)
    )


def groups_of(profile: Mapping[str, Value]) -> list[FactGroup]:
    """Every attribute of the vocabulary, in its order; what is absent says so."""
    return [
        FactGroup(label, [_fact(code, profile) for code, each in ATTRIBUTES.items() if each.group == group])
        for group, label in ATTRIBUTE_GROUPS.items()
        if group != RECORD
    ]


def _described(workstation: Workstation, location: Location, supervisor: str) -> Described:
    groups = groups_of(workstation.profile)
    return Described(
        what_it_is_like=workstation.what_it_is_like,
        place=location.name,
        address=location.address,
        way_there=location.way_there,
        supervisor=supervisor,
        software=workstation.software,
        groups=groups,
        measured_on=workstation.measured_on,
        measured_by=workstation.measured_by,
        measured_how=workstation.measured_how,
        not_measured=sum(not fact.is_known for group in groups for fact in group.facts),
    )


def _fact(code: str, profile: Mapping[str, Value]) -> Fact:
    attribute = ATTRIBUTES[code]
    value = profile.get(code)
    if value is None or not attribute.accepts(value):
        return Fact(attribute.question, NOT_MEASURED if attribute.is_matched else NOT_DESCRIBED, is_known=False)
    return Fact(attribute.question, attribute.words(value, spoken) or spoken(N_("none")), is_known=True)


def _days(workstation: Workstation) -> list[date]:
    return sorted(date.fromisoformat(day) for day in workstation.out_of_service)


def _back_to(production_id: UUID) -> Crumb:
    return (N_("the production"), "productions.show", {"production_id": production_id})
