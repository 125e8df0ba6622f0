"""What coordinators read before a desk is closed for some days, and afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from app.core.words import N_, Sentence
from app.core.work import Work
from app.forms.breakdowns import BreakdownForm
from app.models.breakdowns import Breakdown
from app.models.productions import Location
from app.models.workstations import Workstation
from app.pages.workstations import named
from app.rules.breakdowns import KINDS
from app.services import breakdowns, desk_days
from app.services.desk_days import Day

Crumb = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class Asking:
    desk_id: UUID
    title: Sentence
    part: str
    crumb: Crumb


@dataclass(frozen=True)
class Checking:
    """Nothing is stored yet. `seen` is the mark of the list, which the second press carries."""

    desk_id: UUID
    desk: str
    first_day: date
    last_day: date
    days: Sequence[Day]
    seen: str
    part: str
    crumb: Crumb
    title: str = N_("What this means")


@dataclass(frozen=True)
class BreakdownPage:
    id: UUID
    production_id: UUID
    first_day: date
    last_day: date
    kind: str
    words: str
    days: Sequence[Day]
    is_over: bool
    title: Sentence
    part: str
    crumb: Crumb


def asking(desk: Workstation) -> Asking:
    return Asking(desk.id, named(N_("When can %(desk)s not be used?"), desk), desk.name, _back(desk))


def checking(work: Work, desk: Workstation, form: BreakdownForm) -> Checking:
    days = breakdowns.meaning(work, desk, form)
    return Checking(
        desk.id, desk.name, form.first_day, form.last_day, days, desk_days.mark_of(days), desk.name, _back(desk)
    )


def show(work: Work, breakdown: Breakdown) -> BreakdownPage:
    desk = work.db.get_one(Workstation, breakdown.workstation_id)
    place = work.db.get_one(Location, desk.location_id)
    today = desk_days.today_at(work, desk)
    last = breakdown.last_day if breakdown.works_again_on is None else breakdown.last_unusable
    return BreakdownPage(
        id=breakdown.id,
        production_id=place.production_id,
        first_day=breakdown.first_day,
        last_day=breakdown.last_day,
        kind=KINDS[breakdown.kind],
        words=breakdown.words,
        days=desk_days.taken(work, desk, max(today, breakdown.first_day), last),
        is_over=breakdown.works_again_on is not None or breakdown.last_day < today,
        title=named(N_("%(desk)s out of service"), desk),
        part=place.name,
        crumb=_back(desk),
    )


def _back(desk: Workstation) -> Crumb:
    return (desk.name, "workstations.show", {"workstation_id": desk.id})
