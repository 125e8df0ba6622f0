"""Trainees in a cohort. How somebody gets there is the business of applications; here they simply are."""

from app.core.work import Work
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.people import Person


def a_member(
    work: Work, *, of: Person, cohort: Cohort, status: EnrolmentStatus = EnrolmentStatus.ENROLLED
) -> Enrolment:
    enrolment = Enrolment(id=work.new_id(), cohort_id=cohort.id, person_id=of.id, status=status, enrolled_at=work.now)
    work.db.add(enrolment)
    work.db.flush()
    return enrolment
