"""Late links as managers see them, and what somebody reads who was given one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.late_links import LateLink
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.late_links import is_open
from app.services.late_links import begun_through

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Line:
    link_id: UUID
    label: str
    made_by: str
    last_day: date
    most_people: int
    used: int
    is_open: bool
    state: str
    kind: str


@dataclass(frozen=True)
class LateLinks:
    """`address` is the whole new link, only on the page that follows making it; empty otherwise."""

    cohort_id: UUID
    lines: Sequence[Line]
    closes_at: datetime
    zone: str
    address: str
    part: str
    crumb: Crumb
    title: str = N_("Links for late applications")


@dataclass(frozen=True)
class Ending:
    link_id: UUID
    cohort_id: UUID
    label: str
    used: int
    crumb: Crumb
    title: str = N_("End this link?")


@dataclass(frozen=True)
class Following:
    """What the link is for. `is_begun` is true when the reader has an application there already."""

    token: str
    title: Sentence
    part: str
    until: datetime
    zone: str
    programme_key: str
    is_signed_in: bool
    is_begun: bool


def of_cohort(work: Work, cohort: Cohort, address: str = "") -> LateLinks:
    programme = work.db.get_one(Programme, cohort.programme_id)
    rows = work.db.execute(
        select(LateLink, col(Person.name), func.count(col(Application.id)))
        .join(Person, col(Person.id) == LateLink.made_by)
        .outerjoin(Application, col(Application.late_link_id) == LateLink.id)
        .where(col(LateLink.cohort_id) == cohort.id)
        .group_by(col(LateLink.id), col(Person.name))
        .order_by(col(LateLink.id).desc())
    ).all()
    return LateLinks(
        cohort_id=cohort.id,
        lines=[_line(link, name, used, work.now, programme.time_zone) for link, name, used in rows],
        closes_at=cohort.closes_at,
        zone=programme.time_zone,
        address=address,
        part=programme.name,
        crumb=(cohort.name, "cohorts.show", {"cohort_id": cohort.id}),
    )


def ending(work: Work, link: LateLink) -> Ending:
    used = work.db.scalar(select(func.count(col(Application.id))).where(col(Application.late_link_id) == link.id))
    crumb: Crumb = (N_("the late links"), "late_links.listing", {"cohort_id": link.cohort_id})
    return Ending(link.id, link.cohort_id, link.label, used or 0, crumb)


def following(work: Work, token: str, link: LateLink) -> Following:
    programme = work.db.get_one(Programme, link.programme_id)
    return Following(
        token=token,
        title=sentence(N_("You can still apply to %(programme)s"), programme=programme.name),
        part=programme.name,
        until=link.until,
        zone=programme.time_zone,
        programme_key=programme.key,
        is_signed_in=work.actor.is_signed_in,
        is_begun=begun_through(work, link) is not None,
    )


def _line(link: LateLink, name: str, used: int, now: datetime, zone: str) -> Line:
    works, last_day = is_open(link, now), link.until.astimezone(ZoneInfo(zone)).date()
    state = N_("Works") if works else N_("Ended") if link.ended_at else N_("Over")
    return Line(
        link.id, link.label, name, last_day, link.most_people, used, works, state, "success" if works else "plain"
    )
