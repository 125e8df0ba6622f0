"""Who looked: for the person day by day in plain words, and for the privacy auditor names and times without content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Select
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from app.core.events import AuditEntry
from app.core.words import N_
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.sightings import Older, TellWish
from app.models.emergencies import Emergency, Part
from app.models.people import Person, Preferences
from app.pages.accommodations import Crumb
from app.pages.passports import TO_PASSPORT
from app.rules.emergencies import PARTS
from app.rules.sightings import WORDS
from app.services.emergencies import reason_of

PAGE = 100
ONE_READ = timedelta(hours=1)
"""Reads of the same thing by the same person within an hour are one line."""


@dataclass(frozen=True)
class Look:
    """What was read, in general, and at which times of the person's own clock."""

    read: str
    times: Sequence[datetime]


@dataclass(frozen=True)
class LookedBy:
    name: str
    looks: Sequence[Look]


@dataclass(frozen=True)
class LookedOn:
    day: date
    readers: Sequence[LookedBy]


@dataclass(frozen=True)
class OpenedBy:
    """An opening in an emergency: who, what they could read, why, and until when."""

    name: str
    parts: Sequence[str]
    reason: str
    opened_at: datetime
    closes_at: datetime
    is_open: bool


@dataclass(frozen=True)
class Mine:
    days: Sequence[LookedOn]
    openings: Sequence[OpenedBy]
    older: int | None
    zone: str
    title: str = N_("Who looked at what helps you")
    crumb: Crumb = TO_PASSPORT


@dataclass(frozen=True)
class Line:
    """One read for the auditor: who looked, whose data, and when by the auditor's own clock."""

    reader: str
    person: str
    at: datetime


@dataclass(frozen=True)
class Listing:
    lines: Sequence[Line]
    older: int | None
    title: str = N_("Who looked")


def mine(work: Work, asked: Filled[Older]) -> Mine:
    """What others read about the person, newest day first."""
    me = work.db.get_one(Person, work.actor.person_id)
    rows = work.db.execute(_reads(asked).where(col(AuditEntry.about) == me.id).add_columns(col(Person.name))).all()
    shown = rows[:PAGE]
    days = groupby(shown, key=lambda row: row[0].at.astimezone(ZoneInfo(me.time_zone)).date())
    return Mine(
        days=[LookedOn(day, _readers(list(group), ZoneInfo(me.time_zone))) for day, group in days],
        openings=_openings(work, me.id),
        older=shown[-1][0].number if len(rows) > PAGE else None,
        zone=me.time_zone,
    )


def wish(work: Work) -> Filled[TellWish]:
    """The form as it stands now."""
    kept = work.db.get(Preferences, work.actor.person_id)
    return Filled.blank(TellWish, tell=kept is not None and kept.tells_sightings)


def listing(work: Work, asked: Filled[Older]) -> Listing:
    """Every read, newest first, without what was read."""
    person = aliased(Person)
    rows = work.db.execute(
        _reads(asked).join(person, col(person.id) == AuditEntry.about).add_columns(col(Person.name), col(person.name))
    ).all()
    shown, zone = rows[:PAGE], ZoneInfo(work.db.get_one(Person, work.actor.person_id).time_zone)
    return Listing(
        lines=[Line(reader, owner, entry.at.astimezone(zone)) for entry, reader, owner in _once(shown)],
        older=shown[-1][0].number if len(rows) > PAGE else None,
    )


def _reads(asked: Filled[Older]) -> Select[Any]:
    """Reads by somebody else, newest first, one more than a page."""
    before = asked.form.older if asked.form else None
    reads = (
        select(AuditEntry)
        .join(Person, col(Person.id) == AuditEntry.actor_id)
        .where(col(AuditEntry.name).in_(WORDS), col(AuditEntry.actor_id) != AuditEntry.about)
        .order_by(col(AuditEntry.number).desc())
        .limit(PAGE + 1)
    )
    return reads.where(col(AuditEntry.number) < before) if before else reads


def _readers(rows: Sequence[Any], zone: ZoneInfo) -> list[LookedBy]:
    """The reads of one day by reader, and for each what was read and when."""
    found: dict[str, dict[str, list[datetime]]] = {}
    for entry, name in reversed(_once(rows)):
        found.setdefault(name, {}).setdefault(WORDS[entry.name], []).append(entry.at.astimezone(zone))
    return [LookedBy(name, [Look(read, times) for read, times in looks.items()]) for name, looks in found.items()]


def _once(rows: Iterable[Any]) -> list[Any]:
    """Without reads that follow another one of the same thing by the same person within an hour; newest first."""
    begun: dict[tuple[UUID, UUID, str], datetime] = {}
    kept = []
    for row in sorted(rows, key=lambda row: row[0].number):
        entry = row[0]
        key = (entry.actor_id, entry.about, entry.name)
        if key in begun and entry.at - begun[key] < ONE_READ:
            continue
        begun[key] = entry.at
        kept.append(row)
    return kept[::-1]


def _openings(work: Work, person_id: UUID) -> list[OpenedBy]:
    rows = work.db.execute(
        select(Emergency, col(Person.name))
        .join(Person, col(Person.id) == Emergency.opened_by_id)
        .where(col(Emergency.person_id) == person_id)
        .order_by(col(Emergency.opened_at).desc(), col(Emergency.id).desc())
    )
    return [
        OpenedBy(
            name,
            [PARTS[Part(part)].told for part in row.parts],
            reason_of(work, row),
            row.opened_at,
            row.ended_at or row.closes_at,
            row.is_open(work.now),
        )
        for row, name in rows
    ]
