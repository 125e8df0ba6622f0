"""What an applicant reads after sending: that it arrived, and later the result with its feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.applications import Application, Decision
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Cohort
from app.pages.applications import around, change_until_of, crumb_to, result_day
from app.pages.applications_outcome import OutcomePage, outcome_of
from app.pages.applications_outcome import around as around_all
from app.rules.applications import may_extend
from app.rules.blueprints import Blueprint, Step, blueprint_of
from app.services.reminders import are_wanted


@dataclass(frozen=True)
class Sent:
    """The acknowledgement: it arrived, and what happens next with its days."""

    application_id: UUID
    reference: str
    is_sent: bool
    change_until: datetime | None
    decides_on: date
    after_sending: Sequence[Step]
    zone: str
    part: str
    crumb: tuple[str, str, dict[str, Any]]
    title: str = N_("Your application")


@dataclass(frozen=True)
class ResultPage:
    """`outcome` is None while there is none to read: nothing is decided, or it is not released.

    `wants_none` is whether the person turned all reminders off.
    """

    application_id: UUID
    outcome: OutcomePage | None
    is_offered: bool
    is_waiting: bool
    may_extend: bool
    extension_days: int
    may_be_reminded: bool
    is_reminded: bool
    wants_none: bool
    answer_by: datetime | None
    decides_on: date
    zone: str
    people_decide: str
    part: str
    crumb: tuple[str, str, dict[str, Any]]
    title: str = N_("Your result")


def sent(work: Work, application: Application) -> Sent:
    programme, cohort = around(work.db, application)
    blueprint = blueprint_of(programme.key)
    return Sent(
        application_id=application.id,
        reference=application.reference,
        is_sent=application.sent_at is not None,
        change_until=change_until_of(application, blueprint, work.now),
        decides_on=cohort.decides_on,
        after_sending=blueprint.after_sending,
        zone=programme.time_zone,
        part=programme.name,
        crumb=crumb_to(application.id),
    )


def result(work: Work, application: Application) -> ResultPage:
    programme, cohort = around(work.db, application)
    blueprint = blueprint_of(programme.key)
    decision = _released(work.db, application)
    can_be_reminded = decision is not None and application.status is Status.NOT_YET and decision.reminded_at is None
    return ResultPage(
        application_id=application.id,
        outcome=_read(work, decision, blueprint, cohort) if decision else None,
        is_offered=application.status is Status.OFFERED,
        is_waiting=application.status is Status.WAITING_LIST,
        may_extend=may_extend(application),
        extension_days=blueprint.promises.answer_offer,
        may_be_reminded=can_be_reminded,
        is_reminded=decision is not None and decision.reminds_since is not None,
        wants_none=can_be_reminded and not are_wanted(work, application.person_id),
        answer_by=application.answer_by,
        decides_on=result_day(work, cohort, blueprint),
        zone=blueprint.time_zone,
        people_decide=blueprint.people_decide,
        part=programme.name,
        crumb=crumb_to(application.id),
    )


def _read(work: Work, decision: Decision, blueprint: Blueprint, cohort: Cohort) -> OutcomePage:
    return outcome_of(decision, blueprint, around_all(work, [decision]), starts_on=cohort.starts_on)


def _released(db: Session, application: Application) -> Decision | None:
    return db.scalars(
        select(Decision).where(col(Decision.application_id) == application.id, col(Decision.released_at).is_not(None))
    ).one_or_none()
