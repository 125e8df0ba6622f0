"""Where somebody belongs: the cohort and programme of a trainee, and the match that they work in."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.matches import Match
from app.models.programmes import Programme
from app.rules.matches import TOGETHER


@dataclass(frozen=True)
class Membership:
    cohort: Cohort
    programme: Programme


def membership_of(db: Session, person_id: UUID | None) -> Membership | None:
    """The newest cohort that this person is a trainee in now."""
    row = db.execute(
        select(Cohort, Programme)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .where(col(Enrolment.person_id) == person_id, col(Enrolment.status) == EnrolmentStatus.ENROLLED)
        .order_by(col(Enrolment.id).desc())
        .limit(1)
    ).one_or_none()
    return Membership(row[0], row[1]) if row else None


def match_of(db: Session, trainee_id: UUID | None) -> Match | None:
    """The match that this trainee works in now, the newest if there are several."""
    return db.scalars(
        select(Match)
        .where(col(Match.trainee_id) == trainee_id, col(Match.status).in_(TOGETHER))
        .order_by(col(Match.id).desc())
        .limit(1)
    ).one_or_none()
