"""What follows an answer to a wish: its person is told that there is one. The words stand on the page of the day."""

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import full_date
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Production
from app.reactions.following import follows
from app.services import messages


@follows("wish_answers.given")
def tell_answer(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "wish_answered")


@follows("wish_answers.taken_back")
def tell_that_it_is_taken_back(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "wish_answer_taken_back")


def _tell(work: Work, event: OutboxEvent, template: str) -> None:
    assignment = work.db.get_one(Assignment, event.subject_id)
    production = (
        select(col(Production.title))
        .join(Plan, col(Plan.production_id) == Production.id)
        .where(col(Plan.id) == assignment.plan_id)
    )
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, event.about),
        event_id=event.id,
        facts={"production": work.db.scalars(production).one(), "day": full_date(assignment.on_date)},
        path=f"/my-days/{assignment.id}",
    )
