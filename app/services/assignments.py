"""What trainees do with their published days: say that they saw them, agree, or ask to change them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.events import Event
from app.core.work import Work
from app.forms.assignments import Wish
from app.forms.sign_ins import Nothing
from app.models.assignments import Assignment, AssignmentStatus
from app.models.plans import Plan
from app.models.productions import Production
from app.rules.assignments import LIFE, stays


def see(work: Work, assignment: Assignment, _form: Nothing) -> None:
    """Say that the day was seen, without answering yet."""
    for each in day_of(work, assignment):
        if LIFE.allows(each, "see"):
            LIFE.move(work, each, "see", about=each.person_id, programme_id=_programme(work, each.plan_id))


def agree(work: Work, assignment: Assignment, _form: Nothing) -> None:
    """Agree to every block of the day."""
    _agree(work, work.db.get_one(Plan, assignment.plan_id), day_of(work, assignment))


def agree_to_week(work: Work, plan: Plan, _form: Nothing) -> None:
    """Agree to every day of the plan that was not answered. Days that the person asked to change stay as they are, and
    whoever reads why a day stays answers on the page of that day.
    """
    waiting = (AssignmentStatus.PROPOSED, AssignmentStatus.SEEN)
    own = work.db.scalars(
        select(Assignment)
        .where(
            col(Assignment.plan_id) == plan.id,
            col(Assignment.person_id) == work.actor.person_id,
            col(Assignment.is_live),
            col(Assignment.status).in_(waiting),
            col(Assignment.starts_at) > work.now,
        )
        .order_by(col(Assignment.starts_at))
    )
    _agree(work, plan, [each for each in own if not stays(each)])


def ask_to_change(work: Work, assignment: Assignment, form: Wish) -> None:
    """Ask for another day, place or time. The place is kept until there is a new plan; asking costs nothing."""
    programme = _programme(work, assignment.plan_id)
    for each in day_of(work, assignment):
        each.wish = form.words
        each.wish_version += 1
        if LIFE.allows(each, "ask_to_change"):
            LIFE.move(work, each, "ask_to_change", about=each.person_id, programme_id=programme)
    work.record(
        Event(
            "assignments.day_change_asked",
            assignment.id,
            about=assignment.person_id,
            programme_id=programme,
            facts={"plan": str(assignment.plan_id), "day": assignment.on_date.isoformat()},
        )
    )


def ask_to_talk(work: Work, assignment: Assignment, _form: Nothing) -> None:
    """Ask the coordinator to get in touch about this day. It needs no words, and the day stays as it is."""
    work.record(
        Event(
            "assignments.talk_asked",
            assignment.id,
            about=assignment.person_id,
            programme_id=_programme(work, assignment.plan_id),
            facts={"plan": str(assignment.plan_id), "day": assignment.on_date.isoformat()},
        )
    )


def day_of(work: Work, assignment: Assignment) -> Sequence[Assignment]:
    """Every block that the same person has on the same day of the same plan, in order."""
    return work.db.scalars(
        select(Assignment)
        .where(
            col(Assignment.plan_id) == assignment.plan_id,
            col(Assignment.person_id) == assignment.person_id,
            col(Assignment.on_date) == assignment.on_date,
            col(Assignment.is_live),
        )
        .order_by(col(Assignment.block))
    ).all()


def _agree(work: Work, plan: Plan, blocks: Sequence[Assignment]) -> None:
    programme = _programme(work, plan.id)
    agreed = [each for each in blocks if LIFE.allows(each, "agree")]
    for each in agreed:
        each.wish = each.wish_answer = ""
        LIFE.move(work, each, "agree", about=each.person_id, programme_id=programme)
    if agreed:
        days = {each.on_date for each in agreed}
        work.record(
            Event(
                "assignments.days_agreed",
                plan.id,
                about=work.actor.person_id,
                programme_id=programme,
                facts={"count": len(days)},
            )
        )


def _programme(work: Work, plan_id: UUID) -> UUID:
    owned = select(col(Production.programme_id)).join(Plan, col(Plan.production_id) == Production.id)
    return work.db.scalars(owned.where(col(Plan.id) == plan_id)).one()
