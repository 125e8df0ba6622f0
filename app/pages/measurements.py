"""What coordinators see of measuring: which desks wait for it, the form of one group of facts, and every visit so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from accessibility.vocabulary import ATTRIBUTE_GROUPS, ATTRIBUTES
from app.adapters.wordings import spoken
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.filling import Filled
from app.forms.measurements import PREFIX, MeasurementForm, facts_of, measurement_form
from app.forms.times import day_as_written
from app.models.people import Person
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.pages.workstations import named
from app.pages.workstations_facts import RECORD, Fact, said_by, words_of
from app.rules.measurements import WHY, is_due, is_old
from app.services.desk_days import today_at
from app.services.measurements import history_of

Crumb = tuple[str, str, Mapping[str, Any]]

NEVER = N_("It was never measured.")
OLD = N_("It was measured more than six months ago.")
MOST_LISTED = 200


@dataclass(frozen=True)
class DueLine:
    desk_id: UUID
    desk: str
    place: str
    why: str
    since: date | None


@dataclass(frozen=True)
class DueList:
    """The desks of a production that are to be measured; those that were asked for come first."""

    desks: Sequence[DueLine]
    part: str
    crumb: Crumb
    title: str = N_("To be measured")


@dataclass(frozen=True)
class GroupLine:
    group: str
    label: str
    known: int
    all: int


@dataclass(frozen=True)
class Choosing:
    desk_id: UUID
    groups: Sequence[GroupLine]
    is_asked: bool
    title: Sentence
    part: str
    crumb: Crumb


@dataclass(frozen=True)
class Measuring:
    """One visit for one group. `facts` are the names of its fields."""

    desk_id: UUID
    group: str
    group_label: str
    form_kind: type[MeasurementForm]
    facts: Sequence[str]
    likely: Mapping[str, object]
    title: Sentence
    part: str
    crumb: Crumb

    @property
    def form(self) -> Filled[MeasurementForm]:
        return Filled.blank(self.form_kind, **self.likely)


@dataclass(frozen=True)
class Visited:
    id: UUID
    said: Sentence
    facts: Sequence[Fact]
    counts: bool


@dataclass(frozen=True)
class History:
    desk_id: UUID
    visits: Sequence[Visited]
    title: Sentence
    part: str
    crumb: Crumb


def example_group(_db: Session, _desk: Workstation) -> Mapping[str, str]:
    return {"group": "sound"}


def listing(work: Work, production: Production) -> DueList:
    today = today_in(production.time_zone, work.now)
    rows = work.db.execute(
        select(Workstation, col(Location.name))
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Location.production_id) == production.id, is_due(today))
        .order_by(col(Workstation.needs_measuring_since).is_(None), col(Location.name), col(Workstation.name))
        .limit(MOST_LISTED)
    )
    lines = [DueLine(desk.id, desk.name, place, _why(desk, today), desk.needs_measuring_since) for desk, place in rows]
    return DueList(lines, production.title, (production.title, "productions.show", {"production_id": production.id}))


def choosing(desk: Workstation) -> Choosing:
    """Which group of facts: each is a form of its own, so that none is long."""
    groups = [
        GroupLine(group, label, sum(fact.code in desk.profile for fact in facts_of(group)), len(facts_of(group)))
        for group, label in ATTRIBUTE_GROUPS.items()
        if group != RECORD
    ]
    asked = desk.needs_measuring_since is not None
    return Choosing(desk.id, groups, asked, named(N_("Measure %(desk)s"), desk), desk.name, _back(desk))


def measuring(work: Work, desk: Workstation, group: str) -> Measuring:
    if group not in ATTRIBUTE_GROUPS or group == RECORD:
        raise Missing
    me = work.db.get_one(Person, work.actor.person_id)
    likely = {"measured_on": day_as_written(today_at(work, desk)), "measured_by": me.name}
    names = [f"{PREFIX}{fact.code}" for fact in facts_of(group)]
    group_name = spoken(ATTRIBUTE_GROUPS[group])
    title = sentence(N_("Measure %(desk)s: %(group)s"), desk=desk.name, group=group_name)
    back = (N_("all groups"), "measurements.choosing", {"workstation_id": desk.id})
    return Measuring(
        desk.id, group, ATTRIBUTE_GROUPS[group], measurement_form(group), names, likely, title, desk.name, back
    )


def history(work: Work, desk: Workstation) -> History:
    """The newest first."""
    visits = [
        Visited(
            visit.id,
            said_by(visit),
            [
                Fact(fact.question, words_of(fact, visit.values[code]), is_known=True)
                for code, fact in ATTRIBUTES.items()
                if code in visit.values and fact.accepts(visit.values[code])
            ],
            visit.counts,
        )
        for visit in reversed(history_of(work, desk))
    ]
    return History(desk.id, visits, named(N_("Every measurement of %(desk)s"), desk), desk.name, _back(desk))


def _why(desk: Workstation, today: date) -> str:
    if desk.needs_measuring_since is not None:
        return WHY.get(desk.needs_measuring_why, "")
    return OLD if is_old(desk.measured_on, today) else NEVER


def _back(desk: Workstation) -> Crumb:
    return (desk.name, "workstations.show", {"workstation_id": desk.id})
