"""The page on which a manager gives a new day for late results, and reads what applicants will read."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.delays import NewDay
from app.forms.filling import Filled
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.rules.blueprints import blueprint_of
from app.rules.delays import UNDECIDED, ends_at, promised_on
from app.services.delays import delays_of


@dataclass(frozen=True)
class Asking:
    """`new_on` and `reason` are what was given for this promised day so far; `is_late` says that the day has passed."""

    cohort_id: UUID
    title: Sentence
    part: str
    promised_on: date
    told_at: datetime
    waiting: int
    is_late: bool
    new_on: date | None
    reason: str
    zone: str
    crumb: tuple[str, str, dict[str, object]]


def asking(work: Work, cohort: Cohort) -> Asking:
    programme = work.db.get_one(Programme, cohort.programme_id)
    blueprint = blueprint_of(programme.key)
    delays = delays_of(work, [cohort.id]).get(cohort.id, ())
    promised = promised_on(cohort, blueprint, delays)
    given = next((delay for delay in delays if delay.promised_on == promised), None)
    waiting = work.db.scalar(
        select(func.count())
        .select_from(Application)
        .where(col(Application.cohort_id) == cohort.id, col(Application.status).in_(UNDECIDED))
    )
    return Asking(
        cohort_id=cohort.id,
        title=sentence(N_("Results of %(cohort)s come later"), cohort=cohort.name),
        part=programme.name,
        promised_on=promised,
        told_at=ends_at(promised, blueprint),
        waiting=waiting or 0,
        is_late=work.now >= ends_at(promised, blueprint),
        new_on=given.new_on if given else None,
        reason=given.reason if given else "",
        zone=programme.time_zone,
        crumb=(N_("the cohort"), "cohorts.show", {"cohort_id": cohort.id}),
    )


def known(view: Asking) -> Filled[NewDay]:
    return Filled.blank(NewDay, new_on=view.new_on and f"{view.new_on:%-d %B %Y}", reason=view.reason)
