"""Closed periods for coordinators: those to come, and what closing something means before it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.words import N_
from app.core.work import Work
from app.forms.asking import Option
from app.forms.closures import WHOLE, ClosureForm, ConfirmedClosure
from app.forms.filling import Filled, FilledField
from app.forms.offering import offering, unseen
from app.models.closures import Closure
from app.models.productions import Location, Production
from app.pages.productions import Crumb, today_at
from app.services import closures
from app.services.bookings_touched import Touched


@dataclass(frozen=True)
class ClosedPeriod:
    """`place` is empty for the whole production."""

    id: UUID
    place: str
    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True)
class ClosureList:
    id: UUID
    part: str
    periods: Sequence[ClosedPeriod]
    crumb: Crumb
    title: str = N_("Closed periods")


@dataclass(frozen=True)
class Closing:
    id: UUID
    part: str
    kind: type[ClosureForm]
    crumb: Crumb
    title: str = N_("Close something")


@dataclass(frozen=True)
class Confirming:
    """What closing means for published days. `fields` carry on what was typed."""

    id: UUID
    part: str
    period: ClosedPeriod
    touched: Touched
    fields: Sequence[FilledField]
    crumb: Crumb
    title: str = N_("Check before you close")


@dataclass(frozen=True)
class Opening:
    id: UUID
    part: str
    period: ClosedPeriod
    crumb: Crumb
    title: str = N_("Open it again")


def listing(work: Work, production: Production) -> ClosureList:
    rows = work.db.execute(
        select(Closure, col(Location.name))
        .outerjoin(Location, col(Location.id) == Closure.location_id)
        .where(col(Closure.production_id) == production.id, col(Closure.last_day) >= today_at(work, production))
        .order_by(col(Closure.first_day), col(Closure.id))
    )
    return ClosureList(
        id=production.id,
        part=production.title,
        periods=[_period(closure, name or "") for closure, name in rows],
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def closing(work: Work, production: Production) -> Closing:
    places = work.db.execute(
        select(col(Location.id), col(Location.name))
        .where(col(Location.production_id) == production.id)
        .order_by(col(Location.name))
    )
    options = [Option(WHOLE, N_("The whole production")), *(Option(str(key), name) for key, name in places)]
    return Closing(production.id, production.title, offering(ClosureForm, place=options), _back(production))


def confirming(work: Work, production: Production, filled: Filled[Any], form: ClosureForm) -> Confirming:
    found = closures.touched_by(work, production, form)
    place = closures.place_of(work, production, form.place)
    typed = {name: filled.text(name) for name in ClosureForm.model_fields}
    unseen_fields = Filled.blank(carried(), **typed, seen=found.mark).fields
    return Confirming(
        id=production.id,
        part=production.title,
        period=ClosedPeriod(production.id, place.name if place else "", form.first_day, form.last_day, form.reason),
        touched=found,
        fields=unseen_fields,
        crumb=_back(production),
    )


def opening(work: Work, closure: Closure) -> Opening:
    production = work.db.get_one(Production, closure.production_id)
    place = work.db.get(Location, closure.location_id) if closure.location_id else None
    return Opening(closure.id, production.title, _period(closure, place.name if place else ""), _back(production))


def _period(closure: Closure, place: str) -> ClosedPeriod:
    return ClosedPeriod(closure.id, place, closure.first_day, closure.last_day, closure.reason)


def carried() -> type[ConfirmedClosure]:
    """The form with every field carried along unseen."""
    kind = ConfirmedClosure
    for name in ClosureForm.model_fields:
        kind = unseen(kind, name)
    return kind


def _back(production: Production) -> Crumb:
    return (N_("closed periods"), "closures.listing", {"production_id": production.id})
