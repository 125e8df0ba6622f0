"""Enrolling: an accepted applicant becomes a trainee of the cohort, while it has a free place."""

from sqlalchemy import func
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.rules.applications import LIFE
from app.rules.cohorts import TAKES_A_PLACE
from app.services.conditions import conditions_of, holding_up


def enrol(work: Work, application: Application, _form: Nothing) -> None:
    """Give the person their place. Conditions that are still open come first. Two managers at once never fill more places than there are."""
    cohort = work.db.scalars(select(Cohort).where(col(Cohort.id) == application.cohort_id).with_for_update()).one()
    work.db.refresh(application)
    if _taken(work, cohort) >= cohort.places:
        raise Refused(N_("All places of this cohort are taken. Nobody was enrolled."))
    if LIFE.allows(application, "enrol"):
        _refuse_with_open_conditions(work, application)
    LIFE.move(work, application, "enrol", about=application.person_id, programme_id=application.programme_id)
    work.db.add(
        Enrolment(
            id=work.new_id(),
            cohort_id=cohort.id,
            person_id=application.person_id,
            application_id=application.id,
            status=EnrolmentStatus.ENROLLED,
            enrolled_at=work.now,
        )
    )


def _refuse_with_open_conditions(work: Work, application: Application) -> None:
    still_open = holding_up(conditions_of(work, application))
    if still_open:
        raise Refused(
            sentence(
                N_("%(reference)s has conditions that are still open: %(count)s. Open the application to see them."),
                reference=application.reference,
                count=still_open,
            )
        )


def _taken(work: Work, cohort: Cohort) -> int:
    taken = (
        select(func.count())
        .select_from(Enrolment)
        .where(col(Enrolment.cohort_id) == cohort.id, col(Enrolment.status).in_(TAKES_A_PLACE))
    )
    return work.db.scalar(taken) or 0
