"""A change that waits for a yes: old and new days beside each other, for the person, and for coordinators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.adapters.wordings import hours, spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.day_changes import DayChange, DayChangeStatus
from app.models.people import Person
from app.models.plans import Plan, PlanReason
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.rules.day_changes import LIFE, SAFETY
from app.rules.plans import REASONS

Crumb = tuple[str, str, Mapping[str, Any]]

IN_EFFECT = (DayChangeStatus.MADE, DayChangeStatus.MADE_FOR_SAFETY)


@dataclass(frozen=True)
class BothDays:
    """One day as it holds, or held, without the change and as it is with it, each in words."""

    day: date
    before: str
    after: str


@dataclass(frozen=True)
class ChangePage:
    """`same` counts the days that the change leaves as they are."""

    id: UUID
    title: str
    part: str
    zone: str
    word: str
    why: str
    safety: str
    who: str
    person: str
    days: Sequence[BothDays]
    same: int
    is_waiting: bool
    begins_at: datetime
    crumb: Crumb


@dataclass(frozen=True)
class WaitingLine:
    """A change on the person's list of days."""

    id: UUID
    production: str
    begins_at: datetime
    zone: str


def own(work: Work, change: DayChange) -> ChangePage:
    return _page(
        work,
        change,
        title=N_("A change that needs your yes") if _waits(work, change) else N_("A change of your days"),
        word=LIFE.words[change.status].own,
        crumb=(N_("my days"), "assignments.mine", {}),
    )


def overruling(work: Work, change: DayChange) -> ChangePage:
    return _page(
        work,
        change,
        title=N_("Change days to keep people safe"),
        word=LIFE.words[change.status].staff,
        crumb=(N_("the plan"), "plans.show", {"plan_id": change.plan_id}),
    )


def waiting_for(work: Work, person_id: UUID | None) -> list[WaitingLine]:
    """What waits for this person's answer, the earliest first."""
    rows = work.db.execute(
        select(col(DayChange.id), col(Production.title), col(DayChange.begins_at), col(Production.time_zone))
        .join(Plan, col(Plan.id) == DayChange.plan_id)
        .join(Production, col(Production.id) == Plan.production_id)
        .where(col(DayChange.person_id) == person_id, col(DayChange.status) == DayChangeStatus.WAITING)
        .where(col(DayChange.begins_at) > work.now)
        .order_by(col(DayChange.begins_at))
    )
    return [WaitingLine(*row) for row in rows]


def _waits(work: Work, change: DayChange) -> bool:
    return change.status is DayChangeStatus.WAITING and change.begins_at > work.now


def _page(work: Work, change: DayChange, *, title: str, word: str, crumb: Crumb) -> ChangePage:
    plan, production, who, person = _around(work, change)
    rows = _rows(work, change)
    own_rows = [row for row in rows if row.Assignment.change_id == change.id]
    return ChangePage(
        id=change.id,
        title=title,
        part=production.title,
        zone=production.time_zone,
        word=word,
        why=REASONS[plan.reason or PlanReason.FIRST],
        safety=SAFETY[change.safety] if change.safety else "",
        who=who,
        person=person,
        days=_both(production.time_zone, own_rows, with_change=change.status in IN_EFFECT),
        same=len({row.Assignment.on_date for row in rows if row.Assignment.change_id is None}),
        is_waiting=_waits(work, change),
        begins_at=change.begins_at,
        crumb=crumb,
    )


def _around(work: Work, change: DayChange) -> Any:
    asker = aliased(Person)
    return work.db.execute(
        select(Plan, Production, col(asker.name), col(Person.name))
        .join(Production, col(Production.id) == Plan.production_id)
        .join(asker, col(asker.id) == Plan.asked_by)
        .join(Person, col(Person.id) == change.person_id)
        .where(col(Plan.id) == change.plan_id)
    ).one()


def _rows(work: Work, change: DayChange) -> Sequence[Any]:
    return work.db.execute(
        select(Assignment, col(Workstation.name).label("desk"), col(Location.name).label("place"))
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Assignment.plan_id) == change.plan_id, col(Assignment.person_id) == change.person_id)
        .order_by(col(Assignment.starts_at))
    ).all()


def _both(zone: str, rows: Sequence[Any], *, with_change: bool) -> list[BothDays]:
    """What the change brings is planned once it is in effect, and not before; with what it replaces it is the other way."""
    brought = [row for row in rows if row.Assignment.is_planned is with_change]
    replaced = [row for row in rows if row.Assignment.is_planned is not with_change]
    return [
        BothDays(day, _in_words(zone, _on(day, replaced)), _in_words(zone, _on(day, brought)))
        for day in sorted({row.Assignment.on_date for row in rows})
    ]


def _on(day: date, rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if row.Assignment.on_date == day]


def _in_words(zone: str, rows: Sequence[Any]) -> str:
    """Desk and hours, block after block."""
    lines = [
        sentence(
            N_("%(hours)s: %(desk)s, %(place)s."),
            hours=hours(row.Assignment.starts_at, row.Assignment.ends_at, zone),
            desk=row.desk,
            place=row.place,
        )
        for row in rows
    ]
    return " ".join(map(spoken, lines)) or spoken(N_("Nothing."))
