"""Hours that are over beside hours that were agreed: for the person, and for the coordinator of the production."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.words import N_
from app.core.work import Work
from app.models.productions import Production
from app.pages.assignments import MY_DAYS
from app.rules.hours import WEEKS_SHOWN
from app.services.working_time import WorkedWeek, weeks_at, weeks_of

Crumb = tuple[str, str, Mapping[str, Any]]


@dataclass(frozen=True)
class OwnHours:
    weeks: Sequence[WorkedWeek]
    shown: int = WEEKS_SHOWN
    crumb: Crumb = MY_DAYS
    title: str = N_("Your hours")


@dataclass(frozen=True)
class ProductionHours:
    part: str
    weeks: Sequence[WorkedWeek]
    crumb: Crumb
    shown: int = WEEKS_SHOWN
    title: str = N_("Hours of trainees")


def mine(work: Work) -> OwnHours:
    return OwnHours(weeks_of(work, work.actor.person_id))


def of_production(work: Work, production: Production) -> ProductionHours:
    back = (production.title, "productions.show", {"production_id": production.id})
    return ProductionHours(production.title, weeks_at(work, production), back)
