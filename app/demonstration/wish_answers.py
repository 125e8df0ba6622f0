"""Two days of next week that somebody asked to change: one wish waits for an answer, and one was answered."""

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.demonstration.theatre import Theatre
from app.forms.assignments import Wish
from app.forms.wish_answers import WishAnswer
from app.models.assignments import Assignment, AssignmentStatus
from app.models.plans import Plan
from app.services import assignments, wish_answers

PRODUCTION = "my-brilliant-career"
WAITS = "Later in the week would suit me better."
ANSWERED = "Another desk would suit me better."
WHY = "The other desks at this place are taken on this day. From the week after there are two more."


def play(theatre: Theatre) -> None:
    """Two people, each with their last day that they did not answer yet."""
    keys = {person.id: key for key, person in theatre.stage.people.items()}
    with theatre.by_system() as work:
        waits, answered = _days(work, theatre)[:2]
    with theatre.as_(keys[waits.person_id]) as work:
        assignments.ask_to_change(work, waits, Wish(words=WAITS))
    with theatre.as_(keys[answered.person_id]) as work:
        assignments.ask_to_change(work, answered, Wish(words=ANSWERED))
    with theatre.as_("tom") as work:
        wish_answers.answer(work, answered, WishAnswer(words=WHY, version=answered.wish_version))


def _days(work: Work, theatre: Theatre) -> list[Assignment]:
    """The last day of each person in the plans of this production, as far as it waits for an answer."""
    rows = work.db.scalars(
        select(Assignment)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(
            col(Plan.production_id) == theatre.stage.productions[PRODUCTION].id,
            col(Assignment.is_live),
            col(Assignment.starts_at) > work.now,
            col(Assignment.status) == AssignmentStatus.PROPOSED,
        )
        .order_by(col(Assignment.person_id), col(Assignment.starts_at))
    )
    return list({row.person_id: row for row in rows}.values())
