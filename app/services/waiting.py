"""The waiting list of a cohort: who is on it, in which order, and who is next where there is an order."""

from collections.abc import Sequence

from sqlmodel import col, select

from app.core.work import Work
from app.models.applications import Application, ApplicationStatus, Decision
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.rules.blueprints import blueprint_of


def waiting_for(work: Work, cohort: Cohort) -> Sequence[tuple[Application, Decision | None]]:
    """Who was told first stands first, and on the same instant the smaller reference."""
    rows = work.db.execute(
        select(Application, Decision)
        .outerjoin(Decision, col(Decision.application_id) == Application.id)
        .where(col(Application.cohort_id) == cohort.id, col(Application.status) == ApplicationStatus.WAITING_LIST)
        .order_by(col(Decision.released_at), col(Application.reference))
    ).all()
    return [(application, decision) for application, decision in rows]


def next_on_list(work: Work, application: Application) -> Application | None:
    """Who is asked first for a place in the same cohort; None where the programme's list has no order."""
    programme = work.db.get_one(Programme, application.programme_id)
    if blueprint_of(programme.key).waiting_list == "no_order":
        return None
    waiting = waiting_for(work, work.db.get_one(Cohort, application.cohort_id))
    return waiting[0][0] if waiting else None
