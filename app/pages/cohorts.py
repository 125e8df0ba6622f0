"""What a manager sees of a cohort: its dates and places, who is enrolled, and who said yes and is not enrolled yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.conditions import Condition
from app.models.people import Person
from app.models.programmes import Programme
from app.rules import decisions
from app.rules.cohorts import STANDINGS, TAKES_A_PLACE, visible_to
from app.rules.conditions import HOLDS_UP

KINDS: Mapping[EnrolmentStatus, str] = {
    EnrolmentStatus.ENROLLED: "success",
    EnrolmentStatus.FINISHED: "success",
    EnrolmentStatus.LEFT: "plain",
}


@dataclass(frozen=True)
class Line:
    cohort_id: UUID
    name: str
    starts_on: date
    places: int
    taken: int


@dataclass(frozen=True)
class CohortList:
    lines: Sequence[Line]
    title: str = N_("Cohorts")


@dataclass(frozen=True)
class Trainee:
    application_id: UUID | None
    name: str
    standing: str
    kind: str
    enrolled_at: datetime


@dataclass(frozen=True)
class Accepted:
    application_id: UUID
    reference: str
    name: str
    still_open: int


@dataclass(frozen=True)
class OneCohort:
    cohort_id: UUID
    title: Sentence
    part: str
    opens_at: datetime
    closes_at: datetime
    decides_on: date
    starts_on: date
    ends_on: date
    zone: str
    places: int
    taken: int
    trainees: Sequence[Trainee]
    accepted: Sequence[Accepted]
    crumb: tuple[str, str, dict[str, object]] = (N_("the cohorts"), "cohorts.listing", {})

    @property
    def free(self) -> int:
        return max(self.places - self.taken, 0)


def listing(work: Work) -> CohortList:
    takes = col(Enrolment.status).in_(TAKES_A_PLACE)
    columns = (col(Cohort.id), col(Cohort.name), col(Cohort.starts_on), col(Cohort.places))
    rows = work.db.execute(
        visible_to(work.actor)
        .outerjoin(Enrolment, (col(Enrolment.cohort_id) == Cohort.id) & takes)
        .with_only_columns(*columns, func.count(col(Enrolment.id)))
        .group_by(*columns)
        .order_by(col(Cohort.starts_on).desc(), col(Cohort.name))
    )
    return CohortList([Line(*row) for row in rows])


def one(work: Work, cohort: Cohort) -> OneCohort:
    programme = work.db.get_one(Programme, cohort.programme_id)
    trainees = work.db.execute(_enrolled(cohort)).all()
    accepted = work.db.execute(_accepted(work, cohort)).all()
    return OneCohort(
        cohort_id=cohort.id,
        title=sentence(cohort.name),
        part=programme.name,
        opens_at=cohort.opens_at,
        closes_at=cohort.closes_at,
        decides_on=cohort.decides_on,
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        zone=programme.time_zone,
        places=cohort.places,
        taken=sum(row.status in TAKES_A_PLACE for row in trainees),
        trainees=[Trainee(a, name, STANDINGS[status], KINDS[status], at) for a, name, status, at in trainees],
        accepted=[Accepted(*row) for row in accepted],
    )


def of_application(work: Work, application: Application) -> OneCohort:
    """The page of the cohort that this application is for, to draw again when enrolling was refused."""
    return one(work, work.db.get_one(Cohort, application.cohort_id))


def _enrolled(cohort: Cohort) -> Select[UUID | None, str, EnrolmentStatus, datetime]:
    return (
        select(col(Enrolment.application_id), col(Person.name), col(Enrolment.status), col(Enrolment.enrolled_at))
        .join(Person, col(Person.id) == Enrolment.person_id)
        .where(col(Enrolment.cohort_id) == cohort.id)
        .order_by(col(Person.name), col(Enrolment.id))
    )


def _accepted(work: Work, cohort: Cohort) -> Select[UUID, str, str, int]:
    still_open = (
        select(func.count())
        .select_from(Condition)
        .where(col(Condition.application_id) == col(Application.id), col(Condition.status).in_(HOLDS_UP))
        .scalar_subquery()
    )
    return (
        decisions.visible_to(work.actor)
        .join(Person, col(Person.id) == Application.person_id)
        .where(col(Application.cohort_id) == cohort.id, col(Application.status) == ApplicationStatus.ACCEPTED)
        .with_only_columns(col(Application.id), col(Application.reference), col(Person.name), still_open)
        .order_by(col(Application.reference))
    )
