"""Enrolling: an accepted applicant becomes a trainee of the cohort, while it has a free place."""

from sqlalchemy import func
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.assignments import Assignment
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


def correct_standing(work: Work, enrolment: Enrolment, status: EnrolmentStatus) -> None:
    """Put right how somebody stands in a cohort. Nobody comes back into a full one, or leaves with days ahead of them."""
    cohort = work.db.scalars(select(Cohort).where(col(Cohort.id) == enrolment.cohort_id).with_for_update()).one()
    comes_back = status in TAKES_A_PLACE and enrolment.status not in TAKES_A_PLACE
    if comes_back and _taken(work, cohort) >= cohort.places:
        raise Refused(N_("All places of this cohort are taken. Nothing was changed."), field="value")
    if status is EnrolmentStatus.LEFT and _has_days_ahead(work, enrolment):
        raise Refused(
            N_("They have days at a production ahead of them. A coordinator ends those first."), field="value"
        )
    enrolment.status = status
    work.record(
        Event(
            "cohorts.standing_corrected", enrolment.id, about=enrolment.person_id, programme_id=cohort.programme_id,
            facts={"to": status.value},
        )
    )  # fmt: skip


def _has_days_ahead(work: Work, enrolment: Enrolment) -> bool:
    ahead = select(Assignment.id).where(
        col(Assignment.person_id) == enrolment.person_id,
        col(Assignment.is_live),
        col(Assignment.ends_at) > work.now,
    )
    return work.db.scalars(ahead.limit(1)).first() is not None


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
