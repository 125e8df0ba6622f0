"""Who is in which cohort: the question that every page of a cohort's life asks first."""

from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.actors import Actor
from app.models.cohorts import Enrolment, EnrolmentStatus


def cohorts_of(actor: Actor) -> SelectOfScalar[UUID]:
    """The ids of the cohorts in which this person is a trainee now."""
    return select(Enrolment.cohort_id).where(
        col(Enrolment.person_id) == actor.person_id, col(Enrolment.status) == EnrolmentStatus.ENROLLED
    )
