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
from app.pages.applications import around, change_until_of, crumb_to
from app.rules.applications import LIFE
from app.rules.blueprints import Blueprint, Step, blueprint_of


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
class Result:
    """The decision after its release, and only then."""

    outcome: str
    feedback: str
    reasons: Sequence[str]
    next_steps: str
    next_on: date | None


@dataclass(frozen=True)
class ResultPage:
    """`result` is None while there is none to read: nothing is decided, or it is not released."""

    application_id: UUID
    result: Result | None
    is_offered: bool
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
    return ResultPage(
        application_id=application.id,
        result=_released(work.db, application, blueprint),
        is_offered=application.status is Status.OFFERED,
        answer_by=application.answer_by,
        decides_on=cohort.decides_on,
        zone=blueprint.time_zone,
        people_decide=blueprint.people_decide,
        part=programme.name,
        crumb=crumb_to(application.id),
    )


def _released(db: Session, application: Application, blueprint: Blueprint) -> Result | None:
    decision = db.scalars(
        select(Decision).where(col(Decision.application_id) == application.id, col(Decision.released_at).is_not(None))
    ).one_or_none()
    if decision is None:
        return None
    labels = {choice.value: choice.label for choice in blueprint.reasons}
    return Result(
        outcome=LIFE.words[Status(decision.outcome.value)].own,
        feedback=decision.feedback,
        reasons=[labels.get(value, value) for value in decision.reasons],
        next_steps=decision.next_steps,
        next_on=decision.next_on,
    )
