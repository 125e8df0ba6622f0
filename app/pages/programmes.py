"""What everybody may read of a programme before they sign in: all of its blueprint that concerns applying."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlmodel import col

from app.core.errors import Missing
from app.core.words import N_
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.programmes_steps import DatedStep, Promise, dated_steps, promises
from app.rules.blueprints import Blueprint, blueprint_of, blueprints


@dataclass(frozen=True)
class Line:
    key: str
    name: str
    summary: str
    zone: str
    closes_at: datetime | None


@dataclass(frozen=True)
class Listing:
    lines: Sequence[Line]
    title: str = N_("Programmes")


@dataclass(frozen=True)
class AskedPart:
    """One part and how many questions it can have; the questions themselves stand on their own page."""

    title: str
    count: int


@dataclass(frozen=True)
class Dates:
    """The cohort that takes applications now or did so last."""

    opens_at: datetime
    closes_at: datetime
    decides_on: date
    starts_on: date
    ends_on: date
    places: int
    is_open: bool


@dataclass(frozen=True)
class ProgrammePage:
    """`application_id` is the reader's own application to the open cohort, when they began one. `begin` is the route to start:
    without an account the first questions come first.
    """

    title: str
    key: str
    blueprint: Blueprint
    parts: Sequence[AskedPart]
    dates: Dates | None
    steps: Sequence[DatedStep]
    promises: Sequence[Promise]
    contact: str
    contact_email: str
    application_id: UUID | None
    begin: str
    may_ask: bool
    crumb: tuple[str, str, dict[str, Any]] = (N_("all programmes"), "programmes.listing", {})


def listing(work: Work) -> Listing:
    rows = work.db.execute(
        select(col(Programme.key), col(Cohort.closes_at))
        .outerjoin(
            Cohort,
            (col(Cohort.programme_id) == Programme.id)
            & (col(Cohort.opens_at) <= work.now)
            & (col(Cohort.closes_at) > work.now),
        )
        .order_by(col(Programme.name), col(Cohort.closes_at))
    ).all()
    open_until: dict[str, datetime | None] = {}
    for key, closes_at in rows:
        open_until.setdefault(key, closes_at)
    found = [(blueprint_of(key), closes_at) for key, closes_at in open_until.items() if key in blueprints()]
    return Listing([Line(b.key, b.name, b.summary, b.time_zone, closes_at) for b, closes_at in found])


def show(work: Work, key: str) -> ProgrammePage:
    row = work.db.execute(_newest(work, key)).first()
    if row is None or key not in blueprints():
        raise Missing
    blueprint, dates = blueprint_of(key), _dates(row, work.now)
    return ProgrammePage(
        title=blueprint.name,
        key=key,
        blueprint=blueprint,
        parts=[AskedPart(part.title, len(part.questions)) for part in blueprint.parts],
        dates=dates,
        steps=dated_steps(blueprint, dates.closes_at if dates else None, dates.decides_on if dates else None),
        promises=promises(blueprint, work.now),
        contact=row.contact or "",
        contact_email=row.contact_email or "",
        application_id=row.application_id,
        may_ask=work.actor.is_signed_in,
        begin="applications.beginning" if work.actor.is_signed_in else "first_answers.show",
    )


def newest_cohort(work: Work, key: str) -> Cohort | None:
    """The cohort of this programme that opened last."""
    return work.db.scalars(
        select(Cohort)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .where(col(Programme.key) == key, col(Cohort.opens_at) <= work.now)
        .order_by(col(Cohort.closes_at).desc())
        .limit(1)
    ).one_or_none()


def _newest(work: Work, key: str) -> Select[*tuple[Any, ...]]:
    """The programme with its newest cohort that opened, its contact, and the reader's own application to it."""
    return (
        select(
            col(Cohort.opens_at),
            col(Cohort.closes_at),
            col(Cohort.decides_on),
            col(Cohort.starts_on),
            col(Cohort.ends_on),
            col(Cohort.places),
            col(Person.name).label("contact"),
            col(Person.email).label("contact_email"),
            col(Application.id).label("application_id"),
        )
        .select_from(Programme)
        .outerjoin(Cohort, (col(Cohort.programme_id) == Programme.id) & (col(Cohort.opens_at) <= work.now))
        .outerjoin(Person, col(Person.id) == Programme.contact_id)
        .outerjoin(
            Application,
            (col(Application.cohort_id) == Cohort.id) & (col(Application.person_id) == work.actor.person_id),
        )
        .where(col(Programme.key) == key)
        .order_by(col(Cohort.closes_at).desc())
        .limit(1)
    )


def _dates(row: Row[Any], now: datetime) -> Dates | None:
    if row.opens_at is None:
        return None
    return Dates(
        row.opens_at, row.closes_at, row.decides_on, row.starts_on, row.ends_on, row.places,
        is_open=row.opens_at <= now < row.closes_at,
    )  # fmt: skip
